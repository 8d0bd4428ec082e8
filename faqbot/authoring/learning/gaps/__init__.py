"""What readers asked and didn't get: the log in, clusters of questions out, each with what came nearest and why."""
