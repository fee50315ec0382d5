"""People are not allowed to do what the path asks of them.

What speaks for it
    Denied attempts, dead clicks, a cohort that shares a permission level; texts that speak of rights and roles.

What speaks against it
    Attempts that fail but are never denied; practice that helps.

What it is taken for
    A lack of training, which then helps nobody.

Source
    Saltzer and Schroeder 1975 on least privilege and its price; the weights are fitted, see `weights.tsv`.
"""

from __future__ import annotations

from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind

BLOCKER = Blocker(
    kind=BlockerKind.ACCESS_GAP,
    title="Access or permission gap",
    question="May everyone who must do the step do it?",
    speaks_for_it=("access: denied", "sign: dead_click", "tickets: access_gap"),
    source="Saltzer and Schroeder 1975",
)


def would_show_as(step: str) -> str:
    """What more evidence would look like, were it this blocker."""
    return f"Denied attempts or dead clicks at {step}, or a permission level that these people share, would speak for a gap in access."
