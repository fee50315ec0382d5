"""Diagnoses: asked for, on their way, and what they found."""
