"""What was asked and what became of it: a line of JSON a question, in a file of the author's."""
