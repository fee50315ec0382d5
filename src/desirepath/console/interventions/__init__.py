"""Interventions: the backlog, versions, approval."""
