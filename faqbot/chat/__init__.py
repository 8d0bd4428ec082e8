"""A conversation over a bot, and what can be said in it; knows no terminal."""
