"""Where an answer stands: the sentence to quote, and what is read with it."""
