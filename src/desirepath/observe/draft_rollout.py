"""A first rollout file from a log: its activities as steps, the likely path, failures, cuts, a guess at go-live.

Everything here is a guess for a person to correct, and the file says so line by line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

SHARE_CONSIDERED = 0.8
"""The commonest variants are taken until they hold this share of the cases; the path is drawn from them."""
MISSING_MAKES_OPTIONAL = 0.1
RARE_STEP = 0.2
"""An activity in fewer than this share of the considered cases is left out of the path."""
FEWEST_VALUES, MOST_VALUES = 2, 50
MOST_CUTS = 4
MOST_ACTIVITIES = 200
_FAILS = (
    (re.compile(r"den(y|ied|ies)|no access|forbidden|not authori[sz]ed", re.IGNORECASE), "denied"),
    (re.compile(r"reject|return(ed)?\b|sent back|send back|declin|re-?open", re.IGNORECASE), "returned"),
    (re.compile(r"duplicat", re.IGNORECASE), "duplicate"),
    (re.compile(r"correct(ed|ion)|amend", re.IGNORECASE), "corrected"),
    (re.compile(r"fail|error|invalid|refus|timed? ?out", re.IGNORECASE), "failed"),
)
_TAKES_BACK = re.compile(
    r"withdr|cancel|revok|taken back|abort|(reject|declin)\w* by (employee|requester)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedLog:
    """What a log shows at first sight. Times are in UTC; `persons` is None where the log names none.

    `activities` counts events in the order of first appearance, `first_seen` holds when each appeared first.
    `cuts` counts the different values of each further column. `columns` maps our names to the log's.
    """

    file: str
    variants: Mapping[tuple[str, ...], int]
    activities: Mapping[str, int]
    first_seen: Mapping[str, datetime]
    first_at: datetime
    last_at: datetime
    cuts: Mapping[str, int]
    columns: Mapping[str, str | None]
    persons: int | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    id: str
    activity: str
    optional: bool


def draft_rollout(log: ObservedLog, *, smallest_group: int = 10) -> str:
    """The text of a rollout file for the log, with a comment at every guess."""
    considered = _commonest(log.variants)
    withdrawn = [activity for activity in log.activities if _TAKES_BACK.search(activity)]
    failing = {name: as_ for name in log.activities if name not in withdrawn and (as_ := _fails_as(name))}
    path = _likely_path(considered, log, excluded={*withdrawn, *failing})
    placed = {step.activity for step in path}
    left = [name for name in log.activities if name not in placed and name not in failing and name not in withdrawn]
    lines = [
        *_head(log),
        *_cuts(log.cuts),
        *_sources(log, smallest_group),
        *_path(path, considered, log),
        *_steps(path, log),
        *_failures(failing, path, considered),
        *_withdrawn(withdrawn),
        *_left(left, log),
    ]
    return "\n".join(lines) + "\n"


def slug(name: str, taken: Iterable[str]) -> str:
    """An id for an activity: small letters, digits and `_`, begun by a letter, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40].rstrip("_")
    base = words if words[:1].isalpha() else f"step_{words}".rstrip("_")
    known, number, chosen = set(taken), 1, base
    while chosen in known:
        number += 1
        chosen = f"{base}_{number}"
    return chosen


def guessed_go_live(log: ObservedLog) -> tuple[date, str]:
    """The day on which the log seems to change, and how that was guessed.

    The day on which an activity appears first that then is common, if it lies within the middle of the log;
    of several, that with the most events. Else the middle of the log.
    """
    span = log.last_at - log.first_at
    early, late = log.first_at + span * 0.15, log.first_at + span * 0.85
    events = sum(log.activities.values())
    new = [
        (log.activities[name], name)
        for name, seen in log.first_seen.items()
        if early <= seen <= late and log.activities[name] >= max(20, 0.02 * events)
    ]
    if new:
        _, name = max(new)
        return log.first_seen[name].date(), f"a guess: {_comment(name)} appears in the log first on this day"
    return (log.first_at + span / 2).date(), "a guess: the middle of the log; write the day on which the change came"


