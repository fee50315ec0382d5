"""In which order a person is offered the answers of a survey."""

from __future__ import annotations

from desirepath.vocabulary.guidance.contents import SurveyChoice

_WORD = 2**32


def ordered(choices: tuple[SurveyChoice, ...], draw: float) -> tuple[SurveyChoice, ...]:
    """The answers in an order that is a person's own: by their draw, so that it stays the same whenever they look.

    No answer is the first for everybody. What counts as `other` stays last.
    """
    mixed = [choice for choice in choices if choice.reason != "other"]
    state = int(draw * 2**52) % _WORD
    for at in range(len(mixed) - 1, 0, -1):
        # A linear congruence modulo 2^32 (Knuth, TAOCP 2, 3.3.4); its high bits are the better ones.
        state = (state * 1_664_525 + 1_013_904_223) % _WORD
        other = state * (at + 1) // _WORD
        mixed[at], mixed[other] = mixed[other], mixed[at]
    return (*mixed, *(choice for choice in choices if choice.reason == "other"))
