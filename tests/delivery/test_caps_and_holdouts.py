"""Caps hold for a person whichever tabs and devices they use at once, and everybody stays on their side of a draw."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desirepath.delivery.decided import claimed, guide_named
from desirepath.delivery.said import Claim
from desirepath.intervene.assign import arm_of, draw_of
from desirepath.warehouse.guidance_store import GuidanceStore
from tests.delivery.made import BANNER, DAY, HOUR, NOW, SURVEY, as_guides, document, guide

PERSON = "4711"
GUIDES = as_guides(
    document(
        guides=[
            guide("often", BANNER, often={"times": 2, "days": 3}),
            guide("seldom", BANNER, often={"times": 1, "days": 9}),
            guide("survey", SURVEY),
            guide("other-survey", SURVEY),
        ],
        limits={"guides_a_day": 3, "surveys_days_apart": 5},
    )
)
NAMES = st.sampled_from([one.id for one in GUIDES.guides])
ROUNDS = st.lists(
    st.tuples(st.integers(0, 30), st.lists(st.lists(NAMES, min_size=1, max_size=4), min_size=2, max_size=4)),
    min_size=1,
    max_size=5,
)
"""Hours that pass, then what each tab or device claims, all of them at once."""


@dataclass
class Shown:
    """What was shown, by guide: the times of it."""

    at: dict[str, list[int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, at: int) -> None:
        with self.lock:
            self.at.setdefault(name, []).append(at)

    def of(self, *names: str) -> list[int]:
        return sorted(at for name in names for at in self.at.get(name, []))


def claims(folder: Path, names: Sequence[str], now: int, shown: Shown, together: threading.Barrier) -> None:
    """One tab after a reload: a connection of its own, that claims one guide after the other."""
    with closing(GuidanceStore(folder)) as store:
        together.wait()
        for name in names:
            wanted = guide_named(GUIDES, name)
            assert wanted is not None
            said = Claim(key="", person=PERSON, guide=name, minutes_from_utc=0)
            if store.change(PERSON, now, claimed(GUIDES, wanted, said, now)) is None:
                shown.add(name, now)


@contextmanager
def at_once(works: Sequence[threading.Thread]) -> Iterator[None]:
    for one in works:
        one.start()
    yield
    for one in works:
        one.join(30)


def most_within(times: Sequence[int], span: int) -> int:
    """The most of these times in any span that is open at one end."""
    return max((sum(start <= at < start + span for at in times) for start in times), default=0)


@given(rounds=ROUNDS)
@settings(max_examples=40, deadline=None)
def test_caps_hold_across_tabs_reloads_and_devices(rounds: list[tuple[int, list[list[str]]]]) -> None:
    shown, now = Shown(), NOW
    with TemporaryDirectory() as made:
        for hours, devices in rounds:
            now += hours * HOUR
            together = threading.Barrier(len(devices))
            works = [
                threading.Thread(target=claims, args=(Path(made), names, now, shown, together)) for names in devices
            ]
            with at_once(works):
                pass
    assert most_within(shown.of("often"), 3 * DAY) <= 2
    assert most_within(shown.of("seldom"), 9 * DAY) <= 1
    assert most_within(shown.of("survey", "other-survey"), 5 * DAY) <= 1
    days = [at // DAY for at in shown.of("often", "seldom", "survey", "other-survey")]
    assert max(map(days.count, days), default=0) <= 3
    first = [name for names in rounds[0][1] for name in names]
    assert shown.at or not first


def test_of_twenty_devices_at_once_exactly_as_many_are_shown_a_guide_as_may_be(tmp_path: Path) -> None:
    shown, together = Shown(), threading.Barrier(20)
    works = [
        threading.Thread(target=claims, args=(tmp_path, ["often", "often"], NOW, shown, together)) for _ in range(20)
    ]
    with at_once(works):
        pass
    assert len(shown.of("often")) == 2


def test_people_do_not_take_showings_from_each_other(tmp_path: Path) -> None:
    wanted = guide_named(GUIDES, "seldom")
    assert wanted is not None
    said = Claim(key="", person=PERSON, guide="seldom", minutes_from_utc=0)
    with ExitStack() as held:
        stores = [held.enter_context(closing(GuidanceStore(tmp_path))) for _ in range(2)]
        answers = [
            store.change(person, NOW, claimed(GUIDES, wanted, said, NOW))
            for person in ("4711", "4712", "4713")
            for store in stores
        ]
    assert answers == [None, "often_enough"] * 3


@given(guide_id=st.text(max_size=20), person=st.text(max_size=20), held_out=st.floats(0, 1))
def test_a_person_stands_on_one_side_of_a_draw_and_a_smaller_holdout_takes_nobody_in(
    guide_id: str, person: str, held_out: float
) -> None:
    if any("\ud800" <= sign <= "\udfff" for sign in guide_id + person):
        return
    side = arm_of(guide_id, person, held_out)
    assert side == arm_of(guide_id, person, held_out)
    assert 0 <= draw_of(guide_id, person) < 1
    assert side == "shown" or arm_of(guide_id, person, min(held_out * 2, 1)) == "held_out"


def test_another_process_finds_everybody_on_the_same_side() -> None:
    people = [str(number) for number in range(200)]
    asks = "import sys; from desirepath.intervene.assign import arm_of; print([arm_of('banner', one, 0.3) for one in sys.argv[1:]])"
    found = subprocess.run([sys.executable, "-c", asks, *people], capture_output=True, text=True, check=True).stdout
    assert found.strip() == str([arm_of("banner", one, 0.3) for one in people])


@given(names=st.lists(NAMES, max_size=12))
@settings(max_examples=40, deadline=None)
def test_who_is_held_out_meets_the_same_caps_as_who_is_not(names: list[str]) -> None:
    sides = {arm_of("often", str(number), 0.5): str(number) for number in range(20)}
    assert set(sides) == {"shown", "held_out"}
    with TemporaryDirectory() as made, closing(GuidanceStore(Path(made))) as store:
        answers = {
            side: [
                store.change(person, NOW, claimed(GUIDES, wanted, said, NOW))
                for name in names
                if (wanted := guide_named(GUIDES, name)) is not None
                for said in [Claim(key="", person=person, guide=name, minutes_from_utc=0)]
            ]
            for side, person in sides.items()
        }
    assert answers["shown"] == answers["held_out"]
