"""Two knowledges and questions in, what becomes of each question by the one and the other out."""
