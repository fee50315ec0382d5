"""The 45 days: what gates read, what a gate can say, and what follows at the end."""
