"""Rollout files drawn by chance: all that the contract knows, laid out in every way that people lay out YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any

TABLE_COLUMNS = {
    "people": {"user_id": "Employee No", "region": "Site", "Grade": "grade: band"},
    "tickets": {"ticket_id": "Number", "opened_at": "Opened"},
    "searches": {"query": "Search term"},
}
NASTY = ("Yes: no", "a # b", "null", "12", "it's", 'say "so"', "a, b", "- x", "[x]", "{y}", "*a", "&b", "!c", "Ça va?")
STEPS = ("submit", "check", "owner", "director", "pay", "file_it", "hand-over")
COMMENTS = ("# see the wiki", "#note", "# to ask: 'them' [soon]", "# key: value", "# - item")


@dataclass(frozen=True, slots=True)
class Plain:
    """A number, a date, or yes and no: never in quotes."""

    text: str


def rollout_file(seed: int, *, strange: bool = False) -> str:
    """The text of a file that the reader takes; where `strange`, with keys that nobody knows and with anchors."""
    dice = Random(seed)
    lines = Layout(dice, strange=strange).text(rollout(dice, strange=strange))
    head = [comment(dice), ""] if dice.random() < 0.5 else []
    head = [*head, "---"] if dice.random() < 0.15 else head
    text = "\n".join([*head, *lines])
    text = "\r\n".join(text.split("\n")) if dice.random() < 0.15 else text
    ending = dice.choice(("", "\n", "\n", "\n", "\n\n", "\n# the end\n"))
    return ("\ufeff" if dice.random() < 0.1 else "") + text + ending


def comment(dice: Random) -> str:
    return dice.choice(COMMENTS)


def maybe(dice: Random, made: dict[str, Any]) -> dict[str, Any]:
    """Some of the entries."""
    return {key: value for key, value in made.items() if dice.random() < 0.6}


def text_of(dice: Random) -> str:
    return dice.choice((*NASTY, "Travel claims", "Ansprüche, Reise", "x", "a  b", "2024-01-01", "ok (really)"))


def rollout(dice: Random, *, strange: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"rollout": f"travel-{dice.randrange(99)}"}
    made |= maybe(dice, {"title": text_of(dice)})
    made["go_live"] = Plain(dice.choice(("2024-03-01", "2024-03-01T09:00", "2024-03-01 09:00:00 +01:00")))
    made["timezone"] = "Europe/Amsterdam"
    waves = {"65458": Plain("2024-03-01"), "0065": Plain("2024-04-01T08:00"), "other": Plain("2024-05-01")}
    rest = {
        "waves": {"cut": "business_unit", "go_live": waves},
        "baseline": {"from": Plain("2023-10-01"), "to": Plain("2023-12-31")},
        "as_of": Plain("2024-06-30"),
        "exclude": [
            {"from": Plain("2024-03-02"), **maybe(dice, {"to": Plain("2024-03-04"), "reason": text_of(dice)})}
            for _ in range(dice.randint(1, 3))
        ],
        "owners": {"adoption": "a@example.com", **maybe(dice, {"process": "p@example.com"})},
        "cuts": dice.sample(["role", "region", "tenure", "business_unit"], k=dice.randint(1, 4)),
        "smallest_group": Plain(str(dice.randint(5, 20))),
        "hourly_cost": {"amount": Plain("48.50"), "currency": "EUR"},
    }
    made |= maybe(dice, rest)
    made["sources"] = sources(dice)
    made |= maybe(dice, {"collect": {"keep": ["country"], "ignore": ["Mouse: moved"]}})
    made["workflows"] = [workflow(dice, number) for number in range(dice.randint(1, 3))]
    if strange:
        made["house_rules"] = {"nested": [["a", Plain("1")], {"b": None}], "text": text_of(dice)}
        made["workflows"][0]["colour"] = "blue"
        made["sources"][0]["note"] = ["x", {"y": "z"}]
    keys = list(made)
    if dice.random() < 0.3:
        dice.shuffle(keys)
    return {key: made[key] for key in keys}


def sources(dice: Random) -> list[dict[str, Any]]:
    events: dict[str, Any] = {"table": "events", "file": "claims*.csv"}
    events |= maybe(dice, {"columns": {"user_id": None, "case_id": "Claim, number"}, "format": "csv"})
    found = [events]
    for table in dice.sample(sorted(TABLE_COLUMNS), k=dice.randint(0, 3)):
        one: dict[str, Any] = {"table": table}
        if dice.random() < 0.3:
            one |= {"query": "SELECT *\nFROM t -- all\nWHERE a > 1", "database": "postgresql://reader@server/erp"}
        else:
            one |= {"file": f"{table}.xlsx", **maybe(dice, {"format": "xlsx", "sheet": "Export 1"})}
        found.append(one | maybe(dice, {"columns": TABLE_COLUMNS[table]}))
    return found


def workflow(dice: Random, number: int) -> dict[str, Any]:
    steps = list(STEPS[: dice.randint(2, len(STEPS))])
    names = iter(f"{text_of(dice)} {place}" for place in range(99))
    path = " ".join([*steps[:-1], "(" + " | ".join(steps[-1:] + steps[:1]) + ")?", steps[-1]])
    kinds = ("task", "field", "approval", "validation", "handoff")
    told = {
        step: dice.choice((None, {}))
        if dice.random() < 0.15
        else maybe(
            dice,
            {
                "title": text_of(dice),
                "kind": dice.choice(kinds),
                "changed": Plain(dice.choice(("true", "false", "True"))),
                "activities": [next(names) for _ in range(dice.randint(1, 3))],
            },
        )
        for step in dice.sample(steps, k=dice.randint(1, len(steps)))
    }
    rest = {
        "title": text_of(dice),
        "case_ends_after": dice.choice(("30d", "2 w")),
        "minutes": Plain(dice.choice(("12", "7.5"))),
        "risk": dice.choice(("low", "medium", "high")),
        "old_path": " ".join(steps),
        "steps": told,
        "failures": {next(names): {"step": steps[0], "as": "returned"} for _ in range(dice.randint(1, 3))},
        "outside": [next(names)],
        "withdrawn": [next(names), next(names)],
        "ignore": [next(names)],
    }
    made = {"workflow": f"claim_{number}", "path": path, **maybe(dice, rest)}
    keys = list(made)
    if dice.random() < 0.3:
        dice.shuffle(keys)
    return {key: made[key] for key in keys}


class Layout:
    """Writes a value as lines, each mapping and list in a way drawn for it."""

    def __init__(self, dice: Random, *, strange: bool) -> None:
        self._dice = dice
        self._strange = strange
        self._step = dice.choice((2, 2, 2, 4))
        self._lists = dice.choice((0, 2, 2, 4))
        self._calm = dice.random() < 0.3
        self._anchors = 0

    def text(self, value: dict[str, Any]) -> list[str]:
        return self._block(value, 0)

    def _chance(self, share: float) -> bool:
        return not self._calm and self._dice.random() < share

    def _block(self, value: Any, indent: int) -> list[str]:
        lines: list[str] = []
        entries = list(value.items()) if isinstance(value, dict) else [(None, one) for one in value]
        for key, inner in entries:
            lines += self._entry(key, inner, indent)
            if self._chance(0.1):
                lines.append(self._dice.choice(("", " " * indent + comment(self._dice), "# at the margin")))
        return lines

    def _entry(self, key: str | None, value: Any, indent: int) -> list[str]:
        head = " " * indent + ("-" if key is None else self._scalar(key, in_flow=False, as_key=True) + ":")
        said = f"  {comment(self._dice)}" if self._chance(0.15) else ""
        if value is None:
            return [head + self._dice.choice(("", " ~", " null")) + said]
        if not isinstance(value, (dict, list)):
            return self._single(head, value, indent, said)
        if not value or self._dice.random() < (0.4 if key != "workflows" else 0.05):
            return self._in_flow(head, value, indent, said)
        if key is not None:
            inner = indent + (self._lists if isinstance(value, list) else self._step)
            return [head + self._anchor() + said, *self._block(value, inner)]
        gap = self._dice.choice((1, 1, 3))
        first, *rest = self._block(value, indent + 1 + gap)
        return [head + " " * gap + first.lstrip(), *rest]

    def _single(self, head: str, value: str | Plain, indent: int, said: str) -> list[str]:
        blank = " " * self._dice.choice((1, 1, 1, 3))
        if isinstance(value, Plain):
            return [head + blank + value.text + said]
        block = value.split("\n") if "\n" in value or self._chance(0.1) else []
        if block and all(one and one == one.strip() and one.isprintable() for one in block):
            sign = "|" if len(block) > 1 else self._dice.choice((">-", "|-"))
            inner = " " * (indent + self._step)
            return [f"{head} {sign}{said}", *(inner + one for one in block)]
        if re.fullmatch("[a-z]+ [a-z ]+[a-z]", value) and self._chance(0.2):
            first, _, rest = value.partition(" ")
            return [f"{head} {first}", " " * (indent + 3) + rest + said]
        return [head + self._anchor() + blank + self._scalar(value, in_flow=False) + said]

    def _in_flow(self, head: str, value: Any, indent: int, said: str) -> list[str]:
        entries = [self._flow_entry(one) for one in (value.items() if isinstance(value, dict) else value)]
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        if entries and self._chance(0.2):
            inner = " " * (indent + 4)
            lines = [f"{inner}{one},{f' {comment(self._dice)}' if self._chance(0.3) else ''}" for one in entries]
            if self._dice.random() < 0.5:
                lines[-1] = inner + entries[-1]
            return [f"{head} {opened}{said}", *lines, inner + closed]
        blank = self._dice.choice(("", "", " "))
        comma = self._dice.choice((",", ", ", ", ", " , "))
        last = self._dice.choice(("", "", ",")) if entries else ""
        return [f"{head} {opened}{blank}{comma.join(entries)}{last}{blank}{closed}{said}"]

    def _flow(self, value: Any) -> str:
        if value is None:
            return self._dice.choice(("null", "~"))
        if isinstance(value, Plain):
            return value.text
        if isinstance(value, str):
            return self._scalar(value, in_flow=True)
        entries = ", ".join(self._flow_entry(one) for one in (value.items() if isinstance(value, dict) else value))
        return f"{{{entries}}}" if isinstance(value, dict) else f"[{entries}]"

    def _flow_entry(self, one: Any) -> str:
        if isinstance(one, tuple):
            return f"{self._scalar(one[0], in_flow=True, as_key=True)}: {self._flow(one[1])}"
        return self._flow(one)

    def _scalar(self, text: str, *, in_flow: bool, as_key: bool = False) -> str:
        allowed = r"[A-Za-z][\w@./ ()|?*-]*" if not in_flow else r"[A-Za-z][\w@./ ()|*-]*"
        plain = re.fullmatch(allowed, text) or re.fullmatch("[0-9]+", text)
        if text not in ("null", "true", "no") and plain and not (self._chance(0.2) and not as_key):
            return text
        if "\n" not in text and self._dice.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def _anchor(self) -> str:
        if not (self._strange and self._chance(0.1)):
            return ""
        self._anchors += 1
        return f" &mark{self._anchors}"
