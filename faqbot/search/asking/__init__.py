"""What of a text asks: its questions, and the phrases around them."""
