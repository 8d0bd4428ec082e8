"""A question to matches: read, gathered, scored, each with its receipt."""
