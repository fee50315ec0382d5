"""The 45 days of a rollout: gates as the data has them, and what people keep beside it."""
