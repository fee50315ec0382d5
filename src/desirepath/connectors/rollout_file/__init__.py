"""The rollout file: one YAML file that says what changed and where the data is."""

from desirepath.connectors.rollout_file.read import read_rollout, rollout_from_text

__all__ = ["read_rollout", "rollout_from_text"]
