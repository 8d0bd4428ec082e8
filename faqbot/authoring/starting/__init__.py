"""A folder of one's own to start with, and the schema that editors check it by."""
