"""An effect as sentences: what may be repeated of it, no stronger than its design allows. For page and terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desirepath.report.effect_figures import between, between_alone, gap, level
from desirepath.report.effect_messages import (
    CHANGED,
    EVIDENCE,
    FOR,
    HARM,
    HARM_BESIDE,
    HIGHER,
    HOW_MANY,
    LEVELS,
    LOWER,
    NONE,
    NONE_YET,
    WENT_WITH,
)
from desirepath.report.friction_sentences import who_inside
from desirepath.report.friction_words import OWNERS
from desirepath.report.kept_sentences import cohort_said as cohort_name
from desirepath.report.kept_sentences import kept
from desirepath.report.sentence_parts import Part, Sentence, in_parts, set_right, short_name
from desirepath.report.spoken import SpokenWords, inside, language, marked, said, said_many
from desirepath.report.wording import (
    count,
    counted,
    day,
    is_share,
    words,
)
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import Decided, Decision, DesignKind, Effect, Proof, Proofs
from desirepath.vocabulary.intervention import Intervention

DECISIONS: Mapping[Decided, str] = SpokenWords(
    {
        Decided.CONTINUE: marked("Continue"),
        Decided.EXPAND: marked("Expand"),
        Decided.REPLACE: marked("Replace"),
        Decided.ESCALATE: marked("Escalate"),
        Decided.UNDECIDED: marked("Undecided"),
    }
)

_MEASURES: Mapping[str, str] = SpokenWords(
    {
        "abandonment_rate": marked("abandonment"),
        "process_adherence_rate": marked("the share of cases kept to the approved path"),
        "workflow_completion_rate": marked("the share of cases completed"),
        "exception_and_rework_rate": marked("exceptions and rework"),
        "tickets_per_active_user": marked("tickets about the workflow"),
        "tickets_elsewhere": marked("tickets about other matters"),
        "abandonment_at_other_steps": marked("abandonment at other steps"),
        "slow_cases": marked("the share of completed cases that took long"),
    }
)
"""A measure as it stands inside a sentence; one that is not here is named by its title."""

_STRONGEST: Mapping[DesignKind, int] = {DesignKind.HOLDOUT: 3, DesignKind.WAVES: 2, DesignKind.EVERYONE: 1}
"""How strong the words may be at most, whatever an entry of the catalogue claims: only a draw by chance is 3."""


def strength(proof: Proof, design: Design | None) -> int:
    """1 for the weakest words, 3 for the strongest; without an entry of the catalogue the weakest."""
    return min(_STRONGEST[proof.shipped.design], 1 if design is None else design.strength)


def evidence_said(proof: Proof, design: Design | None) -> str:
    """How strong the evidence is, in a few words."""
    return said(EVIDENCE[strength(proof, design)])


def is_drawn(proof: Proof, design: Design | None) -> bool:
    """Whether chance drew who was shown it, so that the level beside it is the one without it."""
    return strength(proof, design) >= 3


def without_said(proof: Proof, design: Design | None) -> str:
    """What the level beside it is: that without it where it was drawn, else what was to be expected."""
    return said("without") if is_drawn(proof, design) else said("expected")


def measure_said(effect: Effect, proof: Proof) -> tuple[Part, ...]:
    """The measure inside a sentence: `abandonment at “Attach the quote”`."""
    titled = effect.title if effect.step is None else effect.title.removesuffix(" at the step")
    named = _MEASURES.get(effect.metric) or inside(said(titled)[:1]) + said(titled)[1:]
    if effect.step is None:
        return (Part(named),)
    step = Part(short_name(proof.step_title), is_name=True)
    return in_parts("%(measure)s at “%(step)s”", measure=named, step=step).parts


def told_sentence(proof: Proof, design: Design | None) -> Sentence:
    """What may be repeated of an intervention: its effect, that none can be told, or why nothing can be."""
    title, effect = Part(short_name(said(proof.title)), is_name=True), proof.deciding
    if proof.refused is not None:
        why = set_right(kept(proof.refused))
        return in_parts("Nothing can be told of %(title)s: %(why)s", title=title, why=why)
    if effect is None:
        why = set_right(kept(proof.decision.because))
        return in_parts("Nothing can be told yet of %(title)s: %(why)s", title=title, why=why)
    sure = strength(proof, design)
    if not effect.stands:
        message = NONE_YET if proof.decision.decided is Decided.UNDECIDED else NONE
        return in_parts(
            message,
            title=title,
            measure=measure_said(effect, proof),
            between=between(effect.low, effect.high, effect.unit),
            levels=_levels(effect, sure),
        )
    return _standing(proof, effect, design, sure)


def _standing(proof: Proof, effect: Effect, design: Design | None, sure: int) -> Sentence:
    says = "went with" if design is None else design.says
    told: dict[str, str | Part | tuple[Part, ...]] = {
        "title": Part(short_name(said(proof.title)), is_name=True),
        "measure": measure_said(effect, proof),
        "gap": gap(effect.value, effect.unit),
        "between": between_alone(effect),
        "levels": _levels(effect, sure),
    }
    if sure >= 3:
        return in_parts(CHANGED, **told, changed=said(says.removesuffix(" by")), drawn=_drawn(proof, effect))
    if sure == 2:
        return in_parts(WENT_WITH, **told, went_with=said(says), people=_people(effect))
    told["gap"] = gap(abs(effect.value), effect.unit).removeprefix("+")
    return in_parts(LOWER if effect.value < 0 else HIGHER, **told, weaker=weaker(design))


def weaker(design: Design | None) -> str:
    """What the weakest words must be followed by: that they are, and what they rest on."""
    if design is None or not design.assumes:
        return said("This is weaker evidence: something else may have changed on the same day.")
    assumed = (said(one).rstrip(".") for one in design.assumes)
    rests = "; ".join(f"{inside(one[:1])}{one[1:]}" for one in assumed)
    return said("This is weaker evidence: it assumes that %(rests)s.", rests=rests)


def _levels(effect: Effect, sure: int) -> str:
    """`14.2% of cases with it, 22.3% without`. Without a draw, the latter is what was to be expected."""
    of = said(effect.unit.removeprefix("share").strip() if is_share(effect.unit) else effect.unit)
    with_it = f"{level(effect.with_it, effect.unit)} {of}".strip()
    return said(LEVELS[sure >= 3], with_it=with_it, without=level(effect.without, effect.unit))


def _drawn(proof: Proof, effect: Effect) -> str:
    shown, held_out = proof.exposed.shown, proof.exposed.held_out
    if shown is None or held_out is None:
        return said("%(people)s, drawn by chance", people=_people(effect))
    return said(
        "%(shown)s people were shown it and %(held_out)s held out, drawn by chance",
        shown=count(shown),
        held_out=count(held_out),
    )


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
    where = Part(cohort_said(effect), is_name=True)
    measure = measure_said(effect, proof)
    return in_parts(
        HARM.get(sure, HARM_BESIDE),
        measure=measure if effect.cohort.is_everyone else in_parts(FOR, measure=measure, cohort=where).parts,
        gap=gap(effect.value, effect.unit),
        between=between_alone(effect),
        levels=_levels(effect, sure),
    )


def cohort_said(effect: Effect) -> str:
    """The effect's cohort in words, short enough for a line."""
    return short_name(who_inside(effect.cohort, "users"))


