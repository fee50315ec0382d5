"""What leaves the house: messages to chat rooms, to an organisation's own programs, and by e-mail."""
