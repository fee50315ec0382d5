"""500 values that nobody may ever see: what people enter, and what else stands in a page beside its case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

MANY = 500
DICE = Random("desirepath/guidance/canaries")
SIGNS = "bcdfghjkmnpqrstvwxz23456789"


def word() -> str:
    """Looks like the id of a case, so that nothing stops it but that it is not asked for."""
    return "Q" + "".join(DICE.choices(SIGNS, k=11))


def digits() -> str:
    return str(DICE.randrange(10**12, 10**13))


AS: dict[str, Callable[[], str]] = {
    "text": word,
    "password": word,
    "search": word,
    "textarea": word,
    "contenteditable": word,
    "email": lambda: f"{word()}@mail.example",
    "url": lambda: f"https://{word().lower()}.example/",
    "tel": lambda: f"+{digits()}",
    "number": digits,
    "date": lambda: f"{DICE.randrange(1000, 1900)}-{DICE.randrange(1, 13):02}-{DICE.randrange(1, 29):02}",
    "month": lambda: f"{DICE.randrange(3000, 9000)}-{DICE.randrange(1, 13):02}",
    "datetime-local": lambda: f"{DICE.randrange(1000, 1900)}-05-{DICE.randrange(1, 29):02}T{DICE.randrange(10, 24)}:07",
    "time": lambda: (
        f"{DICE.randrange(10, 24)}:{DICE.randrange(10, 60)}:{DICE.randrange(10, 60)}.{DICE.randrange(101, 999)}"
    ),
}
"""What is entered into each kind of field."""
WAYS = {"typed": 2, "dictated": 5, "pasted": 7, "autofilled": 7}
"""How many values of each kind are entered in which way: key by key, by an input method, and so on."""
CHOSEN = ("select", "radio", "checkbox", "datalist", "hidden", "button", "file name", "file contents", "range", "color")
PLACES = (
    *(
        "title",
        "query",
        "hash",
        "segment",
        "aria-label",
        "aria-description",
        "data-value",
        "alt",
        "placeholder",
        "title-of",
    ),
    *(
        "value-attribute",
        "mirrored",
        "shadow",
        "frame",
        "paragraph",
        "meta",
        "cookie",
        "history state",
        "window name",
        "referrer",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Canary:
    """One value, what holds it, and how it gets there. `at` is the id of its element, where it has one."""

    text: str
    kind: str
    way: str
    at: str


def _entered() -> list[Canary]:
    kinds = [(kind, way) for kind in AS for way, times in WAYS.items() for _ in range(times)]
    return [Canary(text=AS[kind](), kind=kind, way=way, at=f"c{at}") for at, (kind, way) in enumerate(kinds)]


def _special(kind: str) -> str:
    if kind == "range":
        return str(DICE.randrange(10**9, 10**10))
    return f"#{DICE.randrange(16**6):06x}" if kind == "color" else word()


def canaries() -> tuple[Canary, ...]:
    """All 500; no two are the same."""
    found = _entered()
    rest = [*CHOSEN, *PLACES]
    for at in range(MANY - len(found)):
        kind = rest[at % len(rest)]
        found.append(Canary(text=_special(kind), kind=kind, way="there", at=f"d{at}"))
    return tuple(found)


CANARIES = canaries()


def of(*kinds: str) -> tuple[Canary, ...]:
    return tuple(one for one in CANARIES if one.kind in kinds)


def field_of(one: Canary) -> str:
    """The markup of what holds a value."""
    kind, at, text = one.kind, one.at, one.text
    special = {
        "textarea": f"<textarea id={at}></textarea>",
        "contenteditable": f"<div id={at} contenteditable>-</div>",
        "select": f"<select id={at}><option>-<option value={text}>{text}</select>",
        "radio": f"<input type=radio name={at} id={at} value={text}>",
        "checkbox": f"<input type=checkbox id={at} value={text}>",
        "datalist": f"<input id={at} list=l{at}><datalist id=l{at}><option>{text}</datalist>",
        "hidden": f"<input type=hidden id={at} value={text}>",
        "button": f"<button type=button id={at} value={text}>{text}</button>",
        "file name": f"<input type=file id={at}>",
        "file contents": f"<input type=file id={at}>",
        "range": f"<input type=range id={at} min=0 max=99999999999>",
        "color": f"<input type=color id={at}>",
        "aria-label": f"<button type=button aria-label={text}>x</button>",
        "aria-description": f"<button type=button aria-description={text}>x</button>",
        "data-value": f"<button type=button data-value={text} data-case={text}>x</button>",
        "alt": f"<img alt={text} width=9 height=9>",
        "placeholder": f"<input placeholder={text}>",
        "title-of": f"<button type=button title={text}>x</button>",
        "value-attribute": f"<input id={at} value={text}>",
        "mirrored": f"<input id={at} class=copies>",
        "shadow": f"<x-field id={at}></x-field>",
        "paragraph": f"<p>{text}</p>",
        "meta": f'<meta name="case" content={text}>',
    }
    return special.get(kind, f"<input type={kind} id={at}>" if kind in AS else "")
