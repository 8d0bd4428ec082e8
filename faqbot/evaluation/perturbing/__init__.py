"""A question to others that mean the same, and to others that look like it and don't; both told by an id.

It knows nothing of golden files: `kinds` names what there is, `making` makes it.
"""
