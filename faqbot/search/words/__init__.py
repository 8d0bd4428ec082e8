"""How a question writes its words otherwise than the knowledge: misspelt, in one, in two, without marks."""
