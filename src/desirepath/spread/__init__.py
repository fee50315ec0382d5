"""With whom a change spreads, and what else people go through at the same time."""
