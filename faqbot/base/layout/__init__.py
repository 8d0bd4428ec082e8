"""What is said to a person, as data, and how it is laid out in lines; knows nothing of terminals."""
