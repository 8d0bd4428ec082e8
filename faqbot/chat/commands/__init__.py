"""What can be said in the chat."""
