"""Cohorts: one cut, two crossed, two compared."""
