"""One file for each intervention: what it does for the person at the step, what it needs, what may go wrong."""

BESIDE = ()
"""Modules of this package that are no entries of its catalogue."""
