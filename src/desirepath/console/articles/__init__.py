"""Help articles, tied to where they help."""
