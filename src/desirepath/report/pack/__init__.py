"""The governance pack: one value, told as a page, a PDF and slides."""
