"""What somebody might post for a form: a few fields changed, emptied, rows added; and what the form shows then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from desirepath.console.rollout_form.fields import Field, RolloutForm, Row, Table
from tests.console.rollout_form.made_up_files import NASTY

TEXTS = (
    *NASTY,
    "plain",
    "Größe: ü",
    "back\\slash",
    "two ↵ lines",
    "#",
    "true",
    "1e3",
    "-",
    "?",
    "k: v # c",
    "~",
    "a 'b' \"c\"",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is posted, and the values that the form of the new text has to show."""

    posted: dict[str, str]
    shown: dict[str, str]


def drawn_change(form: RolloutForm, dice: Random) -> Change:
    """Some fields changed, a few of them emptied, and one or two rows added."""
    shown = form.posted()
    fields = list(form.every_field())
    for field in dice.sample(fields, k=min(len(fields), dice.choice((1, 1, 2, 5, 15)))):
        shown[field.name] = "" if field.value and dice.random() < 0.25 else drawn_value(field, dice)
    for row in form.every_row():
        if not any(shown[field.name] for field in row.every_field()):
            shown |= {field.name: field.value for field in row.every_field()}
    posted = dict(shown)
    for table, row in dice.sample(list(_tables(form)), k=dice.choice((0, 0, 1, 2))):
        named = {field.name: drawn_value(field, dice) for field in row.fields if dice.random() < 0.7 or field.required}
        blank = {field.name: "" for field in row.fields}
        last = f"{table.name}-{len(table.rows)}-"
        posted |= named
        shown |= {name.replace(f"{row.name}-", last): value for name, value in (blank | named).items()}
    return Change(posted=posted, shown=shown)


def _tables(form: RolloutForm) -> Iterator[tuple[Table, Row]]:
    """Every table with its blank row."""
    of_rows = (table for row in form.every_row() for table in row.tables)
    yield from ((table, table.blank) for table in (*form.tables, *of_rows))


def drawn_value(field: Field, dice: Random) -> str:
    """A value of the field's kind that a person might type."""
    match field.kind:
        case "flag":
            return dice.choice(("", "true"))
        case "number":
            return str(dice.randrange(5, 99))
        case "date":
            return dice.choice(("2024-02-03", "2024-02-03T10:30"))
        case "choice":
            return dice.choice(field.choices[1:])
        case "lines" if field.key == "columns":
            lines = ("user_id=Who", "case_id=", "at=when: it was", "Grade=12")
            return "\n".join(_mixed(field.value, lines, dice))
        case "lines" if field.key in ("path", "old_path", "query"):
            return dice.choice(("submit pay", "submit (check | owner)? pay", "submit\npay # not"))
        case "lines":
            return "\n".join(_mixed(field.value, tuple(dict.fromkeys(TEXTS)), dice))
        case _:
            return dice.choice(TEXTS)


def _mixed(value: str, new: tuple[str, ...], dice: Random) -> list[str]:
    """Some of the old lines, and some new ones between them."""
    old = [line for line in value.split("\n") if line and dice.random() < 0.7]
    for line in dice.sample(new, k=dice.randint(0 if old else 1, 3)):
        key = line.partition("=")[0]
        if all(one.partition("=")[0] != key for one in old):
            old.insert(dice.randint(0, len(old)), line)
    return old or [new[0]]
