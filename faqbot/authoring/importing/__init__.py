"""Sources -> drafts: documents in a markup, lists of questions and answers, folders of both."""
