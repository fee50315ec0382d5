"""The kinds of guides: one form a file."""
