"""What is against a candidate that looks like a question: another number, the opposite, a denial, another name."""
