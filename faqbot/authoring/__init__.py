"""For those who keep the articles: bring a document in, tell what is weak in a knowledge, start one of one's own."""
