"""Friction points: their states, owners, discussion."""
