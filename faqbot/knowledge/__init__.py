"""Files to validated articles, in which every value knows its line."""
