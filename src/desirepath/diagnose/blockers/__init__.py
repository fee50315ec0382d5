"""One file for each blocker: its question, and what speaks for and against it."""

BESIDE = ()
"""Modules of this package that are no entries of its catalogue."""
