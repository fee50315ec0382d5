"""Files of others are read in a process of their own, within limits: it may die on one alone."""
