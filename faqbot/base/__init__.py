"""What every room may need: errors, text hygiene, messages, files and folders, and the layout of lines."""
