"""What is known of a language: words, stems, sentences, answer types, related words, word vectors."""
