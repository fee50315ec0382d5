"""Rules, and people on pages, drawn by chance for the cases that both languages share."""

from __future__ import annotations

from random import Random

from tests.guidance.core.cases import Case

NOW = 1_795_773_600_000
"""2026-11-27T10:00:00Z"""
MINUTE, DAY = 60_000, 86_400_000


def attribute_rule(dice: Random) -> Case:
    return {
        "is": "attribute",
        "name": dice.choice(["role", "region"]),
        "values": dice.sample(["buyer", "approver", "EMEA", "APAC"], dice.randint(0, 3)),
    }


def page_rule(dice: Random) -> Case:
    paths = ["/", "/a", "/a/*", "/a/**", "/*/b", "/**", "/a/{case}/b", "/a/b/", "/ä/*"]
    return {"is": "page", "paths": dice.sample(paths, dice.randint(1, 2))}


def sequence_rule(dice: Random) -> Case:
    names = [dice.choice("abc") for _ in range(dice.randint(0, 3))]
    return {"is": "sequence", "activities": names, "within_minutes": dice.choice([1, 10, 60])}


def element_rule(dice: Random) -> Case:
    states = ["there", "absent", "disabled", "empty", "checked"]
    return {"is": "element", "at": dice.choice([["#a"], ["#b"], ["#host", "#a"]]), "state": dice.choice(states)}


def plain_rule(dice: Random) -> Case:
    pairs = {name: dice.choice(["buyer", "EMEA"]) for name in dice.sample(["role", "region"], dice.randint(0, 2))}
    others = [
        {"is": "cohort", "pairs": pairs},
        {"is": "application", "names": dice.sample(["purchasing", "claims"], dice.randint(0, 2))},
        {"is": "stage", "workflow": dice.choice("vw"), "steps": dice.sample(["s", "t"], dice.randint(0, 2))},
        {"is": "state", "name": dice.choice("xy"), "values": dice.sample(["1", "2"], dice.randint(0, 2))},
    ]
    made = dice.choice([attribute_rule, page_rule, sequence_rule, element_rule, lambda _: dice.choice(others)])
    return made(dice)


def rule(dice: Random, depth: int = 3) -> Case:
    kind = dice.choice(["all", "any", "not", "plain", "plain"]) if depth else "plain"
    if kind == "plain":
        return plain_rule(dice)
    if kind == "not":
        return {"is": "not", "of": rule(dice, depth - 1)}
    return {"is": kind, "of": [rule(dice, depth - 1) for _ in range(dice.randint(0, 3))]}


def scene(dice: Random) -> Case:
    """A person, a page and a time."""
    paths = ["/", "/a", "/a/b", "/a/7/b", "/c/b?x#y", "/a//b/", "/%C3%A4/7", "/%zz"]
    times = sorted(NOW - dice.randint(0, 90) * MINUTE for _ in range(dice.randint(0, 5)))
    states = [["there"], ["disabled", "empty"], ["empty"], ["checked"]]
    given = {
        "now": NOW,
        "minutes_from_utc": dice.choice([0, 60, -300, 330, 840]),
        "application": dice.choice(["purchasing", "claims"]),
        "path": dice.choice(paths),
        "elements": {name: dice.choice(states) for name in dice.sample(["#a", "#b", "#host > #a"], dice.randint(0, 3))},
        "stages": {name: dice.choice("st") for name in dice.sample("vw", dice.randint(0, 2))},
        "states": {name: dice.choice("12") for name in dice.sample("xy", dice.randint(0, 2))},
        "happened": [{"activity": dice.choice("abc"), "workflow": "w", "at": at} for at in times],
    }
    said = {"role": dice.choice(["buyer", "approver"]), "region": dice.choice(["EMEA", "APAC"])}
    return given | {"attributes": {name: said[name] for name in dice.sample(sorted(said), dice.randint(0, 2))}}
