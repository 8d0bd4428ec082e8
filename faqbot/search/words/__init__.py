"""How words are written: misspelt, in one, in two or without marks, and how alike texts are in their letters."""
