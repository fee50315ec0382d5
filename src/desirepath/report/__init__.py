"""A study becomes a page, a terminal summary, a document. Pure rendering: values in, text out."""
