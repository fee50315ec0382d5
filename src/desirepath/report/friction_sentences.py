"""A friction point as sentences: who does what where, how sure that is, what it costs. For the page and the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.friction_words import BLOCKERS, OWNERS, SOURCES, SYMPTOMS, likely
from desirepath.report.measured import SINCE
from desirepath.report.source_warnings import short_day
from desirepath.report.wording import FEW, counted, figure, is_share, words
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource, FrictionPoint, Standing
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import SignalFinding
from desirepath.vocabulary.study import Study

_ONE_OF_MANY = re.compile(
    r"(?:^| )(?:accountant|administrator|agent|analyst|approver|assistant|buyer|clerk|controller|coordinator|director|"
    r"engineer|lead|manager|nurse|officer|owner|planner|requester|reviewer|specialist|supervisor|teacher|technician)$",
    re.IGNORECASE,
)
"""English words for a role whose plural is an `s`; other roles are named as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A friction point as one sentence, in parts so that the step can be set apart."""

    who: str
    do: str
    where: str
    how_much: str

    def __str__(self) -> str:
        return f"{self.who} {self.do} “{self.where}”{': ' if self.how_much else ''}{self.how_much}"


def headline(point: FrictionPoint, study: Study) -> Headline:
    """`Buyers in EMEA give up at “Attach the quote”: 31 of 100 cases, 8 were to be expected`."""
    return Headline(
        who=who(point.cohort, study.unit),
        do=SYMPTOMS[point.symptom].do,
        where=step_title(study, point.workflow, point.step),
        how_much=how_much(point.findings[0]) if point.findings else "",
    )


def who(cohort: Cohort, unit: str) -> str:
    """A cohort as the beginning of a sentence: `Buyers in EMEA`, `People with role IT`, `People in all groups`."""
    said = who_inside(cohort, unit)
    return f"{said[:1].upper()}{said[1:]}"


def who_inside(cohort: Cohort, unit: str) -> str:
    """The same inside a sentence: `buyers in EMEA`."""
    many = "people" if unit == "users" else "cases"
    if cohort.is_everyone:
        return f"{many} in all groups"
    pairs = dict(cohort.pairs)
    role = pairs.get("role", "")
    if many == "people" and _ONE_OF_MANY.search(role):
        many = f"{role}s"
        del pairs["role"]
    elif many == "people" and pairs.get("manager") in {"manager", "individual contributor"}:
        many = f"{pairs.pop('manager')}s"
    said = " and ".join(_pair(attribute, value) for attribute, value in pairs.items())
    return f"{many} {said}".strip()


def _pair(attribute: str, value: str) -> str:
    if attribute == "region":
        return f"in {value}"
    if attribute == "tenure":
        return f"here for {value}"
    return f"with {words(attribute.removeprefix('case:'))} {value}"


def how_much(finding: SignalFinding) -> str:
    """What was seen beside what was to be expected; shares as so many of a hundred."""
    if not is_share(finding.unit):
        seen, expected = figure(finding.value, finding.unit), figure(finding.expected, finding.unit)
        unit = "" if seen.endswith((" days", " points")) else f" {finding.unit}"
        return f"{seen}{unit}, {expected} were to be expected"
    of = {"share": "cases", "users": "people"}.get(finding.unit.removeprefix("share of "))
    seen, expected = (f"{share * 100:.0f}" for share in (finding.value, finding.expected))
    if seen == expected:
        seen, expected = (f"{share * 100:.1f}" for share in (finding.value, finding.expected))
    return f"{seen} of 100 {of or finding.unit.removeprefix('share of ')}, {expected} were to be expected"


def step_title(study: Study, workflow: str, step: str) -> str:
    """The step's title on the process map, else its id."""
    for picture in study.workflows:
        for drawn in picture.maps if picture.workflow == workflow else ():
            for one in drawn.steps:
                if one.step == step:
                    return one.title
    return step


def confirming(point: FrictionPoint) -> tuple[EvidenceSource, ...]:
    """The sources that themselves differ from before or from the others, each once."""
    return tuple(dict.fromkeys(piece.source for piece in point.evidence if piece.differs))


def how_sure(point: FrictionPoint) -> str:
    """`Confirmed by 2 sources: behaviour, tickets`, or `Suspected: so far only behaviour speaks of it`."""
    sources = [SOURCES[source].lower() for source in confirming(point)]
    if point.standing is Standing.CONFIRMED:
        return f"Confirmed by {counted(len(sources), 'source')}: {', '.join(sources)}"
    if not sources:
        return "Suspected: no source confirms it yet"
    return f"Suspected: so far only {' and '.join(sources)} {'speaks' if len(sources) == 1 else 'speak'} of it"


