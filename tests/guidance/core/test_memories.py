"""Memories of several devices meet in any order, and no cap is ever exceeded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.intervene.frequency import DAY, KEPT, disturbs, silence_of
from desirepath.intervene.memory import after_case, after_objection, after_outcome, after_showing, merged
from desirepath.intervene.situation import Clock, Memory
from desirepath.vocabulary.guidance.published import Guide, Guides
from tests.guidance.core.cases import document
from tests.guidance.core.drawn_rules import NOW
from tests.guidance.core.generated import CONTENTS

GUIDES = document(
    {
        "guides": [{"id": f"g{at}", "content": content, "fades_after": 3} for at, content in enumerate(CONTENTS)],
        "limits": {"guides_a_day": 2, "surveys_days_apart": 7, "snooze_hours": 5},
    }
)
TIMES = st.integers(NOW - 3 * DAY, NOW)
OUTCOMES = st.sampled_from(["completed", "dismissed", "snoozed", "not_again", "answered"])


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """A memory as it comes about: by showings, outcomes, cases and objections."""
    memory = Memory()
    for _ in range(draw(st.integers(0, 8))):
        guide, now = draw(st.sampled_from(GUIDES.guides)), draw(TIMES)
        match draw(st.sampled_from(["showing", "outcome", "case", "objection"])):
            case "showing":
                memory = after_showing(memory, guide, now)
            case "outcome":
                memory = after_outcome(memory, guide, draw(OUTCOMES), GUIDES, now)
            case "case":
                memory = after_case(memory, "w", draw(st.sampled_from("st")), right=draw(st.booleans()), now=now)
            case _:
                memory = after_objection(memory, objects=draw(st.booleans()), now=now)
    return memory


@given(memories(), memories(), memories())
def test_memories_come_to_the_same_in_whichever_order_and_however_often_they_meet(
    one: Memory, two: Memory, three: Memory
) -> None:
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))
    assert merged(one, one) == merged(one, Memory())
    assert merged(merged(one, two), two) == merged(one, two)


@given(memories(), memories(), st.sampled_from(GUIDES.guides))
def test_what_one_memory_forbids_by_a_showing_a_snooze_or_a_not_again_both_forbid(
    one: Memory, other: Memory, guide: Guide
) -> None:
    lasting = {"over", "snoozed", "often_enough", "enough_today", "asked_lately"}
    before = silence_of(guide, GUIDES, one, Clock(now=NOW))
    if before in lasting:
        assert silence_of(guide, GUIDES, merged(one, other), Clock(now=NOW)) is not None


def limited(times: int, days: int, guides_a_day: int) -> Guides:
    often = {"times": times, "days": days}
    return document(
        {
            "guides": [{"id": f"g{at}", "content": content, "often": often} for at, content in enumerate(CONTENTS)],
            "limits": {"guides_a_day": guides_a_day, "surveys_days_apart": 2, "snooze_hours": 1},
        }
    )


@settings(max_examples=60)
@given(
    st.integers(1, 3),
    st.integers(1, 4),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 6 * DAY), st.integers(0, len(CONTENTS) - 1)), max_size=60),
)
def test_a_memory_that_every_device_asks_never_lets_a_cap_be_exceeded(
    times: int, days: int, guides_a_day: int, wishes: list[tuple[int, int]]
) -> None:
    guides, memory = limited(times, days, guides_a_day), Memory()
    shown: list[tuple[int, Guide]] = []
    for at, number in sorted(wishes, key=lambda wish: wish[0]):
        now, guide = NOW + at, guides.guides[number]
        if silence_of(guide, guides, memory, Clock(now=now)) is None:
            memory = after_showing(memory, guide, now)
            shown.append((now, guide))
    for now, guide in shown:
        of_it = [at for at, other in shown if other.id == guide.id and now - days * DAY < at <= now]
        assert len(of_it) <= times
        today = [at for at, other in shown if disturbs(other) and at // DAY == now // DAY]
        assert len(today) <= guides_a_day
        asked = [at for at, other in shown if other.content.__struct_config__.tag == "survey"]
        assert all(later - before >= 2 * DAY for before, later in pairwise(asked))


def test_two_showings_in_one_millisecond_are_two() -> None:
    guide = GUIDES.guides[0]
    memory = after_showing(after_showing(Memory(), guide, NOW), guide, NOW)
    assert memory.guides[guide.id].shown == (NOW, NOW + 1)


def test_only_the_latest_hundred_showings_are_kept() -> None:
    guide, memory = GUIDES.guides[4], Memory()
    for at in range(150):
        memory = after_showing(memory, guide, NOW + at)
    assert memory.guides[guide.id].shown == tuple(range(NOW + 150 - KEPT, NOW + 150))
