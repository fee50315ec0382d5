"""What each source says of a trouble: its sentence, whether it differs, and its marks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desirepath.diagnose.gather import gather
from desirepath.diagnose.held_against import Compared
from desirepath.diagnose.piece import Piece, in_words, parts_of_excess
from desirepath.diagnose.reasons import reasons
from desirepath.diagnose.who import who_has_it
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource
from desirepath.vocabulary.signal import Symptom
from tests.detect.made_up import DRAFT, ORDER, QUOTE, Happens, Told, heard_of, tallies_of, who_of

BUYERS = {"role": "buyer"}
AS_EVER = (Told("tickets", 0.1, since=False), Told("tickets", 0.1))
TABLES = ("tickets", "answers", "searches", "reports", "signs")


def compared(count: float, expected: float, against: str = "before", cases: float = 200) -> Compared:
    return Compared(count=count, expected=expected, cases=cases, p=0.001, against=against)  # type: ignore[arg-type]


def trouble_of(tallies: StepTallies, symptom: Symptom = Symptom.ABANDONMENT_AT_STEP) -> Trouble:
    cohort = Cohort((("role", "buyer"),))
    return Trouble(step=QUOTE, symptom=symptom, cohort=cohort, members=who_of(tallies, BUYERS))


def pieces_of(
    tallies: StepTallies, heard: HeardByTable, symptom: Symptom = Symptom.ABANDONMENT_AT_STEP
) -> dict[EvidenceSource, Piece]:
    return {piece.source: piece for piece in gather(trouble_of(tallies, symptom), tallies, heard)}


def loud() -> tuple[StepTallies, HeardByTable]:
    """All buyers' cases are given up at the quote, and every table has more rows of them there."""
    tallies = tallies_of(
        Happens("stuck", 1.0, who=BUYERS), Happens("failed", 1.0, who=BUYERS), Happens("denied", 1.0, who=BUYERS)
    )
    told = [
        Told(table, rate, step=step, since=since, blocker=BlockerKind.ACCESS_GAP, label="dead_click", who=who)
        for table in TABLES
        for rate, step, since, who in (
            (0.05, QUOTE, False, {}),
            (0.05, DRAFT, True, {}),
            (0.05, ORDER, True, {}),
            (0.05, QUOTE, True, {}),
            (0.5, QUOTE, True, BUYERS),
        )
    ]
    return tallies, heard_of(tallies, *told)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (compared(62, 8), "31 tickets per 100 cases; 4.0 before go-live"),
        (compared(62, 24, "others"), "31 tickets per 100 cases; 12 among all others"),
        (compared(5, 0, "other steps"), "2.5 tickets per 100 cases; 0.0 at the other steps"),
    ],
)
def test_a_comparison_is_told_as_a_rate_beside_the_expected_one(found: Compared, sentence: str) -> None:
    assert in_words(found, "tickets") == sentence


def test_the_parts_of_an_excess_are_drawn_to_nothing_where_there_is_little() -> None:
    # 6 and 3 more than expected, and 3 that are thought to say nothing.
    assert parts_of_excess([compared(7, 1), compared(3, 0), None, compared(1, 2)]).tolist() == [0.5, 0.25, 0.0, 0.0]


def test_every_source_that_there_is_has_one_piece_and_each_says_what_it_counted() -> None:
    pieces = pieces_of(*loud())
    assert set(pieces) == set(EvidenceSource)
    assert all(piece.differs for piece in pieces.values())
    assert pieces[EvidenceSource.EXCEPTIONS].says == "100 failed attempts per 100 cases; 0.0 before go-live"
    assert pieces[EvidenceSource.ACCESS].says == "100 denied attempts per 100 cases; 0.0 before go-live"
    behaviour = pieces[EvidenceSource.BEHAVIOUR].says
    assert behaviour.startswith("100 cases given up or held up per 100 cases; 0.0 before go-live; ")
    assert behaviour.endswith("before go-live, most of them dead click")
    for source in ("tickets", "answers", "searches"):
        assert f" {source} per 100 cases; " in pieces[EvidenceSource(source)].says
    assert " reports of ways beside the system per 100 cases; " in pieces[EvidenceSource.REPORTS].says


def test_a_table_that_is_not_there_says_nothing() -> None:
    tallies, heard = loud()
    for table in ("tickets", "answers", "searches", "reports"):
        less = {name: rows for name, rows in heard.items() if name != table}
        assert set(pieces_of(tallies, less)) == set(EvidenceSource) - {EvidenceSource(table)}


def test_without_a_table_every_other_source_says_the_same() -> None:
    tallies, heard = loud()
    whole = pieces_of(tallies, heard)
    for table in TABLES:
        less = pieces_of(tallies, {name: rows for name, rows in heard.items() if name != table})
        own = EvidenceSource.BEHAVIOUR if table == "signs" else EvidenceSource(table)
        assert {source: piece for source, piece in less.items() if source is not own} == {
            source: piece for source, piece in whole.items() if source is not own
        }


