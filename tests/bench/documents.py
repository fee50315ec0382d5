"""Hand-made documents and rollouts for the tests of the judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from desirepath.runs.simulate import DrawnRollout


def point(rank: int, **changed: Any) -> dict[str, Any]:
    """A confirmed friction point at the quote, for the buyers of EMEA."""
    return {
        "rank": rank,
        "workflow": "purchase_request",
        "step": "quote",
        "symptom": "abandonment_at_step",
        "cohort": {"region": "EMEA", "role": "buyer"},
        "blocker": "workflow_friction",
        "probability": 0.8,
        "standing": "confirmed",
        "evidence": [
            {"source": "behaviour", "says": "", "points_to": "workflow_friction", "weight": 1.5},
            {"source": "tickets", "says": "", "points_to": "workflow_friction", "weight": 0.5},
            {"source": "answers", "says": "", "points_to": "access_gap", "weight": -0.5},
        ],
        **changed,
    }


def document(*points: Mapping[str, Any]) -> dict[str, Any]:
    """A document of the contract, as far as the judge reads it."""
    return {"schema": "desirepath/diagnosis/1", "friction_points": list(points)}


def reading_of(say: Callable[[DrawnRollout, int], Mapping[str, Any]]) -> Any:
    """A reading that says something of each rollout on each day, counted from 0."""

    def read(drawn: DrawnRollout, days: Iterable[date | None]) -> Iterator[Mapping[str, Any]]:
        for number, _ in enumerate(days):
            yield say(drawn, number)

    return read


def told(drawn: DrawnRollout, **changed: Any) -> dict[str, Any]:
    """A document that tells the truth about a rollout, but for what is changed."""
    return document(
        *(
            point(
                rank,
                workflow=drawn.stage.world.workflow,
                **{
                    "step": planted.step,
                    "symptom": planted.symptom,
                    "cohort": dict(planted.cohort.pairs),
                    "blocker": planted.blocker,
                    **changed,
                },
            )
            for rank, planted in enumerate(drawn.stage.frictions, 1)
        )
    )
