"""WHY: evidence from independent sources, weighed for and against five kinds of blocker."""
