"""How trees come about: a page's tags, content and facts before it is read, docutils' tree made one of elements."""
