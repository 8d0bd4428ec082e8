"""What writers add to Markdown: front matter, components, shortcodes, notes and inline HTML."""
