"""English as data: its words, how its questions ask, how its follow-ups lean on what was said."""
