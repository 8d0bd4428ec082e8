"""YAML with lines: files to nodes, nodes to records, and all faults of a file at once."""
