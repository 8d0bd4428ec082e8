"""Meaning by an encoder of texts, one's own or the one that ships: texts in, directions and what they are worth out."""
