"""What is said of one thing that a meeting looks at: a sentence that may be repeated, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desirepath.report.effect_sentences import doubts, evidence_said, for_whom, side_harms, since, told_sentence
from desirepath.report.friction_sentences import how_much, how_sure, who, why
from desirepath.report.friction_words import SYMPTOMS
from desirepath.report.kept_sentences import kept
from desirepath.report.sentence_parts import Part, Sentence, in_parts, short_name
from desirepath.report.spoken import first_up, marked, said, said_many
from desirepath.report.weekly.figures_told import FigureTold, figure_told, value_said
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.words import TOO_LITTLE, TOPICS, WHY_SHIPPED
from desirepath.report.wording import counted, metric_title
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.review import ReviewItem, Sight, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSentences:
    """`headline` is what may be repeated, `facts` what stands behind it, `figure` the number with its interval."""

    headline: Sentence
    facts: tuple[Sentence, ...] = ()
    figure: FigureTold | None = None


def sentences_of(item: ReviewItem, known: Known) -> ItemSentences:
    """The sentences of an item, in the language in force."""
    if item.sight is Sight.NOT_ENOUGH_DATA:
        return ItemSentences(headline=_too_little(item))
    headline, facts = _SAYS[item.topic]
    if item.sight is Sight.NOTHING:
        return ItemSentences(headline=_plain(TOPICS[item.topic].quiet), facts=tuple(_of_quiet(item, known)))
    return ItemSentences(
        headline=headline(item, known), facts=tuple(facts(item, known)), figure=figure_told(item, known)
    )


def _plain(text: str) -> Sentence:
    return Sentence((Part(text),))


def _named(text: str) -> Sentence:
    """A sentence that may hold names from the data in any script."""
    return Sentence((Part(text, is_name=True),))


def _too_little(item: ReviewItem) -> Sentence:
    why_not = TOO_LITTLE[item.because] if item.because in TOO_LITTLE else kept(item.because)
    return in_parts("Not enough data: %(because)s.", because=why_not)


def _of_quiet(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    told = figure_told(item, known)
    if item.topic is Topic.REPEAT_TICKETS and item.figure is not None and told is not None:
        category = Part(short_name(item.category or ""), is_name=True)
        yield in_parts(
            "The largest is “%(category)s”: %(share)s of tickets (%(interval)s).",
            category=category,
            share=told.value,
            interval=told.interval,
        )


def _trouble(item: ReviewItem, known: Known) -> Sentence:
    if item.finding is None:
        return _plain("")
    return in_parts(
        "%(who)s %(do)s “%(step)s”: %(how_much)s.",
        who=Part(short_name(who(item.cohort, known.study.unit)), is_name=True),
        do=SYMPTOMS[item.finding.symptom].do,
        step=known.step(item),
        how_much=how_much(item.finding),
    )


def _behind_trouble(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    del known
    yield from _touched(item)
    if item.point is not None:
        yield _plain(f"{how_sure(item.point)}.")
        yield in_parts("Likeliest reason: %(why)s.", why=why(item.point))


def _touched(item: ReviewItem) -> Iterator[Sentence]:
    if item.touched is not None and item.touched.value is not None:
        cases = counted(round(item.touched.value), "case", "cases")
        yield in_parts("%(cases)s more than were to be expected.", cases=cases)


def _tickets(item: ReviewItem, known: Known) -> Sentence:
    share = "" if item.figure is None else value_said(item.figure)
    other = "" if item.beside is None else value_said(item.beside)
    message = _AGAINST_BEFORE if item.beside is None or item.beside.origin.period == "baseline" else _AGAINST_NEXT
    category = Part(short_name(item.category or ""), is_name=True)
    del known
    return in_parts(message, category=category, share=share, other=other)


_AGAINST_BEFORE = marked("“%(category)s” makes %(share)s of the tickets, %(other)s before go-live.")
_AGAINST_NEXT = marked("“%(category)s” makes %(share)s of the tickets, the next category %(other)s.")


def _behind_tickets(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    for one in item.more:
        yield in_parts("%(share)s of those who asked had asked it before.", share=value_said(one))
    if item.point is not None and item.finding is not None:
        yield in_parts(
            "Tickets cluster at “%(step)s”: %(how_much)s.", step=known.step(item), how_much=how_much(item.finding)
        )


def _cohort(item: ReviewItem, known: Known) -> Sentence:
    whom = Part(short_name(who(item.cohort, known.study.unit)), is_name=True)
    is_adherence = item.figure is not None and item.figure.origin.metric == "process_adherence_rate"
    if not is_adherence or item.figure is None or item.beside is None:
        return _trouble(item, known)
    return in_parts(
        "%(who)s are hit hardest: %(value)s kept to the approved path, %(everyone)s of everyone.",
        who=whom,
        value=value_said(item.figure),
        everyone=value_said(item.beside),
    )


def _behind_cohort(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    if item.figure is not None and item.figure.origin.metric == "process_adherence_rate":
        yield _trouble(item, known)
    if item.other_steps:
        yield _plain(
            said_many(
                "A friction point of theirs stands at %(n)s more step.",
                "Friction points of theirs stand at %(n)s more steps.",
                item.other_steps,
            )
        )
    yield from _touched(item)


def _shipped(item: ReviewItem, known: Known) -> Sentence:
    proof = item.proof
    return _plain("") if proof is None else told_sentence(proof, known.designs.get(proof.shipped.design))


def _behind_shipped(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    proof = item.proof
    if proof is None:
        return
    design = known.designs.get(proof.shipped.design)
    yield _named(_where(item, proof, known))
    yield from _exposed(proof)
    yield _plain(f"{first_up(evidence_said(proof, design))}.")
    yield from side_harms(proof, design)
    for one in () if proof.refused is not None else doubts(proof):
        yield in_parts("A check fails: %(doubt)s", doubt=one)


def _where(item: ReviewItem, proof: Proof, known: Known) -> str:
    told = said(
        "At “%(step)s”, for %(whom)s, %(since)s",
        step=known.step(item).text,
        whom=for_whom(proof),
        since=since(proof, known.study.timezone),
    )
    return f"{told} ({WHY_SHIPPED[item.why_shipped]})." if item.why_shipped is not None else f"{told}."


def _exposed(proof: Proof) -> Iterator[Sentence]:
    """How many met it; nothing where that is not told, since it may be below the floor, or tell of few."""
    exposed = proof.exposed
    if exposed.shown is None:
        return
    shown = counted(exposed.shown, "person", "people")
    if not exposed.held_out:
        yield in_parts("Shown to %(shown)s.", shown=shown)
        return
    out = counted(exposed.held_out, "person", "people")
    yield in_parts("Shown to %(shown)s, held out: %(held_out)s.", shown=shown, held_out=out)


def _movement(item: ReviewItem, known: Known) -> Sentence:
    del known
    clear = sum(one.shift is not None and one.shift.is_clear for one in item.moved)
    told = said_many(
        "%(n)s of %(all)s headline figures moved by more than chance would move it.",
        "%(n)s of %(all)s headline figures moved by more than chance would move them.",
        clear,
        all=len(item.moved),
    )
    return _plain(told)


def _behind_movement(item: ReviewItem, known: Known) -> Iterator[Sentence]:
    for one in item.moved:
        if one.shift is None or not (one.shift.is_better or one.shift.is_worse):
            continue
        yield in_parts(
            "%(metric)s: %(now)s, was %(before)s.",
            metric=metric_title(one.metric, known.metrics),
            now=value_said(one.now),
            before="" if one.before is None else value_said(one.before),
        )


_Says = tuple[Callable[[ReviewItem, Known], Sentence], Callable[[ReviewItem, Known], Iterator[Sentence]]]
_SAYS: Mapping[Topic, _Says] = {
    Topic.DROP_OFF: (_trouble, _behind_trouble),
    Topic.REPEAT_TICKETS: (_tickets, _behind_tickets),
    Topic.EXCEPTIONS: (_trouble, _behind_trouble),
    Topic.COHORT_AT_RISK: (_cohort, _behind_cohort),
    Topic.SHIPPED: (_shipped, _behind_shipped),
    Topic.MOVEMENT: (_movement, _behind_movement),
}
