"""What only those need who keep articles: how texts are unfinished, documents put together, questions put otherwise."""