def test_what_texts_speak_of_becomes_the_mark_of_their_blocker() -> None:
    marks = pieces_of(*loud())[EvidenceSource.TICKETS].marks
    parts = {kind: marks[f"tickets: {kind.value}"] for kind in BlockerKind}
    assert parts[BlockerKind.ACCESS_GAP] > 0.95
    assert all(part == 0 for kind, part in parts.items() if kind is not BlockerKind.ACCESS_GAP)


def test_who_asks_again_is_counted_by_person() -> None:
    tallies = tallies_of()
    heard = heard_of(tallies, Told("tickets", 0.01, since=False), Told("tickets", 0.2))
    rows = heard["tickets"].row[heard["tickets"].at(QUOTE, since=True)]
    mine = rows[who_of(tallies, BUYERS)[rows]]
    mark = pieces_of(tallies, heard, Symptom.TICKET_SPIKE)[EvidenceSource.TICKETS].marks["tickets: asked again"]
    assert mark == pytest.approx((len(mine) - len(set(mine.tolist()))) / (len(mine) + 3))


def test_attempts_that_were_sent_back_stand_apart_from_those_that_failed() -> None:
    tallies = tallies_of(
        Happens("slipped", 1.0, who=BUYERS), Happens("failed", 1.0, who=BUYERS), Happens("returned", 1.0, who=BUYERS)
    )
    piece = pieces_of(tallies, {}, Symptom.EXCEPTIONS_RISING)[EvidenceSource.EXCEPTIONS]
    assert piece.says.endswith("; 100 of them sent back per 100 cases; 0.0 before go-live")
    # All 1200 cases of the 60 buyers were sent back, and none failed otherwise.
    assert piece.marks["exceptions: returned"] == pytest.approx(1200 / 1203)
    assert piece.marks["exceptions: failed or corrected"] == 0


def test_where_nothing_is_more_than_usual_no_source_speaks() -> None:
    tallies = tallies_of(Happens("stuck", 0.05, since=False), Happens("stuck", 0.05))
    heard = heard_of(tallies, *AS_EVER, seed=3)
    why = reasons(trouble_of(tallies), tallies, heard)
    assert not why.speak
    assert {piece.weight for piece in why.weighed.evidence} == {0.0}
    [behaviour] = [piece for piece in why.pieces if piece.source is EvidenceSource.BEHAVIOUR]
    assert behaviour.says == "no more than usual is seen in what cases do here"


def test_ordinary_tickets_hardly_ever_differ() -> None:
    tallies = tallies_of()
    seen = [pieces_of(tallies, heard_of(tallies, *AS_EVER, seed=seed))[EvidenceSource.TICKETS] for seed in range(100)]
    # At a chance of 1 in 100, five of 100 come once in three hundred times.
    assert sum(piece.differs for piece in seen) <= 4


def first_cases(first: int, all_of_them: int) -> float:
    """The mark where 3 of 20 cases are first ones, and so many of these and of all are given up."""
    tallies = tallies_of(Happens("cases", 1.0))
    counts = {"entered": (3, 20), "stuck": (first, all_of_them), "slow": (0, 0)}
    for name, (of_first, of_all) in counts.items():
        tallies.first.of_steps[name][QUOTE] = of_first
        tallies.since.of_steps[name][QUOTE] = of_all
    return who_has_it(trouble_of(tallies), tallies)["who: first cases"]


def test_first_cases_that_have_more_of_it_are_told_by_the_logarithm_of_the_ratio() -> None:
    assert first_cases(3, 20) == pytest.approx(0.0, abs=0.01)
    # All of 180 first cases and 1 of 17 later ones: more than e to the 1.5, at which it ends.
    assert first_cases(3, 4) == 1.5
    assert first_cases(0, 17) == -1.5
    # 2 of 3 first cases beside 6 of 17 later ones, of 60 buyers.
    assert first_cases(2, 8) == pytest.approx(math.log((2 / 3) / (6 / 17)), abs=0.05)


def test_newcomers_are_told_apart_where_tenure_is_known() -> None:
    bands = {"tenure": ("2 to 5 years", "under 6 months"), "role": ("buyer", "requester")}
    newcomers = {"tenure": "under 6 months"}
    tallies = tallies_of(Happens("stuck", 0.1), Happens("stuck", 0.3, who=newcomers), cuts=bands)
    assert who_has_it(trouble_of(tallies), tallies)["who: newcomers"] == pytest.approx(math.log(3), abs=0.3)
    assert "who: newcomers" not in who_has_it(trouble_of(tallies_of()), tallies_of())
    assert not np.isnan(list(who_has_it(trouble_of(tallies), tallies).values())).any()
