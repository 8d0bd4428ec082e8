"""Files -> what the checks look at: values with their places, facts, and what is like what."""
