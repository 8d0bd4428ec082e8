"""The face in a terminal: the prompt, the screen, the pager, the history of typed lines."""
