"""How quick the console's pages are, alone and while a diagnosis is made, and for many people at once."""