def for_whom(proof: Proof) -> str:
    """Whom the intervention is for: `everyone`, `buyers in EMEA`."""
    if proof.shipped.cohort.is_everyone:
        return said("everyone")
    return short_name(who_inside(proof.shipped.cohort, "users"))


def verdict(effect: Effect) -> str:
    """`better`, `worse`, or `not told apart` from no effect."""
    return said("better") if effect.helps else said("worse") if effect.harms else said("not told apart")


WITHOUT_IT = {
    "those held out": marked("to those who are held out"),
    "those who still wait": marked("to those who still wait"),
}
"""Whom it was for and who has it not yet, as proofs call them."""


def decision_to(decision: Decision, interventions: Mapping[str, Intervention]) -> str:
    """For whom, by what, or to whom: `to region DACH`, `by Self-help`, `to the process owner`; empty where open."""
    if decision.to is None:
        return ""
    if decision.decided is Decided.REPLACE:
        found = interventions.get(decision.to)
        title = said(found.title) if found else short_name(words(decision.to))
        return said("by %(intervention)s", intervention=title)
    if decision.decided is Decided.ESCALATE and decision.to in OWNERS:
        return said("to the %(owner)s", owner=OWNERS[decision.to])
    if decision.to in WITHOUT_IT:
        return said(WITHOUT_IT[decision.to])
    return said("to %(whom)s", whom=short_name(decision.to if language() == "en" else cohort_name(decision.to)))


def reason(proof: Proof) -> str:
    """Why it was decided so; empty where what may be repeated of it says the same."""
    return "" if proof.refused is not None or proof.deciding is None else set_right(kept(proof.decision.because))


def doubts(proof: Proof) -> tuple[str, ...]:
    """What the checks that fail saw, without what it is refused for."""
    return tuple(set_right(kept(one.says)) for one in proof.checks if one.holds is False and one.says != proof.refused)


def decision_more(decision: Decision) -> tuple[str, ...]:
    """How long it will still take, and that it is proposed to be taken back, where that is so."""
    more = []
    if decision.more_days is not None:
        more.append(
            said_many(
                "about %(n)s more day like those so far", "about %(n)s more days like those so far", decision.more_days
            )
        )
    return (*more, *((said("proposed to be retired"),) if decision.retire else ()))


def since(proof: Proof, timezone: str) -> str:
    """`since 3 September 2026, 24 days`; once it has ended: `from 3 September to …`."""
    days = counted(proof.days, "day", "days")
    start = day(proof.shipped.starts_at, timezone)
    if proof.shipped.ends_at is None:
        return said("since %(start)s, %(days)s", start=start, days=days)
    end = day(proof.shipped.ends_at, timezone)
    return said("from %(start)s to %(end)s, %(days)s", start=start, end=end, days=days)


def day_number(when: date, starts_at: datetime, timezone: str) -> int:
    """The day as counted from the start, which is day 1."""
    return (when - starts_at.astimezone(ZoneInfo(timezone)).date()).days + 1


def told_on(proof: Proof, timezone: str) -> str:
    """`first told apart from no effect on day 14`; empty where it is not."""
    if proof.told_on is None:
        return ""
    number = day_number(proof.told_on, proof.shipped.starts_at, timezone)
    return said("first told apart from no effect on day %(n)s", n=number)


def in_short(proofs: Proofs) -> str:
    """How many there are and what follows: `3 interventions: 1 to expand, 2 undecided`."""
    found = [(kind, sum(one.decision.decided is kind for one in proofs.proofs)) for kind in DECISIONS]
    parts = [said(HOW_MANY[kind], n=count(number)) for kind, number in found if number]
    if not parts:
        return said("No intervention yet")
    return f"{counted(len(proofs.proofs), 'intervention', 'interventions')}: {', '.join(parts)}"
