"""Compiled knowledge and what it is made of: made by a command or by itself, told when it is old."""
