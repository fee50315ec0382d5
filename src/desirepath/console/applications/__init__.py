"""Applications that send events, and their keys."""
