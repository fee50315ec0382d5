"""One file for each format that rows can come in; `read_source` finds the one that fits."""

BESIDE = ("canonical", "connector", "containers", "exports", "read_source", "rollout_file", "times")
"""Modules of this package that are no entries of its catalogue."""
