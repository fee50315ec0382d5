"""The proof gates of the 45 days, one a file: the constant GATE with its facts, and `read`, from what is seen to a reading."""
