"""What maps count, as tables: the cases at each step and on each way, now and before go-live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.study import ProcessMap, StepOnMap


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCount:
    """One figure of a step in one map: cases, and their share of those who reached it. None where it is too small to tell."""

    cases: int | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One figure of a step, now and before; None where the map has no such step or there is no map."""

    name: str
    title: str
    says: str
    now: StepCount | None
    before: StepCount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpened:
    """Everything that is counted at a step. `stopped` is the line of those who went no further."""

    step: str
    title: str
    kind: str
    changed: bool
    lines: tuple[StepLine, ...]

    @property
    def reached(self) -> StepLine:
        return self.lines[0]

    @property
    def stopped(self) -> StepLine:
        return self.lines[3]

    @property
    def has_few(self) -> bool:
        """Whether a figure is hidden because it is too small."""
        return any(count and count.cases is None for line in self.lines for count in (line.now, line.before))


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from one place to the next; None where it was not taken, or by too few cases to tell."""

    origin: str
    target: str
    on_path: bool
    now: int | None
    before: int | None


def steps_opened(now: CohortMap | None, before: CohortMap | None) -> tuple[StepOpened, ...]:
    """The steps of the map, then those that only the map before go-live has."""
    here, there = _steps(now), _steps(before)
    return tuple(_opened(here.get(step), there.get(step)) for step in dict.fromkeys((*here, *there)))


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPart:
    """How many of a map's cases came to a verdict; `untold` are those of verdicts that too few came to."""

    verdict: str
    title: str
    cases: int
    share: float

    @property
    def per_cent(self) -> str:
        return f"{self.share * 100:.3f}%"


def verdict_parts(drawn: ProcessMap, floor: int) -> tuple[VerdictPart, ...]:
    """What the cases came to, as parts of all of them: verdicts of too few cases are one part.

    The verdicts of one map are never hidden for fewer cases than the floor; a smaller rest comes from rounding.
    """
    told = [(verdict.value, cases) for verdict in Verdict if (cases := drawn.verdicts.get(verdict))]
    together = sum(cases for _verdict, cases in told)
    untold = max(drawn.cases - together, 0)
    whole = max(drawn.cases, together)
    titles = _verdict_titles()
    return tuple(
        VerdictPart(verdict=verdict, title=titles[verdict], cases=cases, share=cases / whole)
        for verdict, cases in (*told, ("untold", untold if untold >= floor else 0))
        if cases
    )


def ways(now: CohortMap | None, before: CohortMap | None) -> tuple[Way, ...]:
    """The ways of both maps, those that most cases take now first."""
    titles = place_titles([one.map for one in (before, now) if one])
    here, there = _flows(now), _flows(before)
    found = [
        Way(
            origin=titles.get(places[0], places[0]),
            target=titles.get(places[1], places[1]),
            on_path=(here.get(places) or there[places])[1],
            now=here[places][0] if places in here else None,
            before=there[places][0] if places in there else None,
        )
        for places in dict.fromkeys((*here, *there))
    ]
    return tuple(sorted(found, key=lambda way: (-(way.now or 0), -(way.before or 0))))


def place_titles(maps: Iterable[ProcessMap]) -> dict[str, str]:
    """What each place of the maps is called."""
    ends = {"start": _("Start"), "end": _("End"), "outside": _("Outside the application")}
    return ends | {step.step: step.title for drawn in maps for step in drawn.steps}


def figures_of(step: StepOnMap) -> Iterator[tuple[str, int | None]]:
    """The figures of a step by name, in the order in which they are shown."""
    yield "reached", step.reached
    yield "passed", step.passed
    yield "skipped", step.skipped
    yield "stopped", step.abandoned
    yield "failed", step.failed
    yield "outside", step.outside


def _titles() -> dict[str, tuple[str, str]]:
    return {
        "reached": (_("Reached"), _("tried the step, or had it next")),
        "passed": (_("Passed"), _("did it")),
        "skipped": (_("Skipped"), _("went on without it, though it is required")),
        "stopped": (_("Stopped"), _("went no further")),
        "failed": (_("Failed"), _("had at least one try that went wrong")),
        "outside": (_("Outside"), _("did it over another channel")),
    }


def _verdict_titles() -> dict[str, str]:
    return {
        "on_path": _("On the path"),
        "off_path": _("Off the path"),
        "abandoned": _("Abandoned"),
        "open": _("Still open"),
        "withdrawn": _("Withdrawn"),
        "unjudged": _("Not judged"),
        "untold": _("Others, too few to tell apart"),
    }


def _opened(here: StepOnMap | None, there: StepOnMap | None) -> StepOpened:
    step = here or there
    assert step is not None  # noqa: S101 - it is in one of the two
    now, before = _counts(here), _counts(there)
    lines = (
        StepLine(name=name, title=title, says=says, now=now.get(name), before=before.get(name))
        for name, (title, says) in _titles().items()
    )
    return StepOpened(step=step.step, title=step.title, kind=step.kind, changed=step.changed, lines=tuple(lines))


def _counts(step: StepOnMap | None) -> dict[str, StepCount]:
    if step is None:
        return {}
    return {
        name: StepCount(cases=cases, share=cases / step.reached if cases is not None and step.reached else None)
        for name, cases in figures_of(step)
    }


def _steps(found: CohortMap | None) -> dict[str, StepOnMap]:
    return {} if found is None else {step.step: step for step in found.map.steps}


def _flows(found: CohortMap | None) -> dict[tuple[str, str], tuple[int, bool]]:
    if found is None:
        return {}
    return {(flow.origin, flow.target): (flow.cases, flow.on_path) for flow in found.map.flows}
