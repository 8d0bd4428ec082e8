"""A family of findings a module: each gives what it finds in a knowledge, in no particular order."""
