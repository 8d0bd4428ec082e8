"""A document as its blocks -> a draft: what is a section, what a question, and what answers it."""
