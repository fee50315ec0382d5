"""What became of questions that were asked where help was, as sentences: how many no ticket followed, and what was spared."""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.report.effect_figures import gap
from desirepath.report.sentence_parts import Sentence, in_parts
from desirepath.report.spoken import marked
from desirepath.report.wording import count, figure
from desirepath.vocabulary.effect import Deflection, Spared

PER_WEEK = "per active user and week"
_FOLLOWED = marked(
    "Of %(questions)s questions of %(askers)s people, %(share)s were followed by no ticket of their asker on this step "
    "within three days (between %(low)s and %(high)s)."
)
_FEWER = marked(
    "Beside those held out by chance there were %(fewer)s fewer tickets on it (between %(low)s and %(high)s, however "
    "often it is read): about %(spared)s for every 100 questions."
)
_NOT_TOLD = marked(
    "Whether that spared any ticket cannot be told: beside those held out by chance, tickets on it differ by between "
    "%(low)s and %(high)s, however often it is read."
)
_MORE = marked(
    "Beside those held out by chance there were more tickets on it, not fewer: between %(low)s and %(high)s more, "
    "however often it is read."
)
_NOBODY_BESIDE = marked(
    "Nobody was held out by chance, so it cannot be told how many of these questions would have become tickets."
)


def deflection_sentences(found: Deflection) -> tuple[Sentence, ...]:
    """Two sentences: the share that no ticket followed, and what was spared in comparison."""
    return (_followed(found), *_compared(found.spared))


def _followed(found: Deflection) -> Sentence:
    return in_parts(
        _FOLLOWED,
        questions=count(found.questions),
        askers=count(found.askers),
        share=figure(found.without_ticket, "share"),
        low=figure(found.low, "share"),
        high=figure(found.high, "share"),
    )


def _compared(spared: Spared | None) -> Iterator[Sentence]:
    if spared is None:
        yield in_parts(_NOBODY_BESIDE)
    elif spared.low > 0:
        told = {"fewer": _rate(spared.value), "low": _rate(spared.low), "high": _rate(spared.high)}
        yield in_parts(_FEWER, **told, spared=count(round(100 * spared.by_question)))
    elif spared.high < 0:
        yield in_parts(_MORE, low=_rate(-spared.high), high=_rate(-spared.low))
    else:
        yield in_parts(_NOT_TOLD, low=gap(-spared.high, PER_WEEK), high=gap(-spared.low, PER_WEEK))


def _rate(value: float) -> str:
    return gap(value, PER_WEEK).removeprefix("+")
