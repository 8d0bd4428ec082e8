"""A document in a markup -> its blocks, in order, each with its line."""
