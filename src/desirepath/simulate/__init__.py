"""Made-up rollouts with a friction planted in them, for demonstrations, tests and benchmarks."""
