"""One file for each signal: its facts, and the outcomes that it is looked for in."""

BESIDE = ()
"""Modules of this package that are no entries of its catalogue."""
