"""Estimates with honest intervals, pure: numbers in, numbers out, each with its source and a simulation test."""
