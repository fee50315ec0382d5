"""Privacy: what is captured, floors, retention, erasure."""