def _commonest(variants: Mapping[tuple[str, ...], int]) -> list[tuple[tuple[str, ...], int]]:
    ranked = sorted(variants.items(), key=lambda item: (-item[1], item[0]))
    needed = SHARE_CONSIDERED * sum(variants.values())
    taken: list[tuple[tuple[str, ...], int]] = []
    held = 0
    for variant, cases in ranked:
        if held >= needed:
            break
        taken.append((variant, cases))
        held += cases
    return taken


def _likely_path(
    considered: Sequence[tuple[tuple[str, ...], int]], log: ObservedLog, *, excluded: set[str]
) -> list[_Step]:
    """The activities that most considered cases have, by the place at which they stand on average."""
    total = sum(cases for _, cases in considered)
    holding: dict[str, int] = {}
    places: dict[str, float] = {}
    for variant, cases in considered:
        once = list(dict.fromkeys(activity for activity in variant if activity not in excluded))
        for place, activity in enumerate(once):
            holding[activity] = holding.get(activity, 0) + cases
            places[activity] = places.get(activity, 0.0) + cases * (place + 1) / (len(once) + 1)
    likely = [name for name in log.activities if holding.get(name, 0) >= max(1, RARE_STEP * total)]
    likely = likely or [name for name in log.activities if name in holding] or list(log.activities)[:1]
    order = {name: rank for rank, name in enumerate(log.activities)}
    likely.sort(key=lambda name: (places.get(name, 0.0) / holding.get(name, 1), order[name]))
    steps: list[_Step] = []
    for name in likely:
        optional = holding.get(name, 0) < (1 - MISSING_MAKES_OPTIONAL) * total
        steps.append(_Step(slug(name, (step.id for step in steps)), name, optional))
    if steps and all(step.optional for step in steps):
        most = max(range(len(steps)), key=lambda place: holding.get(steps[place].activity, 0))
        steps[most] = _Step(steps[most].id, steps[most].activity, optional=False)
    return steps


def _fails_as(activity: str) -> str | None:
    return next((as_ for pattern, as_ in _FAILS if pattern.search(activity)), None)


def _text(said: str) -> str:
    """A text as YAML takes it for certain: in double quotes, everything odd escaped."""
    quoted = said.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted) + '"'


def _comment(said: str) -> str:
    visible = "".join(letter if letter.isprintable() else "�" for letter in said)
    return f"`{visible[:60]}`"


def _head(log: ObservedLog) -> list[str]:
    go_live, guess = guessed_go_live(log)
    name = re.sub(r"[^a-z0-9]+", "-", log.file.rpartition("/")[2].lower().partition(".")[0]).strip("-") or "rollout"
    return [
        f"# Drafted from {_comment(log.file.rpartition('/')[2])}: every line is a guess until you have read it.",
        "# Then: desirepath check, and desirepath diagnose.",
        f"rollout: {name}",
        f"title: {_text(name)}",
        f"go_live: {go_live}   # {guess}",
        "timezone: UTC   # whose days count? an IANA name such as Europe/Amsterdam",
    ]


def _cuts(counted: Mapping[str, int]) -> list[str]:
    possible = [(name, values) for name, values in counted.items() if FEWEST_VALUES <= values <= MOST_VALUES]
    if not possible:
        return ["# cuts: [role, region]   # no column of the log has 2 to 50 values; a people file may bring some"]
    chosen = [_text(name) for name, _ in possible[:MOST_CUTS]]
    told = ", ".join(f"{_comment(name)} ({values} values)" for name, values in possible[:20])
    return [f"# Possible cuts: {told}", f"cuts: [{', '.join(chosen)}]"]


