"""The weekly review for the meeting: a page, and minutes to take away."""
