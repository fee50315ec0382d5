"""What each source of evidence says of a trouble, and what in it points to which blocker."""
