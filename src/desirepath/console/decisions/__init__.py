"""Decisions on interventions, and the effects that they stand on."""
