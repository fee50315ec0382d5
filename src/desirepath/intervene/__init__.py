"""WHAT: the smallest change at the point of work, chosen by blocker and symptom."""
