"""What is to be mended in a document of guides before it is published, said to those who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from desirepath.intervene.admissible import DEEPEST, Wrong, is_a_time, refused_parts
from desirepath.intervene.field_patterns import NotAPattern, matcher_of
from desirepath.intervene.verdicts import milliseconds
from desirepath.vocabulary.errors import Mistake, did_you_mean
from desirepath.vocabulary.guidance.contents import (
    Checklist,
    FieldRule,
    Launcher,
    RuleReinforcement,
    Survey,
    Walkthrough,
)
from desirepath.vocabulary.guidance.published import Guide, Guides
from desirepath.vocabulary.guidance.rules import Happened, OnPage

_REFUSED: dict[Wrong, tuple[str, str]] = {
    "unknown_structure": ("This is no known part of guidance", "Write it as schemas/guides.schema.json says."),
    "too_deep": ("Rules are nested too deep", f"Put at most {DEEPEST} into each other."),
    "too_large": ("There are too many entries", "Leave some out, or make several guides of it."),
    "markup": (
        "A text has signs of markup or of a program in it",
        "Write plain words; what is to be filled in as ‹number›.",
    ),
    "link": (
        "A link leads to where no link may lead",
        "Take https:// and a host that the workspace allows; escape what is not ASCII.",
    ),
    "selector": ("A selector asks what was entered, or is none", "Find the element by its name, id or role."),
    "time": ("There is no such time", "Name a day and an hour that there are, as in 2026-11-27T10:00:00Z."),
    "twice": ("Two of them have the same id", "Give each an id of its own."),
}
_FEWEST_CHOICES = 2
_LOCATORS = frozenset(("at", "field", "case_in"))
_QUOTED = re.compile(r"""\\.|"[^"]*"|'[^']*'|\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]""", re.DOTALL)
"""What stands in a selector for itself: escaped signs, quoted texts, attributes."""
_BY_POSITION = re.compile(r":(?:nth-|(?:first|last|only)-)(?:last-)?(?:child|of-type)\b(?:\([^)]*\))?", re.IGNORECASE)
_LAST_OF_SELECTOR = re.compile(r"(?:\[[^\]]*\]|[^\s>+~\[])+$")
_SECRET = re.compile(
    r"passw(?:or)?d|pwd|passphrase|passwort|kennwort|wachtwoord|de[-_]?passe|one-time-code|(?<![a-z])pin(?![a-z])",
    re.IGNORECASE,
)
"""What fields for secrets are called. Whether one is such a field only the page can tell."""


def mistakes_in(guides: Guides) -> tuple[Mistake, ...]:
    """Everything that is to be mended: what pages refuse, and what would never work in them."""
    refused = (_mistake(one.wrong, one.at, *_REFUSED[one.wrong]) for one in refused_parts(guides))
    return (*refused, *_unworkable(guides))


def warnings_in(guides: Guides) -> tuple[Mistake, ...]:
    """What pages take, but will not do as is meant, or not for long: patterns for secrets, and places that are counted."""
    return tuple(_warnings(guides, ""))


def _warnings(part: msgspec.Struct, at: str) -> Iterator[Mistake]:
    if isinstance(part, FieldRule) and part.must == "matches" and part.field and _is_called_a_secret(part.field[-1]):
        what = f"Of a password pages ask no more than whether there is one, so `{part.pattern}` is never looked at"
        mend = "Choose `filled`, and say in words what it has to be; the application checks it."
        yield _mistake("secret", f"{at}.pattern", what, mend)
    for name in part.__struct_fields__:
        for item, where in _items(getattr(part, name), f"{at}.{name}" if at else name):
            if isinstance(item, msgspec.Struct):
                yield from _warnings(item, where)
            elif name in _LOCATORS and isinstance(item, str):
                yield from _counted(item, where)


def _items(value: object, at: str) -> Iterator[tuple[object, str]]:
    """What a field holds, one after the other, with where it stands."""
    if isinstance(value, tuple):
        yield from ((item, f"{at}.{index}") for index, item in enumerate(value))
    else:
        yield value, at


def _is_called_a_secret(selector: str) -> bool:
    last = _LAST_OF_SELECTOR.search(selector.strip())
    return last is not None and _SECRET.search(last[0]) is not None


def _counted(selector: str, at: str) -> Iterator[Mistake]:
    found = _BY_POSITION.search(_QUOTED.sub("", selector))
    if found:
        what = f"`{found[0]}` counts places: with one more row or field it is another element"
        mend = "Find it by its id, name, role or label, as in [name=cost_centre]; or ask for a mark as data-help=quote."
        yield _mistake("position", at, what, mend)


def _mistake(code: str, at: str, what: str, mend: str) -> Mistake:
    return Mistake(code=code, what=f"{what}: `{at}`", mend=mend)


