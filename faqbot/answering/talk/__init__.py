"""What is said to the bot rather than asked of its articles, and what it says to that in its own words."""
