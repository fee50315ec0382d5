"""What a governance pack takes beyond the diagnosis: seconds, and memory at most."""
