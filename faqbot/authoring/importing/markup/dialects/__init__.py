"""What writers add to Markdown (front matter, components, shortcodes, notes, HTML), and how they lay out plain text."""
