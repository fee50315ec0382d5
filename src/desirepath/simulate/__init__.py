"""Made-up rollouts with frictions planted in them, for demonstrations, tests and benchmarks."""
