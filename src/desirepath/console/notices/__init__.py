"""Messages that leave the house: where they go, and what became of each."""
