"""What the parts of an article are called and asked by: ids, titles and wordings, each held against those before it."""
