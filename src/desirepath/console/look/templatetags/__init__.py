"""What allauth's templates need of our look."""
