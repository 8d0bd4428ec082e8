"""What readers asked in; better articles out: gaps, wordings taught, wordings proposed."""
