"""Labelled questions to what a bot makes of them, in figures."""
