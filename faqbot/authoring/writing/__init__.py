"""A draft -> a knowledge file, new or with the edits of the one that is there; files brought into one form."""
