"""A friction point as sentences: who does what where, how sure that is, what it costs. For the page and the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.friction_words import BLOCKERS, OWNERS, SOURCES, SYMPTOMS, likely
from desirepath.report.kept_sentences import kept
from desirepath.report.measured import SINCE
from desirepath.report.spoken import all_of, digits, first_up, inside, language, marked, said, said_many
from desirepath.report.wording import FEW, count, counted, figure, has_its_unit, is_share, short_day, words
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

_TWO_KINDS_OF_PEOPLE = {"manager": marked("managers"), "individual contributor": marked("individual contributors")}
_WITHIN = {"hours": marked("within hours"), "days": marked("within days"), "weeks": marked("within weeks")}
_OF_A_HUNDRED_CASES = marked("%(seen)s of 100 cases, %(expected)s were to be expected")
_OF_A_HUNDRED_PEOPLE = marked("%(seen)s of 100 people, %(expected)s were to be expected")
_OF_A_HUNDRED_OTHERS = marked("%(seen)s of 100 %(of)s, %(expected)s were to be expected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A friction point as one sentence, in parts so that the step can be set apart."""

    who: str
    do: str
    where: str
    how_much: str

    def __str__(self) -> str:
        says = said("%(who)s %(do)s “%(where)s”", who=self.who, do=self.do, where=self.where)
        return f"{says}: {self.how_much}" if self.how_much else says


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
    return first_up(who_inside(cohort, unit))


def who_inside(cohort: Cohort, unit: str) -> str:
    """The same inside a sentence: `buyers in EMEA`."""
    people = unit == "users"
    if cohort.is_everyone:
        return said("people in all groups") if people else said("cases in all groups")
    pairs = dict(cohort.pairs)
    many = _named_by_role(pairs) if people else ""
    rest = all_of(_pair(attribute, value) for attribute, value in pairs.items()) if pairs else ""
    if many:
        return f"{many} {rest}".strip()
    return said("people %(rest)s", rest=rest) if people else said("cases %(rest)s", rest=rest)


def _named_by_role(pairs: dict[str, str]) -> str:
    """What the people are called by their role, taken out of the pairs; empty where they are called people."""
    if language() == "en" and _ONE_OF_MANY.search(pairs.get("role", "")):
        return f"{pairs.pop('role')}s"
    return said(_TWO_KINDS_OF_PEOPLE[pairs.pop("manager")]) if pairs.get("manager") in _TWO_KINDS_OF_PEOPLE else ""


def _pair(attribute: str, value: str) -> str:
    if attribute == "region":
        return said("in %(region)s", region=value)
    if attribute == "tenure":
        return said("here for %(long)s", long=said(value))
    return said("with %(attribute)s %(value)s", attribute=words(attribute.removeprefix("case:")), value=value)


def how_much(finding: SignalFinding) -> str:
    """What was seen beside what was to be expected; shares as so many of a hundred."""
    if not is_share(finding.unit):
        seen, expected = figure(finding.value, finding.unit), figure(finding.expected, finding.unit)
        if has_its_unit(finding.unit):
            return said("%(seen)s, %(expected)s were to be expected", seen=seen, expected=expected)
        unit = said(finding.unit)
        return said("%(seen)s %(unit)s, %(expected)s were to be expected", seen=seen, unit=unit, expected=expected)
    seen, expected = (digits(f"{share * 100:.0f}") for share in (finding.value, finding.expected))
    if seen == expected:
        seen, expected = (digits(f"{share * 100:.1f}") for share in (finding.value, finding.expected))
    of = finding.unit.removeprefix("share of ")
    if of in {"share", "cases", "users"}:
        message = _OF_A_HUNDRED_PEOPLE if of == "users" else _OF_A_HUNDRED_CASES
        return said(message, seen=seen, expected=expected)
    return said(_OF_A_HUNDRED_OTHERS, seen=seen, expected=expected, of=said(of))


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
    """`Confirmed by 2 sources: behaviour, tickets`, or `Suspected: so far only one source speaks of it: behaviour`."""
    return ": ".join(how_sure_in_parts(point))


def how_sure_in_parts(point: FrictionPoint) -> tuple[str, str]:
    """The standing with how many sources stand behind it, and which: `Confirmed by 2 sources`, `behaviour, tickets`."""
    sources = [inside(SOURCES[source]) for source in confirming(point)]
    if point.standing is Standing.CONFIRMED:
        by = said_many("Confirmed by %(n)s source", "Confirmed by %(n)s sources", len(sources))
        return by, ", ".join(sources)
    if not sources:
        return said("Suspected"), said("no source confirms it yet")
    named = all_of(sources)
    if len(sources) == 1:
        return said("Suspected"), said("so far only one source speaks of it: %(source)s", source=named)
    return said("Suspected"), said("so far only %(sources)s speak of it", sources=named)


