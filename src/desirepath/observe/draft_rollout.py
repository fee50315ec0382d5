"""A first rollout file from a log: its activities as steps, the likely path, failures, cuts, a guess at go-live.

Everything here is a guess for a person to correct, and the file says so line by line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from desirepath.observe.likely_path import LikelyStep, commonest, difference, likely_path, slug

FEWEST_VALUES, MOST_VALUES = 2, 50
MOST_CUTS = 4
MOST_TYPES = 12
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
    `cuts` counts the different values of each further column. `columns` maps our names to the log's;
    those of `by_content` were found by what is in them, not by their names. `since` are the variants of
    the cases begun on the guessed day of go-live or later, where the log shows one.
    """

    file: str
    variants: Mapping[tuple[str, ...], int]
    since: Mapping[tuple[str, ...], int] | None = None
    activities: Mapping[str, int]
    first_seen: Mapping[str, datetime]
    first_at: datetime
    last_at: datetime
    cuts: Mapping[str, int]
    columns: Mapping[str, str | None]
    by_content: tuple[str, ...] = ()
    persons: int | None = None
    format: str | None = None
    object_type: str | None = None
    other_types: tuple[str, ...] = ()


def draft_rollout(log: ObservedLog, *, smallest_group: int = 10) -> str:
    """The text of a rollout file for the log, with a comment at every guess."""
    since = commonest(log.since or log.variants)
    before = commonest(difference(log.variants, log.since)) if log.since else []
    withdrawn = [activity for activity in log.activities if _TAKES_BACK.search(activity)]
    failing = {name: as_ for name in log.activities if name not in withdrawn and (as_ := _fails_as(name))}
    excluded = {*withdrawn, *failing}
    path = likely_path(since, list(log.activities), excluded=excluded, ids={})
    ids = {step.activity: step.id for step in path}
    old_path = likely_path(before, list(log.activities), excluded=excluded, ids=ids) if before else []
    steps = [*path, *(step for step in old_path if step.activity not in ids)]
    placed = {step.activity for step in steps}
    # Where a log has nothing else, what sounds like a failure is its step.
    failing = {name: as_ for name, as_ in failing.items() if name not in placed}
    left = [name for name in log.activities if name not in placed and name not in excluded]
    lines = [
        *_head(log),
        *_cuts(log.cuts),
        *_sources(log, smallest_group),
        *_path(path, since, log),
        *_old_path(old_path, path),
        *_steps(steps, log),
        *_failures(failing, steps, [*since, *before]),
        *_withdrawn(withdrawn),
        *_left(left, log),
    ]
    return "\n".join(lines) + "\n"


def first_new_activity(log: ObservedLog) -> str | None:
    """The activity with which the log seems to change: common, and first seen within the middle of the log."""
    span = log.last_at - log.first_at
    early, late = log.first_at + span * 0.15, log.first_at + span * 0.85
    events = sum(log.activities.values())
    new = [
        (log.activities[name], name)
        for name, seen in log.first_seen.items()
        if early <= seen <= late and log.activities[name] >= max(20, 0.02 * events)
    ]
    return max(new)[1] if new else None


def guessed_go_live(log: ObservedLog) -> tuple[date, str]:
    """The day on which the log seems to change, and how that was guessed.

    The day on which an activity appears first that then is common, if it lies within the middle of the log;
    of several, that with the most events. Else the middle of the log.
    """
    name = first_new_activity(log)
    if name is not None:
        return log.first_seen[name].date(), f"a guess: {_comment(name)} appears in the log first on this day"
    span = log.last_at - log.first_at
    return (log.first_at + span / 2).date(), "a guess: the middle of the log; write the day on which the change came"


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
    if log.object_type:
        entry += f", object_type: {_text(log.object_type)}"
    if columns:
        mapped = ", ".join(f"{ours}: {'null' if theirs is None else _text(theirs)}" for ours, theirs in columns.items())
        entry += f", columns: {{{mapped}}}"
    by_content = " and ".join(f"`{name}`" for name in log.by_content)
    return [
        "sources:",
        *([f"  # {by_content}: a guess by what is in the columns, not by their names."] if by_content else []),
        f"{entry}}}{note}",
        *_other_types(log),
        '  # - {table: people, file: "people.csv"}',
        '  # - {table: tickets, file: "tickets.csv"}',
    ]


def _other_types(log: ObservedLog) -> list[str]:
    if not log.other_types:
        return []
    file = _text(log.file)
    return [
        "  # The log has other types of object; each can be the case of a workflow of its own:",
        *(
            f"  # - {{table: events, file: {file}, object_type: {_text(name)}, workflow: {slug(name, ())}}}"
            for name in log.other_types[:MOST_TYPES]
        ),
    ]


def _path(path: Sequence[LikelyStep], considered: Sequence[tuple[tuple[str, ...], int]], log: ObservedLog) -> list[str]:
    cases, all_cases = sum(cases for _, cases in considered), sum(log.variants.values())
    since = " begun since go-live" if log.since else ""
    return [
        "workflows:",
        "  - workflow: work",
        "    case_ends_after: 30d   # a case idle this long without an end is abandoned",
        f"    # From the {len(considered):,} commonest of {len(log.variants):,} variants ({cases:,} of {all_cases:,} cases){since}; `?`:",
        "    # missing in more than a tenth of them. Write what was agreed, not what is common.",
        f"    path: {_notation(path)}",
    ]


def _notation(path: Sequence[LikelyStep]) -> str:
    notation = " ".join(step.id + ("?" if step.optional else "") for step in path)
    return notation if " " in notation else _text(notation)  # a lone id may be a word that YAML takes for nothing


def _old_path(old_path: Sequence[LikelyStep], path: Sequence[LikelyStep]) -> list[str]:
    if not old_path or _notation(old_path) == _notation(path):
        return ["    # old_path: how it was done before go-live, if it was another way"]
    return [f"    old_path: {_notation(old_path)}   # likewise, from the cases begun before go-live"]


def _steps(path: Sequence[LikelyStep], log: ObservedLog) -> list[str]:
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
    failing: Mapping[str, str], path: Sequence[LikelyStep], considered: Sequence[tuple[tuple[str, ...], int]]
) -> list[str]:
    if not failing:
        return []
    lines = ["    failures:   # activities that sound as if an attempt went wrong; the step is a guess"]
    for activity, as_ in failing.items():
        step = _step_of_failure(activity, path, considered)
        lines.append(f"      {_text(activity)}: {{step: {step.id}, as: {as_}}}")
    return lines


def _step_of_failure(
    activity: str, path: Sequence[LikelyStep], considered: Sequence[tuple[tuple[str, ...], int]]
) -> LikelyStep:
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
