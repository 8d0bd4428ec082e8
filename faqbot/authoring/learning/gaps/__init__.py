"""A log of questions in, what readers asked and didn't get out: in clusters, the largest first."""
