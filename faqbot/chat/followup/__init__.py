"""What a short question leaves out, put back from the one before it."""
