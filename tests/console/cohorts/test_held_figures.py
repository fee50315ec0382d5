"""Figures that are still those of an earlier day say so, on every page that shows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import html

from desirepath.console.cohorts.held_back import held_back
from desirepath.console.workspaces.permissions import Role
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.breakdowns import CrossedCell, CrossedTable
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.held import Held
from tests.console.cohorts.hand_made import BUYERS, CLERKS, kept, measured, share
from tests.console.maps.hand_made import a_map

HERE = "/w/ours/r/purchase-requests/"
SAID = "Some figures are of an earlier day"
ADHERENCE = "process_adherence_rate"
NORTHERN = Cohort((("region", "north"), ("role", "clerk")))


def held(cohort: Cohort, span: str = "since_go_live", workflow: str = "buying") -> Held:
    return Held(workflow=workflow, cohort=cohort, span=span, since=datetime(2026, 9, 14, 12, tzinfo=UTC))


@pytest.fixture
def found() -> KeptDiagnosis:
    cell = CrossedCell(workflow="buying", cohort=NORTHERN, people=40, cases=80, measures={ADHERENCE: share(0.5, 0.1)})
    return kept(
        [measured(ADHERENCE, cohort, share(0.5, 0.1)) for cohort in (EVERYONE, BUYERS, CLERKS)],
        CrossedTable(workflow="buying", cuts=("role", "region"), cells=(cell,), hidden=0),
        maps=[a_map(cohort=cohort) for cohort in (EVERYONE, BUYERS, CLERKS)],
        held=[held(BUYERS), held(BUYERS, "baseline"), held(NORTHERN), held(CLERKS, workflow="selling")],
    )


@pytest.fixture
def said(
    signed_in: Callable[[Role], Client], monkeypatch: pytest.MonkeyPatch, found: KeptDiagnosis
) -> Callable[[str], str]:
    """What a page says of figures that are held back; empty where it says nothing."""
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: found)

    def opened(address: str) -> str:
        page = html.document_fromstring(signed_in(Role.VIEWER).get(HERE + address).content.decode())
        return " ".join(note.text_content() for note in page.xpath('//div[@role="note"]'))

    return opened


@pytest.mark.parametrize(
    "address",
    ["map/?cohort=role%3Dbuyer", "cohorts/?cut=role", "cohorts/compared/?one=role%3Dbuyer&other=role%3Dclerk"],
)
def test_a_page_with_a_cohort_that_is_held_back_says_since_when(said: Callable[[str], str], address: str) -> None:
    note = said(address)
    assert SAID in note
    assert "at least 10 people" in note
    assert "role buyer: known until 14 September 2026" in note
    assert "role buyer, before go-live: known until" in note
    assert "clerk" not in note


def test_a_crossed_table_says_which_of_its_cells_is_held_back(said: Callable[[str], str]) -> None:
    assert "region north, role clerk: known until" in said("cohorts/crossed/?cut=role&other=region")


@pytest.mark.parametrize(
    "address", ["map/", "map/?cohort=role%3Dclerk", "cohorts/compared/?one=role%3Dclerk&other=everyone"]
)
def test_a_page_without_such_a_cohort_says_nothing(said: Callable[[str], str], address: str) -> None:
    assert said(address) == ""


def test_what_is_held_back_in_another_workflow_is_none_of_this_one(found: KeptDiagnosis) -> None:
    assert held_back(found, "buying", [CLERKS]) == ()
    assert [one.title for one in held_back(found, "selling", [CLERKS])] == ["role clerk"]
