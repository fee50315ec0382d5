"""Draws cases with a seed and writes down what Python says to them, so that TypeScript can be held to the same.

`python -m tests.guidance.core.generated` writes them into sdk/fixtures beside those that were written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from tests.guidance.core.asked import ASKED
from tests.guidance.core.cases import Case, cases, written
from tests.guidance.core.drawn_rules import DAY, MINUTE, NOW, rule, scene

SEED = "desirepath/guidance"


def rules_case(dice: Random) -> Case:
    return {"rule": rule(dice), "situation": scene(dice)}


def draws_case(dice: Random) -> Case:
    signs = "abcXYZ019-_.@äß漢🙂 \n"
    return {
        "guide": "".join(dice.choices("abcxyz019-_", k=dice.randint(1, 20))),
        "person": "".join(dice.choices(signs, k=dice.randint(0, 20))),
    }


CONTENTS: tuple[Case, ...] = (
    {"kind": "announcement", "title": {"en": "A"}},
    {"kind": "announcement", "title": {"en": "A"}, "form": "dialog"},
    {"kind": "survey", "question": {"en": "?"}, "choices": []},
    {"kind": "walkthrough", "title": {"en": "A"}, "steps": []},
    {"kind": "tooltip", "at": ["#a"], "title": {"en": "A"}},
    {"kind": "field_help", "at": ["#b"], "purpose": {"en": "A"}},
    {"kind": "known_issue", "title": {"en": "A"}, "until": "2026-11-27T12:00:00Z"},
    {"kind": "launcher", "label": {"en": "A"}, "opens": "h", "at": ["#a"]},
    {"kind": "checklist", "title": {"en": "A"}, "items": []},
    {"kind": "self_help", "title": {"en": "A"}},
)


def guide(dice: Random, name: str) -> Case:
    made = {
        "id": name,
        "content": dice.choice(CONTENTS),
        "step": dice.choice("st"),
        "held_out": dice.choice([0, 0.1, 0.5, 1]),
        "priority": dice.randint(-1, 1),
    }
    if dice.random() < 0.5:
        made["often"] = {"times": dice.randint(1, 3), "days": dice.choice([1, 7, 30])}
    if dice.random() < 0.3:
        made["fades_after"] = dice.randint(1, 3)
    return made


def limits(dice: Random) -> Case:
    return {"guides_a_day": dice.randint(1, 3), "surveys_days_apart": dice.choice([1, 30]), "snooze_hours": 24}


def step(dice: Random, names: list[str], now: int) -> Case:
    outcomes = ["completed", "dismissed", "snoozed", "not_again", "answered"]
    did = dice.choices(["showing", "outcome", "case", "objection"], [10, 2, 4, 1])[0]
    one = {"did": did, "now": now}
    if did in {"showing", "outcome"}:
        one["guide"] = dice.choice(names)
    more: dict[str, Case] = {
        "outcome": {"outcome": dice.choice(outcomes)},
        "case": {"workflow": "w", "step": dice.choice("st"), "right": dice.random() < 0.8},
        "objection": {"objects": dice.random() < 0.3},
    }
    return one | more.get(did, {})


def frequency_case(dice: Random) -> Case:
    names = ["g", "h", "i"]
    times = sorted(NOW - dice.randint(0, 8 * 1_440) * MINUTE for _ in range(dice.randint(0, 9)))
    return {
        "guides": [guide(dice, name) for name in names],
        "limits": limits(dice),
        "steps": [step(dice, names, at) for at in times],
        "now": NOW,
        "minutes_from_utc": dice.choice([0, 60, -300, 330, 840]),
    }


def memory(dice: Random, names: list[str]) -> Case:
    def remembered() -> Case:
        times = sorted(NOW - dice.randint(0, 8 * 1_440) * MINUTE for _ in range(dice.randint(0, 3)))
        more = {"snoozed_until": NOW + dice.choice([-1, 1])} if dice.random() < 0.1 else {}
        return (
            {"shown": times, **more}
            | ({"over": True} if dice.random() < 0.1 else {})
            | {"disturbs": dice.random() < 0.5}
        )

    return {
        "guides": {name: remembered() for name in names if dice.random() < 0.5},
        "right_in_a_row": {f"w/{name}": dice.randint(0, 3) for name in "st"},
        **({"surveyed_at": NOW - dice.randint(0, 40) * DAY} if dice.random() < 0.5 else {}),
        **({"objects": True} if dice.random() < 0.05 else {}),
    }


def verdicts_case(dice: Random) -> Case:
    names = dice.sample(["a", "b", "c", "d", "e", "B", "a-1"], dice.randint(1, 6))
    begun = [name for name in names if dice.random() < 0.2]
    quiet = [{"begins": "22:00", "ends": "12:00"}] if dice.random() < 0.2 else []
    given = {
        "guides": [guide(dice, name) | ({"target": rule(dice, 1)} if dice.random() < 0.3 else {}) for name in names],
        "limits": limits(dice),
        "quiet": quiet,
    }
    where = {
        "draws": {name: round(dice.random(), 3) for name in names},
        "memory": memory(dice, names),
        "begun": begun,
        "open": [name for name in begun if dice.random() < 0.7],
    }
    return {"document": given, "situation": scene(dice) | where}


def quiet_times_case(dice: Random) -> Case:
    def time() -> str:
        return f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}"

    return {
        "quiet": [{"begins": time(), "ends": time()} for _ in range(dice.randint(0, 2))],
        "time": f"2026-11-{dice.randint(1, 30):02}T{time()}:{dice.randint(0, 59):02}Z",
        "minutes_from_utc": dice.choice([0, 60, -300, 330, 840, -720]),
    }


def languages_case(dice: Random) -> Case:
    tags = [
        "de",
        "de-AT",
        "de-Latn-CH",
        "en",
        "en-GB",
        "ar",
        "ar-EG",
        "az-Arab",
        "zh-Hant-TW",
        "zh",
        "he",
        "pt-BR",
        "DE-at",
    ]
    there = dice.sample(tags, dice.randint(0, 4))
    return {
        "words": {tag: dice.choice([tag, tag, ""]) for tag in there},
        "language": dice.choice([*tags, "fi", "pt-PT"]),
    }


def walks_case(dice: Random) -> Case:
    names = ["a", "b", "c", "d"][: dice.randint(1, 4)]

    def one(name: str) -> Case:
        to = [*names, "end", "nowhere"]
        when = {"is": "page", "paths": [dice.choice(["/1", "/2"])]}
        made: Case = {"id": name, "title": {"en": name}}
        made |= {"at": [f"#{name}"]} if dice.random() < 0.7 else {}
        made |= {"goes_on_when": when} if dice.random() < 0.5 else {}
        return made | {"branches": [{"when": when, "to": dice.choice(to)} for _ in range(dice.randint(0, 2))]}

    return {
        "asks": dice.choice(["onward", "settled", "whereabouts"]),
        "steps": [one(name) for name in names],
        "at": dice.choice(names),
        "been": dice.choices(names, k=dice.randint(0, 3)),
        "path": dice.choice(["/1", "/2", "/3"]),
        "there": [f"#{name}" for name in names if dice.random() < 0.4],
    }


def expression(dice: Random, depth: int = 3) -> str:
    plain = ["a", "b", "ä", ".", r"\d", r"\w", r"\S", r"\.", "[ab]", "[^a-c]", r"[\d_-]", "7"]
    kind = dice.choice(["plain", "plain", "many", "one", "counted"]) if depth else "plain"
    if kind == "many":
        return expression(dice, depth - 1) + expression(dice, depth - 1)
    if kind == "one":
        return f"({expression(dice, depth - 1)}|{expression(dice, depth - 1)})"
    if kind == "counted":
        return f"(?:{expression(dice, depth - 1)}){dice.choice(['*', '+', '?', '{2}', '{1,3}', '{2,}'])}"
    return dice.choice(plain)


def patterns_case(dice: Random) -> Case:
    return {"pattern": expression(dice), "text": "".join(dice.choices("aabbä7_.c \n", k=dice.randint(0, 6)))}


def merges_case(dice: Random) -> Case:
    names = ["g", "h"]
    given = {"guides": [guide(dice, name) for name in names], "limits": limits(dice)}

    def steps() -> list[Case]:
        return [step(dice, names, NOW - at * MINUTE) for at in sorted(dice.choices(range(20), k=5), reverse=True)]

    return given | {"left": steps(), "right": steps()}


def choices_case(dice: Random) -> Case:
    reasons = ["training", "access", "policy", "usability", "support", "other"]
    return {"reasons": dice.choices(reasons, k=dice.randint(0, 8)), "draw": dice.getrandbits(52) / 2**52}


COUNTS: dict[str, tuple[Callable[[Random], Case], int]] = {
    "rules": (rules_case, 150),
    "draws": (draws_case, 60),
    "frequency": (frequency_case, 80),
    "quiet_times": (quiet_times_case, 40),
    "verdicts": (verdicts_case, 80),
    "languages": (languages_case, 50),
    "walks": (walks_case, 60),
    "patterns": (patterns_case, 120),
    "merges": (merges_case, 40),
    "choices": (choices_case, 40),
}


def generated(name: str) -> list[Case]:
    """The drawn cases of a file with what Python says to them. They may differ between releases of Python alone."""
    made, count = COUNTS[name]
    dice = Random(f"{SEED}/{name}")
    drawn = [made(dice) for _ in range(count)]
    return [case | ASKED[name](case) for case in drawn]


MADE: dict[str, Any] = {name: partial(generated, name) for name in COUNTS}


def referee_of_patterns(case: Case) -> bool:
    """What the standard library says to a pattern that both understand."""
    return re.fullmatch(case["pattern"], case["text"], re.ASCII) is not None


if __name__ == "__main__":
    for file in COUNTS:
        written(file, {"by_hand": cases(file)["by_hand"], "generated": generated(file)})
