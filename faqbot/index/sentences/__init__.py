"""Sentences to vectors, by the encoder that ships: the text in pieces, its weights, its layers."""
