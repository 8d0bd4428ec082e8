"""A web page: its tags told their lines, the part that is its content, and the facts that its head tells."""
