"""The weekly review: what the meeting looks at, what it decides in the room, and the minutes of earlier ones."""
