"""Benchmarks, run by `make bench` or `python -m bench`; figures are kept in docs/reference/benchmarks.md."""
