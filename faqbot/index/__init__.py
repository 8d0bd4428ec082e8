"""Articles to candidates and their postings, and what their lines mean."""
