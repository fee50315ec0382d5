"""One file for each product whose exports have columns of their own: what they call ours."""

BESIDE = ("export",)
"""Modules of this package that are no entries of its catalogue."""
