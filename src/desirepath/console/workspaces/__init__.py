"""Workspaces, who works in them, and what each role may do."""
