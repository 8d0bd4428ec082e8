"""A knowledge -> what is weak in it: findings with their place, their code and what to do."""