def _unworkable(guides: Guides) -> Iterator[Mistake]:
    if _is_not_after(guides.expires_at, guides.issued_at):
        yield _mistake("time", "expires_at", "It expires before it is issued", "Name a later time.")
    known = {"self_help", *(guide.id for guide in guides.guides)}
    for index, guide in enumerate(guides.guides):
        at = f"guides.{index}"
        yield from _never_shown(guide, at)
        yield from _content(guide, known, f"{at}.content")
    for index, label in enumerate(guides.labels):
        if label.case_in_address and "{case}" not in label.case_in_address.split("/"):
            at = f"labels.{index}.case_in_address"
            yield _mistake("path", at, "It does not say where the case stands", "Write `{case}` for that part.")
    yield from _parts(guides, "")


def _never_shown(guide: Guide, at: str) -> Iterator[Mistake]:
    if guide.ends_at and _is_not_after(guide.ends_at, guide.starts_at):
        yield _mistake("time", f"{at}.ends_at", "It ends before it starts", "Name a later time.")
    if (guide.often and not guide.often.times) or guide.fades_after == 0:
        yield _mistake("never", at, "It would never be shown", "Let it be shown once at least.")
    if guide.held_out >= 1:
        yield _mistake("never", f"{at}.held_out", "Everyone is held out", "Hold out less than all, as 0.1.")


def _is_not_after(end: str, begin: str) -> bool:
    return is_a_time(end) and is_a_time(begin) and milliseconds(end) <= milliseconds(begin)


def _content(guide: Guide, known: set[str], at: str) -> Iterator[Mistake]:
    match guide.content:
        case Walkthrough() as walkthrough:
            yield from _walkthrough(walkthrough, at)
        case Checklist(items=items):
            yield from () if items else _empty(f"{at}.items")
            for index, item in enumerate(items):
                yield from _opens(item.opens, known, f"{at}.items.{index}.opens")
        case Launcher(opens=opens):
            yield from _opens(opens, known, f"{at}.opens")
        case Survey(choices=choices):
            yield from () if len(choices) >= _FEWEST_CHOICES else _empty(f"{at}.choices")
        case RuleReinforcement(rules=rules):
            yield from () if rules else _empty(f"{at}.rules")
            for index, rule in enumerate(rules):
                yield from _field_rule(rule, f"{at}.rules.{index}.pattern")
        case _:
            pass


def _empty(at: str) -> Iterator[Mistake]:
    yield _mistake("empty", at, "There is not enough in it", "Fill it in.")


def _opens(opens: str | None, known: set[str], at: str) -> Iterator[Mistake]:
    if opens is not None and opens not in known:
        yield _mistake("nowhere", at, f"There is no guide `{opens}`", did_you_mean(opens, known))


def _walkthrough(walkthrough: Walkthrough, at: str) -> Iterator[Mistake]:
    yield from () if walkthrough.steps else _empty(f"{at}.steps")
    ids = {"end", *(step.id for step in walkthrough.steps)}
    for index, step in enumerate(walkthrough.steps):
        if step.id == "end":
            yield _mistake("twice", f"{at}.steps.{index}.id", "No step may be called `end`", "It means the end.")
        for number, branch in enumerate(step.branches):
            if branch.to not in ids:
                where = f"{at}.steps.{index}.branches.{number}.to"
                yield _mistake("nowhere", where, f"There is no step `{branch.to}`", did_you_mean(branch.to, ids))


def _field_rule(rule: FieldRule, at: str) -> Iterator[Mistake]:
    if (rule.must == "matches") is (rule.pattern is None):
        yield _mistake("pattern", at, "A pattern is for `matches`, and only for that", "Write one, or take it out.")
    try:
        matcher_of(rule.pattern or "")
    except NotAPattern:
        mend = "Use signs, classes, groups, | and counts; escape others with \\."
        yield _mistake("pattern", at, f"`{rule.pattern}` cannot be used as a pattern", mend)


def _parts(part: msgspec.Struct, at: str) -> Iterator[Mistake]:
    """What would not work wherever it stands: texts without words, paths that fit no page, sequences of nothing."""
    if isinstance(part, Happened) and not (part.activities and part.within_minutes):
        yield _mistake("never", at, "It would never hold", "Name an activity, and some minutes.")
    for field in msgspec.structs.fields(type(part)):
        value, here = getattr(part, field.name), f"{at}.{field.name}" if at else field.name
        if field.required and field.name not in {"of", "pairs"} and isinstance(value, dict) and not any(value.values()):
            yield from _empty(here)
        if isinstance(part, OnPage) or field.name in {"page", "pages", "case_in_address"}:
            yield from _paths(value, here)
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(item, msgspec.Struct):
                yield from _parts(item, f"{here}.{index}" if isinstance(value, tuple) else here)


def _paths(value: object, at: str) -> Iterator[Mistake]:
    for path in value if isinstance(value, tuple) else (value,):
        if isinstance(path, str) and "**" in path.rstrip("/").split("/")[:-1]:
            yield _mistake("path", at, f"`{path}` fits no page", "Write `**` at the end alone, and `*` for one part.")
