"""The door through which the events of a company come in: HTTP in front of the segment log."""