def _sources(log: ObservedLog, smallest_group: int) -> list[str]:
    columns = dict(log.columns)
    note = ""
    if log.persons is not None and log.persons < smallest_group:
        columns["user_id"] = None
        note = f"   # so few different users ({log.persons}) are no persons: cases are counted instead"
    entry = f"  - {{table: events, file: {_text(log.file)}"
    if log.format:
        entry += f", format: {log.format}"
    if columns:
        mapped = ", ".join(f"{ours}: {'null' if theirs is None else _text(theirs)}" for ours, theirs in columns.items())
        entry += f", columns: {{{mapped}}}"
    return [
        "sources:",
        f"{entry}}}{note}",
        '  # - {table: people, file: "people.csv"}',
        '  # - {table: tickets, file: "tickets.csv"}',
    ]


def _path(path: Sequence[_Step], considered: Sequence[tuple[tuple[str, ...], int]], log: ObservedLog) -> list[str]:
    cases, all_cases = sum(cases for _, cases in considered), sum(log.variants.values())
    notation = " ".join(step.id + ("?" if step.optional else "") for step in path)
    notation = notation if " " in notation else _text(notation)  # a lone id may be a word that YAML takes for nothing
    return [
        "workflows:",
        "  - workflow: work",
        "    case_ends_after: 30d   # a case idle this long without an end is abandoned",
        f"    # From the {len(considered):,} commonest of {len(log.variants):,} variants ({cases:,} of {all_cases:,} cases); `?`:",
        "    # missing in more than a tenth of them. Write what was agreed, not what is common.",
        f"    path: {notation}",
        "    # old_path: how it was done before go-live, if it was another way",
    ]


def _steps(path: Sequence[_Step], log: ObservedLog) -> list[str]:
    order = {name: rank for rank, name in enumerate(log.activities)}
    entries = [
        f"      {step.id}: {{title: {_text(step.activity)}, activities: [{_text(step.activity)}]}}   "
        f"# {log.activities[step.activity]:,} events"
        for step in sorted(path, key=lambda step: order[step.activity])
    ]
    return [
        "    steps:   # in the order in which the log first shows them; kind: task, field, approval, validation, handoff",
        *entries,
    ]


def _failures(
    failing: Mapping[str, str], path: Sequence[_Step], considered: Sequence[tuple[tuple[str, ...], int]]
) -> list[str]:
    if not failing:
        return []
    lines = ["    failures:   # activities that sound as if an attempt went wrong; the step is a guess"]
    for activity, as_ in failing.items():
        step = _step_of_failure(activity, path, considered)
        lines.append(f"      {_text(activity)}: {{step: {step.id}, as: {as_}}}")
    return lines


def _step_of_failure(activity: str, path: Sequence[_Step], considered: Sequence[tuple[tuple[str, ...], int]]) -> _Step:
    """The step whose words it shares the most; else the one that it follows most often; else the first."""
    words = _words(activity)
    after = dict.fromkeys((step.activity for step in path), 0)
    for variant, cases in considered:
        for before, failed in pairwise(variant):
            if failed == activity and before in after:
                after[before] += cases
    return max(path, key=lambda step: (len(words & _words(step.activity)), after[step.activity]))


def _words(activity: str) -> set[str]:
    return {word for word in re.findall(r"\w{4,}", activity.lower()) if not _fails_as(word)}


def _withdrawn(activities: Sequence[str]) -> list[str]:
    if not activities:
        return []
    listed = ", ".join(_text(activity) for activity in activities)
    return [f"    withdrawn: [{listed}]   # these sound as if the person took the case back"]


def _left(activities: Sequence[str], log: ObservedLog) -> list[str]:
    if not activities:
        return []
    told = [f"    #   {_comment(name)} ({log.activities[name]:,} events)" for name in activities[:MOST_ACTIVITIES]]
    return [
        "    # Not placed yet, and so extra steps: put each into a step's `activities`, `failures`, `outside`",
        "    # (finished outside the path), `withdrawn`, or `ignore`.",
        *told,
    ]
