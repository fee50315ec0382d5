"""A rollout file read into a Rollout, or refused with every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.calendar import last_of, read_baseline, read_excluded, read_waves
from desirepath.connectors.rollout_file.collecting import read_collecting
from desirepath.connectors.rollout_file.drawings import Drawings
from desirepath.connectors.rollout_file.given import Given, Mistakes, quoted, shown
from desirepath.connectors.rollout_file.nodes import Entries, Scalar, read_nodes
from desirepath.connectors.rollout_file.registering import read_register
from desirepath.connectors.rollout_file.sources import read_sources
from desirepath.connectors.rollout_file.workflows import read_workflows
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean
from desirepath.vocabulary.rollout import HourlyCost, Owners, Rollout, Workflow
from desirepath.vocabulary.rollout_keys import DEFAULT_GROUP, DEFAULT_TIMEZONE, ID_PATTERN, LEAST_GROUP, ROLLOUT

LARGEST = 1_000_000
"""Bytes of the largest rollout file that is read."""
_IDS_NEVER_CUT = ("user_id", "case_id", "event_id", "ticket_id")


def read_rollout(path: Path) -> Rollout:
    """The rollout that a file describes. Raises BadInput with all mistakes found, each with its line."""
    return rollout_from_text(_text_of(path), str(path))


def rollout_from_text(text: str, file: str) -> Rollout:
    """The rollout that the text of a file describes. `file` is what messages call it; BPMN files lie beside it."""
    root = read_nodes(text, file)
    if not isinstance(root, Entries):
        is_now = "empty" if root is None else shown(root)
        what = f"the file is {is_now}, but must be a mapping"
        mend = "Begin with `rollout: an-id`, or draft a file with `desirepath init --from LOG`."
        raise BadInput(Mistake(code="no_rollout", what=what, mend=mend, file=file, line=root.line if root else 1))
    mistakes = Mistakes(file)
    drawings = Drawings(mistakes)
    rollout = _rollout(Given(root, ROLLOUT, mistakes), mistakes, drawings)
    if found := (*mistakes.in_order(), *drawings.mistakes()):
        raise BadInput(*found)
    if rollout is None:
        raise AssertionError("a rollout without a mistake was not read")
    return rollout


def _rollout(given: Given, mistakes: Mistakes, drawings: Drawings) -> Rollout | None:
    zone = given.read("timezone", values.timezone) or ZoneInfo(DEFAULT_TIMEZONE)
    rollout_id = given.read("rollout", values.rollout_id)
    go_live = given.read("go_live", values.moment_in(zone))
    waves = read_waves(given, zone, mistakes)
    baseline = read_baseline(given, last_of(go_live, waves), mistakes)
    sources = read_sources(given, mistakes)
    workflows = read_workflows(given, mistakes, drawings)
    _refuse_unknown_workflows(given, workflows, mistakes)
    title = given.read("title", values.text)
    rest = {
        "exclude": read_excluded(given, mistakes),
        "as_of": given.read("as_of", values.moment_in(zone)),
        "owners": _owners(given),
        "cuts": _cuts(given, mistakes),
        "smallest_group": _smallest_group(given, mistakes),
        "hourly_cost": _hourly_cost(given),
        "collect": read_collecting(given, workflows, mistakes),
        "register": read_register(given, workflows, mistakes),
    }
    if rollout_id is None or go_live is None or not (sources or given.has("collect")) or not workflows:
        return None
    rollout = Rollout(
        id=rollout_id,
        title=title or rollout_id,
        go_live=go_live,
        timezone=zone.key,
        workflows=workflows,
        sources=sources,
        file=mistakes.file,
        waves=waves,
        baseline=baseline,
    )
    return replace(rollout, **rest)  # type: ignore[arg-type]


def _refuse_unknown_workflows(given: Given, workflows: Sequence[Workflow], mistakes: Mistakes) -> None:
    known = [workflow.id for workflow in workflows]
    for section in given.each("sources") if known else ():
        named = section.node("workflow")
        if isinstance(named, Scalar) and re.fullmatch(ID_PATTERN, named.text) and named.text not in known:
            what = f"the workflow {quoted(named.text)} of a source is not defined"
            mistakes.add("unknown_workflow", named, what, did_you_mean(named.text, known))


def _owners(given: Given) -> Owners:
    section = given.inside("owners")
    if section is None:
        return Owners()
    return Owners(**{name: section.read(name, values.text) for name in ("adoption", "application", "process")})


def _cuts(given: Given, mistakes: Mistakes) -> tuple[str, ...]:
    cuts: dict[str, int] = {}
    for cut, line in given.read("cuts", values.texts) or ():
        if cut in cuts:
            mistakes.add("repeated_cut", line, f"cut {quoted(cut)} stands twice in `cuts`", "Keep it once.")
        elif cut in _IDS_NEVER_CUT:
            what = f"`{cut}` is an id, and an id is never a cohort"
            mistakes.add("cut_by_id", line, what, "Cut by what people share: role, region, tenure, business_unit.")
        cuts.setdefault(cut, line)
    return tuple(cuts)


def _smallest_group(given: Given, mistakes: Mistakes) -> int:
    floor = given.read("smallest_group", values.whole)
    if floor is not None and floor < LEAST_GROUP:
        what = f"`smallest_group` is {floor}, but groups smaller than {LEAST_GROUP} would point at persons"
        mend = f"Write {LEAST_GROUP} or more; the default is {DEFAULT_GROUP}."
        mistakes.add("group_too_small", given.line_of("smallest_group"), what, mend)
    return DEFAULT_GROUP if floor is None else floor


def _hourly_cost(given: Given) -> HourlyCost | None:
    section = given.inside("hourly_cost")
    if section is None:
        return None
    amount, currency = section.read("amount", values.amount), section.read("currency", values.currency)
    return None if amount is None or currency is None else HourlyCost(amount=amount, currency=currency)


def _text_of(path: Path) -> str:
    file = str(path)
    if path.is_dir():
        mend = "Name the rollout file in it, for example `rollout.yaml`."
        raise BadInput(Mistake(code="is_a_folder", what="this is a folder", mend=mend, file=file))
    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        mend = "Check the name, or draft a file with `desirepath init --from LOG`."
        raise BadInput(Mistake(code="no_such_file", what="there is no such file", mend=mend, file=file)) from error
    except (OSError, ValueError) as error:
        what = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        raise BadInput(Mistake(code="unreadable_file", what=what, file=file)) from error
    if len(raw) > LARGEST:
        what = f"the file is larger than {LARGEST:,} bytes"
        mend = "A rollout file names its data; it does not hold it. Is this the log?"
        raise BadInput(Mistake(code="too_large", what=what, mend=mend, file=file))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(
            Mistake(code="not_utf8", what="this is not UTF-8 text", mend="Save it as UTF-8.", file=file, line=line)
        ) from error
