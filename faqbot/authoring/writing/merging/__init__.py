"""What was imported, what was edited since, what the source says now -> edits that keep all else byte for byte."""
