"""An effect as sentences: what may be repeated of it, no stronger than its design allows. For page and terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desirepath.report.friction_sentences import who_inside
from desirepath.report.friction_words import OWNERS
from desirepath.report.wording import counted, day, difference, figure, is_share, words
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Decided, Decision, DesignKind, Effect, Proof, Proofs
from desirepath.vocabulary.intervention import Intervention

_LONGEST_NAME = 120
_AT_ANY_TIME = "however often it is read"

DECISIONS: Mapping[Decided, str] = {
    Decided.CONTINUE: "Continue",
    Decided.EXPAND: "Expand",
    Decided.REPLACE: "Replace",
    Decided.ESCALATE: "Escalate",
    Decided.UNDECIDED: "Undecided",
}

_MEASURES: Mapping[str, str] = {
    "abandonment_rate": "abandonment",
    "process_adherence_rate": "the share of cases kept to the approved path",
    "workflow_completion_rate": "the share of cases completed",
    "exception_and_rework_rate": "exceptions and rework",
    "tickets_per_active_user": "tickets about the workflow",
    "tickets_elsewhere": "tickets about other matters",
    "abandonment_at_other_steps": "abandonment at other steps",
    "slow_cases": "the share of completed cases that took long",
}
"""A measure as it stands inside a sentence; one that is not here is named by its title."""

_STRONGEST: Mapping[DesignKind, int] = {DesignKind.HOLDOUT: 3, DesignKind.WAVES: 2, DesignKind.EVERYONE: 1}
"""How strong the words may be at most, whatever an entry of the catalogue claims: only a draw by chance is 3."""

_MINUS = re.compile(r"(?<![\w.-])-(?=\d)")
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all text after them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. `is_name` where it came with the data and may be of any script."""

    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in parts, so that names can be set apart from our own words."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def short_name(text: str, longest: int = _LONGEST_NAME) -> str:
    """A name from the data on one line, without signs that steer a screen, cut where it is long."""
    kept = "".join(
        sign for sign in text if sign not in _STEERING and (sign.isspace() or unicodedata.category(sign) != "Cc")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def set_right(said: str) -> str:
    """A sentence of the program with real minus signs, and no longer than a paragraph."""
    return _MINUS.sub("−", short_name(said, 1000))


def gap(value: float, unit: str) -> str:
    """A difference with sign and unit: `−8.1 points` of a share, `+0.12 per case` of a count."""
    small = round(value, 3) if is_share(unit) else round(value, 2)
    said = difference(small + 0.0, unit)
    return said if said.endswith((" points", " days")) else f"{said} {unit}"


def between(low: float, high: float, unit: str) -> str:
    """Two bounds, the unit once: `between −2.0 and +3.1 points`."""
    upper = gap(high, unit)
    lower, _, of = gap(low, unit).partition(" ")
    return f"between {lower} and {upper}" if upper.endswith(of) else f"between {lower} {of} and {upper}"


def bounds(low: float, high: float, unit: str) -> str:
    """Two bounds where the unit stands beside them: `−11.9 to −4.3`."""
    return " to ".join(gap(bound, unit).partition(" ")[0] for bound in (low, high))


def level(value: float, unit: str) -> str:
    """A level: `14.2%` of a share, `0.42` of a count."""
    return figure(value, unit).replace("-", "−")


def strength(proof: Proof, design: Design | None) -> int:
    """1 for the weakest words, 3 for the strongest; without an entry of the catalogue the weakest."""
    return min(_STRONGEST[proof.shipped.design], 1 if design is None else design.strength)


def evidence_said(proof: Proof, design: Design | None) -> str:
    """How strong the evidence is, in a few words."""
    said = {3: "drawn by chance", 2: "not drawn by chance", 1: "weaker evidence, not drawn by chance"}
    return said[strength(proof, design)]


def without_said(proof: Proof, design: Design | None) -> str:
    """What the level beside it is: that without it where it was drawn, else what was to be expected."""
    return "without" if strength(proof, design) >= 3 else "expected"


def measure_said(effect: Effect, proof: Proof) -> tuple[Part, ...]:
    """The measure inside a sentence: `abandonment at “Attach the quote”`."""
    named = _MEASURES.get(effect.metric, f"{effect.title[:1].lower()}{effect.title[1:]}")
    if effect.step is None:
        return (Part(named),)
    return (
        Part(f"{named.removesuffix(' at the step')} at “"),
        Part(short_name(proof.step_title), is_name=True),
        Part("”"),
    )


def told_sentence(proof: Proof, design: Design | None) -> Sentence:
    """What may be repeated of an intervention: its effect, that none can be told, or why nothing can be."""
    title, effect = Part(short_name(proof.title), is_name=True), proof.deciding
    if proof.refused is not None:
        return Sentence((Part("Nothing can be told of "), title, Part(f": {set_right(proof.refused)}")))
    if effect is None:
        return Sentence((Part("Nothing can be told yet of "), title, Part(f": {set_right(proof.decision.because)}")))
    measure = measure_said(effect, proof)
    sure = strength(proof, design)
    if not effect.stands:
        told = "can be told yet" if proof.decision.decided is Decided.UNDECIDED else "is told apart from none"
        range_said = f"{between(effect.low, effect.high, effect.unit)}, {_AT_ANY_TIME}"
        said = (
            Part("No effect of "),
            title,
            Part(" on "),
            *measure,
            Part(f" {told}: {range_said}; {_levels(effect, sure)}."),
        )
        return Sentence(said)
    return Sentence(tuple(_standing(proof, effect, design, sure)))


def _standing(proof: Proof, effect: Effect, design: Design | None, sure: int) -> Iterator[Part]:
    title, measure = Part(short_name(proof.title), is_name=True), measure_said(effect, proof)
    low_high = between(effect.low, effect.high, effect.unit).removesuffix(f" {_unit(effect)}")
    rest = f" ({low_high}, {_AT_ANY_TIME}): {_levels(effect, sure)}"
    says = "went with" if design is None else design.says
    if sure >= 3:
        yield from (title, Part(f" {says.removesuffix(' by')} "), *measure)
        yield Part(f" by {gap(effect.value, effect.unit)}{rest}; {_drawn(proof, effect)}.")
    elif sure == 2:
        yield from (title, Part(f" {says} a change of {gap(effect.value, effect.unit)} in "), *measure)
        yield Part(f", beside those who still waited{rest}; {_people(effect)}, not drawn by chance.")
    else:
        size = gap(abs(effect.value), effect.unit).removeprefix("+")
        yield from (Part("Since "), title, Part(" is shown, "), *measure)
        yield Part(f" is {size} {'lower' if effect.value < 0 else 'higher'} than ")
        yield Part(f"the days before and the others lead to expect{rest}. {weaker(design)}")


def weaker(design: Design | None) -> str:
    """What the weakest words must be followed by: that they are, and what they rest on."""
    if design is None or not design.assumes:
        return "This is weaker evidence: something else may have changed on the same day."
    rests = "; ".join(f"{one[:1].lower()}{one[1:].rstrip('.')}" for one in design.assumes)
    return f"This is weaker evidence: it assumes that {rests}."


def _unit(effect: Effect) -> str:
    return gap(effect.value, effect.unit).partition(" ")[2]


def _levels(effect: Effect, sure: int) -> str:
    """`14.2% of cases with it, 22.3% without`. Without a draw, the latter is what was to be expected."""
    of = effect.unit.removeprefix("share")
    of = of if is_share(effect.unit) else f" {effect.unit}"
    without = "without" if sure >= 3 else "to be expected without it"
    return f"{level(effect.with_it, effect.unit)}{of} with it, {level(effect.without, effect.unit)} {without}"


def _drawn(proof: Proof, effect: Effect) -> str:
    shown, held_out = proof.exposed.shown, proof.exposed.held_out
    if shown is None or held_out is None:
        return f"{_people(effect)}, drawn by chance"
    return f"{shown:,} people were shown it and {held_out:,} held out, drawn by chance"


def _people(effect: Effect) -> str:
    return counted(effect.n, "person", "people")


def harm_sentences(proof: Proof, design: Design | None) -> tuple[Sentence, ...]:
    """Each measure, and each cohort, for which it is told to do harm, in words as strong as the design allows."""
    return tuple(_harm(one, proof, strength(proof, design)) for one in proof.effects if one.harms)


def side_harms(proof: Proof, design: Design | None) -> tuple[Sentence, ...]:
    """The same without the measure that decides: what may be repeated of the intervention tells that already."""
    rest = tuple(one for one in proof.effects if one is not proof.deciding)
    return harm_sentences(replace(proof, effects=rest), design)


def _harm(effect: Effect, proof: Proof, sure: int) -> Sentence:
    where = () if effect.cohort.is_everyone else (Part(" for "), Part(cohort_said(effect), is_name=True))
    worse = {3: "It made worse: ", 2: "It went with worse: "}.get(sure, "Worse than was to be expected: ")
    low_high = between(effect.low, effect.high, effect.unit).removesuffix(f" {_unit(effect)}")
    rest = f", {gap(effect.value, effect.unit)} ({low_high}): {_levels(effect, sure)}."
    return Sentence((Part(worse), *measure_said(effect, proof), *where, Part(rest)))


def cohort_said(effect: Effect) -> str:
    """The effect's cohort in words, short enough for a line."""
    return short_name(who_inside(effect.cohort, "users"))


def for_whom(proof: Proof) -> str:
    """Whom the intervention is for: `everyone`, `buyers in EMEA`."""
    return "everyone" if proof.shipped.cohort.is_everyone else short_name(who_inside(proof.shipped.cohort, "users"))


def verdict(effect: Effect) -> str:
    """`better`, `worse`, or `not told apart` from no effect."""
    return "better" if effect.helps else "worse" if effect.harms else "not told apart"


def decision_to(decision: Decision, interventions: Mapping[str, Intervention]) -> str:
    """For whom, by what, or to whom: `to region DACH`, `by Self-help`, `to the process owner`; empty where open."""
    if decision.to is None:
        return ""
    if decision.decided is Decided.REPLACE:
        found = interventions.get(decision.to)
        return f"by {found.title if found else short_name(words(decision.to))}"
    if decision.decided is Decided.ESCALATE and decision.to in OWNERS:
        return f"to the {OWNERS[decision.to]}"
    return f"to {short_name(decision.to)}"


def reason(proof: Proof) -> str:
    """Why it was decided so; empty where what may be repeated of it says the same."""
    return "" if proof.refused is not None or proof.deciding is None else set_right(proof.decision.because)


def doubts(proof: Proof) -> tuple[str, ...]:
    """What the checks that fail saw, without what it is refused for."""
    return tuple(set_right(one.says) for one in proof.checks if one.holds is False and one.says != proof.refused)


def decision_more(decision: Decision) -> tuple[str, ...]:
    """How long it will still take, and that it is proposed to be taken back, where that is so."""
    waits = (
        () if decision.more_days is None else (f"about {counted(decision.more_days, 'more day')} like those so far",)
    )
    return (*waits, *(("proposed to be retired",) if decision.retire else ()))


def since(proof: Proof, timezone: str) -> str:
    """`since 3 September 2026, 24 days`; once it has ended: `from 3 September to …`."""
    shown = counted(proof.days, "day")
    start = day(proof.shipped.starts_at, timezone)
    if proof.shipped.ends_at is None:
        return f"since {start}, {shown}"
    return f"from {start} to {day(proof.shipped.ends_at, timezone)}, {shown}"


def day_number(when: date, starts_at: datetime, timezone: str) -> int:
    """The day as counted from the start, which is day 1."""
    return (when - starts_at.astimezone(ZoneInfo(timezone)).date()).days + 1


def told_on(proof: Proof, timezone: str) -> str:
    """`first told apart from no effect on day 14`; empty where it is not."""
    if proof.told_on is None:
        return ""
    return f"first told apart from no effect on day {day_number(proof.told_on, proof.shipped.starts_at, timezone)}"


def in_short(proofs: Proofs) -> str:
    """How many there are and what follows: `3 interventions: 1 to expand, 2 undecided`."""
    said = {Decided.UNDECIDED: "undecided"}
    found = [(kind, sum(one.decision.decided is kind for one in proofs.proofs)) for kind in DECISIONS]
    parts = [f"{number} {said.get(kind, f'to {kind.value}')}" for kind, number in found if number]
    return f"{counted(len(proofs.proofs), 'intervention')}: {', '.join(parts)}" if parts else "No intervention yet"
