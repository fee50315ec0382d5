"""Words: themes of what people said, and teaching."""
