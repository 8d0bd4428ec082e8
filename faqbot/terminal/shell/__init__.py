"""The face in a shell: the command, its arguments, its help, completions and manual."""
