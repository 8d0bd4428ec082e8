"""Directions in meaning: the table of word vectors, rows of directions, and which of them are nearest to another."""
