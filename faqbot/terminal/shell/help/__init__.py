"""What is said of the commands: their tables, and what is made of these (help, completions, the manual page)."""
