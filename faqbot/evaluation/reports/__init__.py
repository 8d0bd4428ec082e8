"""Evaluations as people read them."""
