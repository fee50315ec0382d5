"""desirepath: a linter for work. Where a rollout meets resistance, for whom, why, what to do first, and whether it helped."""

__version__ = "0.1.0"
