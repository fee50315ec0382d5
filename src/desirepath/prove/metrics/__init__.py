"""The nine metrics, one a file: the constant METRIC with its facts, and `measure`, from counts to measurements."""
