"""The page that opens on Monday: where the rollout stands, what was found, what changed."""
