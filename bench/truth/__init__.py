"""Is the diagnosis true, and quiet? Held against made-up rollouts, whose truth is known: `python -m bench.truth`."""
