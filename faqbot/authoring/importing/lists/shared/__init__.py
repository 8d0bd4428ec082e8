"""What lists share: which field holds what, what texts are written in, nodes of JSON and YAML, items -> drafts."""
