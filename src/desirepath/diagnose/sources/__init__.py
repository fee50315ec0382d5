"""One file for each source of evidence: what it says of a trouble, and what in it points to which blocker."""
