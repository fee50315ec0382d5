"""What was changed, exported and looked at, in a chain that shows every tampering."""
