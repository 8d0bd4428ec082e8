"""Wordings proposed for places that have few: from a log, by rule, or by whoever reads a prompt."""
