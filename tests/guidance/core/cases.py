"""The cases that Python and TypeScript share: sdk/fixtures/*.json, one case a line, and how they are read here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from desirepath.intervene.situation import Clock, ElementState, Happening, Memory, Situation
from desirepath.vocabulary.guidance.published import Guides
from desirepath.vocabulary.guidance.rules import Locator

FIXTURES = Path(__file__).resolve().parents[3] / "sdk" / "fixtures"
Case = dict[str, Any]


def cases(name: str) -> dict[str, list[Case]]:
    """All cases of a file, `by_hand` and `generated`."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def every_case(name: str) -> list[Case]:
    both = cases(name)
    return [*both["by_hand"], *both["generated"]]


def written(name: str, both: dict[str, list[Case]]) -> None:
    """Writes a file of cases, one a line, so that a change can be read."""
    parts = (
        f'"{part}": [\n' + ",\n".join(json.dumps(case, ensure_ascii=False) for case in found) + "\n]"
        for part, found in both.items()
    )
    (FIXTURES / f"{name}.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def situation(given: Case) -> Situation:
    """A situation as cases write it: `elements` are by locator, with all states that hold of them."""
    elements = given.get("elements", {})

    def element(at: Locator, asked: ElementState) -> ElementState:
        states = elements.get(" > ".join(at), ["absent"])
        return asked if asked in states else states[0]

    return Situation(
        clock=Clock(now=given["now"], minutes_from_utc=given.get("minutes_from_utc", 0)),
        application=given.get("application", "purchasing"),
        path=given.get("path", "/"),
        attributes=given.get("attributes", {}),
        element=element,
        stages=given.get("stages", {}),
        states=given.get("states", {}),
        happened=tuple(Happening(activity=one["activity"], at=one["at"]) for one in given.get("happened", [])),
        draws=given.get("draws", {}),
        memory=msgspec.convert(given.get("memory", {}), Memory),
        begun=frozenset(given.get("begun", [])),
        open=frozenset(given.get("open", [])),
    )


def document(given: Case) -> Guides:
    """A document of which a case says only what matters to it."""
    plain = {
        "schema": "desirepath/guides/1",
        "workspace": "demo",
        "sequence": 1,
        "issued_at": "2026-11-01T00:00:00Z",
        "expires_at": "2027-11-01T00:00:00Z",
    }
    return msgspec.convert({**plain, **given, "guides": [whole(one) for one in given.get("guides", [])]}, Guides)


def whole(guide: Case) -> Case:
    """A guide of which a case says only what matters to it: live, for everyone, with a tooltip."""
    plain = {
        "id": "g",
        "version": 1,
        "rollout": "r",
        "workflow": "w",
        "step": "s",
        "content": {"kind": "tooltip", "at": ["#a"], "title": {"en": "A"}},
        "target": {"is": "all", "of": []},
        "design": "holdout",
        "held_out": 0,
        "starts_at": "2026-11-01T00:00:00Z",
    }
    return {**plain, **guide}