def collect_next(point: FrictionPoint) -> tuple[str, ...]:
    """What to collect so that a suspicion can be confirmed; a bare source is named in words."""
    named = {source.value: f"{title}." for source, title in SOURCES.items()}
    return tuple(named.get(missing, missing) for missing in point.missing_evidence)


def why(point: FrictionPoint) -> str:
    """`Workflow friction (very likely, 86%)`."""
    return f"{BLOCKERS[point.blocker]} ({likely(point.probability)})"


def runner_up(point: FrictionPoint) -> tuple[BlockerKind, float] | None:
    """The likeliest of the other blockers; None where their probabilities are not given."""
    others = [pair for pair in point.probabilities.items() if pair[0] is not point.blocker]
    return max(others, key=lambda pair: pair[1], default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImpact:
    """What the trouble costs, in words. Where too few are touched all of it is hidden: hours and money tell them."""

    people: str
    cases: str
    hours: str
    cost: str


def shown_impact(point: FrictionPoint, study: Study) -> ShownImpact:
    """The impact, held to the floor; `cost` is empty without a rate."""
    if impact_is_hidden(point, study):
        return ShownImpact(people=FEW, cases=FEW, hours=FEW, cost="")
    impact = point.impact
    cost = f"{impact.currency or ''} {impact.cost:,.0f}".strip() if impact.cost is not None else ""
    hours = f"{impact.hours:,.0f}" if impact.hours >= 100 else f"{impact.hours:,.1f}"
    return ShownImpact(people=f"{impact.people:,}", cases=f"{impact.cases:,}", hours=hours, cost=cost)


def costs(point: FrictionPoint, study: Study) -> tuple[str, ...]:
    """`131 people`, `147 cases`, `39.6 hours`, `EUR 1,901`: beyond what was to be expected."""
    shown = shown_impact(point, study)
    if impact_is_hidden(point, study):
        return (f"fewer than {study.smallest_group} touched",)
    people = (counted(point.impact.people, "person", "people"),) if study.unit == "users" else ()
    return (*people, counted(point.impact.cases, "case"), f"{shown.hours} hours", *([shown.cost] if shown.cost else []))


def first_step(point: FrictionPoint, interventions: Mapping[str, Intervention]) -> str:
    """The first intervention by its title, else its name in words."""
    found = interventions.get(point.first_intervention)
    return found.title if found else words(point.first_intervention).capitalize()


def who_and_when(intervention: Intervention | None) -> str:
    """Who decides it and how long it takes: `application owner, within days`; empty where it is not known."""
    return f"{OWNERS[intervention.owner]}, within {intervention.effort}" if intervention else ""


def seen_since(point: FrictionPoint) -> str:
    """Since when it could be told; empty where that is not known."""
    return f"visible since {short_day(point.first_seen)}" if point.first_seen else ""


def finding_estimate(finding: SignalFinding) -> Estimate:
    """The finding's value with its interval."""
    return Estimate(
        value=finding.value, low=finding.low, high=finding.high, n=finding.people, unit=finding.unit, method="adjusted"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What is said where no friction point stands: that, and why it can be believed."""

    title: str
    because: str


def quiet(study: Study) -> Silence:
    """That nothing stands out, what was looked at, and how many stand behind it. Nothing tested is no all-clear."""
    cases = sum(drawn.cases for picture in study.workflows for drawn in picture.maps if drawn.period == SINCE)
    since = f"the {counted(cases, 'case')} since go-live"
    if not study.tested:
        because = f"Of {since}, no step and no group had enough to be compared."
        return Silence(title="Nothing can be told yet", because=because)
    people = _people(study)
    whose = f" of {counted(people, 'person', 'people')}" if people else ""
    looked = f"{counted(study.tested, 'comparison')} of steps and groups"
    if study.signals:
        differ = f"{counted(len(study.signals), 'difference')} {'is' if len(study.signals) == 1 else 'are'} clear"
        because = f"{since[:1].upper()}{since[1:]}{whose} were looked at in {looked}: {differ}, but none is a trouble at one step."
        return Silence(title="No friction point stands", because=because)
    because = (
        f"{since[:1].upper()}{since[1:]}{whose} were looked at in {looked}: none differs from before go-live or from "
        f"the others by more than chance would make it. Groups smaller than {study.smallest_group} are too small to tell."
    )
    return Silence(title="Nothing stands out", because=because)


def _people(study: Study) -> int:
    if study.unit != "users":
        return 0
    everyone = (row for row in study.metrics if row.cohort.is_everyone and row.period == SINCE)
    return max(
        (row.result.n for row in everyone if isinstance(row.result, Estimate) and row.result.unit == "share of users"),
        default=0,
    )
