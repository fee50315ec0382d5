"""Rollouts, each the versions of its file, and the data beside it."""
