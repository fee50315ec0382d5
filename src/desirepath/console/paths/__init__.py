"""The approved path: drawn, edited, beside the ways that cases took."""
