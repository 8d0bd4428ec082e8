"""Golden files: cases read, asked and judged, misses explained; `plugin` makes pytest items of them.

Empty of imports: every run of pytest on a machine that has faqbot loads the plugin, and with it this file.
"""
