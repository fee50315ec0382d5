"""What comes in: one file or package per kind of source. Nothing here computes."""
