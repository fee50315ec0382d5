"""Rollouts of a few people to whom an intervention was shown, and others who were held out, written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from desirepath.runs.prove import prove
from desirepath.vocabulary.effect import Effect, Proof, Proofs
from tests.observe.hand_made import Case, day, silent, usual_cases, written

STARTS = day(5, 0)
WHOLE, GIVEN_UP = "draft quote check order", "draft quote"


def exposure(
    person: str, arm: str, at: datetime = STARTS, action: str = "", intervention: str = "help-1"
) -> dict[str, str]:
    return {"at": at.isoformat(), "user_id": person, "intervention_id": intervention, "arm": arm, "action": action}


def intervention(**more: str) -> dict[str, str]:
    return {
        "intervention_id": "help-1",
        "workflow": "request",
        "step": "check",
        "kind": "step_guidance",
        "starts_at": STARTS.isoformat(),
        "design": "holdout",
        "blocker": "",
        "cohort": "",
        "held_out_percent": "",
        "decided_by": "",
        "ends_at": "",
        **more,
    }


def proofs(
    folder: Path,
    cases: Sequence[Case],
    exposures: Sequence[Mapping[str, str]],
    *,
    shipped: Sequence[Mapping[str, str]] | None = None,
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> Proofs:
    """Write the rollout and read its effects."""
    beside = {"interventions": shipped or [intervention()], **(tables or {})}
    if exposures:
        beside["exposures"] = exposures
    return prove(written(folder, [*usual_cases(), *cases], tables=beside), progress=silent)


def proof(folder: Path, cases: Sequence[Case], exposures: Sequence[Mapping[str, str]], **more: str) -> Proof:
    """The same of a single intervention."""
    return proofs(folder, cases, exposures, shipped=[intervention(**more)]).proofs[0]


def arms(shown: int, held_out: int, at: datetime = STARTS) -> list[dict[str, str]]:
    """So many people shown-0, shown-1, … and held-0, …"""
    return [
        *(exposure(f"shown-{number}", "shown", at) for number in range(shown)),
        *(exposure(f"held-{number}", "held_out", at) for number in range(held_out)),
    ]


def a_case_each(arm: str, people: int, given_up: int, on: int = 8) -> list[Case]:
    """One case of each of an arm's people; the first so many are given up at the check."""
    return [Case(f"{arm}-{number}", day(on), GIVEN_UP if number < given_up else WHOLE) for number in range(people)]


def effect_of(found: Proof, metric: str) -> Effect:
    return next(one for one in found.effects if one.metric == metric and one.cohort.is_everyone)
