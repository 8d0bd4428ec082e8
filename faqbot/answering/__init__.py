"""Matches to a verdict, with its confidence, citation, reason and explanation."""