def collect_next(point: FrictionPoint) -> tuple[str, ...]:
    """What to collect so that a suspicion can be confirmed; a bare source is named in words."""
    named = {source.value: f"{title}." for source, title in SOURCES.items()}
    return tuple(named.get(missing) or kept(missing) for missing in point.missing_evidence)


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
    """The impact, held to the floor; `hours` is empty where nobody said how long a case takes, `cost` without a rate."""
    if impact_is_hidden(point, study):
        few = said(FEW)
        return ShownImpact(people=few, cases=few, hours=few, cost="")
    impact = point.impact
    cost = "" if impact.cost is None else _money(digits(f"{impact.cost:,.0f}"), impact.currency or "")
    hours = digits(f"{impact.hours:,.0f}" if impact.hours >= 100 else f"{impact.hours:,.1f}") if impact.hours else ""
    return ShownImpact(people=count(impact.people), cases=count(impact.cases), hours=hours, cost=cost)


def _money(amount: str, currency: str) -> str:
    return said("%(currency)s %(amount)s", currency=currency, amount=amount) if currency else amount


def costs(point: FrictionPoint, study: Study) -> tuple[str, ...]:
    """`131 people`, `147 cases`, `39.6 hours`, `EUR 1,901`: beyond what was to be expected."""
    shown = shown_impact(point, study)
    if impact_is_hidden(point, study):
        return (said("fewer than %(floor)s touched", floor=study.smallest_group),)
    people = (counted(point.impact.people, "person", "people"),) if study.unit == "users" else ()
    hours = (said("%(n)s hours", n=shown.hours),) if shown.hours else ()
    cost = (shown.cost,) if shown.cost else ()
    return (*people, counted(point.impact.cases, "case", "cases"), *hours, *cost)


def first_step(point: FrictionPoint, interventions: Mapping[str, Intervention]) -> str:
    """The first intervention by its title, else its name in words."""
    found = interventions.get(point.first_intervention)
    return said(found.title) if found else first_up(words(point.first_intervention))


def who_and_when(intervention: Intervention | None) -> str:
    """Who decides it and how long it takes: `application owner, within days`; empty where it is not known."""
    if intervention is None:
        return ""
    return said("%(owner)s, %(within)s", owner=OWNERS[intervention.owner], within=said(_WITHIN[intervention.effort]))


def seen_since(point: FrictionPoint) -> str:
    """Since when it could be told; empty where that is not known."""
    return said("visible since %(day)s", day=short_day(point.first_seen)) if point.first_seen else ""


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
    if not study.tested:
        because = said_many(
            "Of the %(n)s case since go-live, no step and no group had enough to be compared.",
            "Of the %(n)s cases since go-live, no step and no group had enough to be compared.",
            cases,
        )
        return Silence(title=said("Nothing can be told yet"), because=because)
    looked = _looked_at(cases, _people(study), study.tested)
    if study.signals:
        differ = said_many(
            "%(n)s difference is clear, but none is a trouble at one step.",
            "%(n)s differences are clear, but none is a trouble at one step.",
            len(study.signals),
        )
        return Silence(title=said("No friction point stands"), because=f"{looked}: {differ}")
    none = said(
        "none differs from before go-live or from the others by more than chance would make it. Groups smaller than "
        "%(floor)s are too small to tell.",
        floor=study.smallest_group,
    )
    return Silence(title=said("Nothing stands out"), because=f"{looked}: {none}")


def _looked_at(cases: int, people: int, tested: int) -> str:
    looked = {
        "cases": counted(cases, "case", "cases"),
        "comparisons": counted(tested, "comparison", "comparisons"),
    }
    if not people:
        return said("The %(cases)s since go-live were looked at in %(comparisons)s of steps and groups", **looked)
    return said(
        "The %(cases)s since go-live of %(people)s were looked at in %(comparisons)s of steps and groups",
        **looked,
        people=counted(people, "person", "people"),
    )


def _people(study: Study) -> int:
    if study.unit != "users":
        return 0
    everyone = (row for row in study.metrics if row.cohort.is_everyone and row.period == SINCE)
    return max(
        (row.result.n for row in everyone if isinstance(row.result, Estimate) and row.result.unit == "share of users"),
        default=0,
    )
