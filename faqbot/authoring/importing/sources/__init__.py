"""Paths -> what is to be read there, by which reader, in what order, and under which names."""
