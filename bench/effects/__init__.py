"""Do effects hold when they are read every day? Drawn, read, compared with the truth."""
