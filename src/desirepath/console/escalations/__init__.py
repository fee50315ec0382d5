"""People who were blocked and said so, and what was answered; and who confirmed what."""
