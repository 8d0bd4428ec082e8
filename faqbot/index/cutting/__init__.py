"""Articles cut into candidates and lines."""
