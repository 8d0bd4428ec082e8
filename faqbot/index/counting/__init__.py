"""What is counted over the candidates of a knowledge: postings, frequencies, lengths, words."""
