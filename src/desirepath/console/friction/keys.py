"""What makes a friction point the same in every diagnosis of a rollout."""

from __future__ import annotations

import hashlib
import json

from desirepath.vocabulary.cohort import Cohort

LENGTH = 16


def key_of(workflow: str, step: str, cohort: Cohort) -> str:
    """The key of a friction point: 16 hex digits, the same for one workflow, step and cohort everywhere."""
    text = json.dumps([workflow, step, cohort.pairs], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
