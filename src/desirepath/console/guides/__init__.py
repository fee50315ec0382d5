"""Guides: the forms that they are written in, how they will look, and what is published of them."""
