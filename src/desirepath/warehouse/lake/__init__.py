"""The lake: what collectors logged, as Delta tables by day. The logs are the truth; the tables can be made anew."""
