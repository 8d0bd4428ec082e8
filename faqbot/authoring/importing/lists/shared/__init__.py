"""What lists of all kinds share: which field is what, how texts are written, nodes of JSON and YAML, items -> drafts."""
