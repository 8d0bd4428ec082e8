"""A document as a tree of elements, named as in HTML -> its blocks, whichever markup the tree was read from."""
