"""Teaches a bot's files: a lesson is tried in memory first, and written only where nothing is lost by it."""
