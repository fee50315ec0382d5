"""Cohorts by one cut, by two crossed, and two beside each other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.cohorts.figures import of_cohorts
from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.workspaces.permissions import Role
from desirepath.report.measured import Measured
from desirepath.report.wording import figure, interval
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.runs.kept_values import keep_value
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate
from tests.console.conftest import client_of
from tests.console.stage import Stage

HERE = "/w/ours/r/purchase-requests/cohorts/"
PAGES = ("", "crossed/", "compared/")
FILES = ("cut.csv", "crossed.csv", "compared.csv")
BUYERS = Cohort((("role", "buyer"),))
SignedIn = Callable[[Role], Client]


@pytest.fixture
def found(stage: Stage) -> KeptDiagnosis:
    run = latest_done(stage.rollout.id)
    assert run is not None
    return found_in(run)


@pytest.fixture
def shown(signed_in: SignedIn) -> Callable[..., str]:
    """A page as a viewer has it."""
    return lambda page="", **asked: _text(signed_in(Role.VIEWER), page, **asked)


def _text(client: Client, page: str = "", **asked: str) -> str:
    answer = client.get(HERE + page, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_one_cut_shows_every_value_with_interval_beside_everyone(
    shown: Callable[..., str], found: KeptDiagnosis
) -> None:
    page = shown(cut="role")
    measured = Measured.of(found.study, "purchase_request")
    table = page[page.index("Every figure with its interval") :]
    for value in measured.cohort_values("role"):
        assert f'dir="auto">{value}<' in table
    one = measured.estimate("process_adherence_rate", cohort=BUYERS)
    assert one is not None
    assert f"<b>{figure(one.value, one.unit)}</b><small>{interval(one)}</small><small>n {one.n}</small>" in table
    assert page.count('class="hm"') == 2
    assert 'class="dot one-cut"' in page


def test_what_is_looked_up_is_what_a_search_finds(found: KeptDiagnosis) -> None:
    searched, looked_up = Measured.of(found.study, "purchase_request"), of_cohorts(found.study, "purchase_request")
    cohorts = [EVERYONE, *(cohort for cohort in dict.fromkeys(searched.cohorts()) if len(cohort.pairs) == 1)]
    rows = {(row.metric, row.step) for row in searched.rows}
    for metric, step in rows:
        for cohort in cohorts:
            assert looked_up.row(metric, step=step, cohort=cohort) == searched.row(metric, step=step, cohort=cohort)
    assert len(rows) > 10


def test_another_cut_shows_other_cohorts(shown: Callable[..., str]) -> None:
    page = shown(cut="region")
    assert ">EMEA<" in page
    assert 'dir="auto">buyer<' not in page
    assert '<option value="region" selected>' in page


def test_the_cohort_of_a_line_opens_its_path_map(shown: Callable[..., str], signed_in: SignedIn) -> None:
    (address,) = re.findall(r'href="([^"]*/map/\?[^"]*cohort=role%3Dbuyer)"', shown(cut="role"))
    assert '<option value="role=buyer" selected>' in unescape(signed_in(Role.VIEWER).get(address).content.decode())


def test_two_cuts_crossed_hide_the_same_cells_as_were_found(shown: Callable[..., str], found: KeptDiagnosis) -> None:
    page = shown("crossed/", cut="role", other="region")
    table = found.crossed("purchase_request", ("role", "region"))
    assert table is not None
    assert page.count('class="none untold"') == table.hidden > 0
    assert f"{table.hidden} cells are not shown" in page
    for cell in table.cells:
        if isinstance(one := cell.measures.get("process_adherence_rate"), Estimate):
            said = (
                f"<b>{figure(one.value, one.unit)}</b><small>{interval(one)}</small><small>{cell.people} people</small>"
            )
            assert said in page


def test_a_crossed_table_is_measured_by_what_is_chosen(shown: Callable[..., str]) -> None:
    assert '<h2 id="crossed-title">Abandonment:' in shown("crossed/", measure="abandonment_rate")


def test_a_cut_crossed_with_itself_gets_a_sentence(shown: Callable[..., str]) -> None:
    assert "Choose two different cuts" in shown("crossed/", cut="role", other="role")


def test_two_cohorts_stand_beside_each_other_with_their_difference(shown: Callable[..., str]) -> None:
    page = shown("compared/", one="role=buyer", other="role=requester")
    assert "role buyer" in page
    assert "role requester" in page
    assert page.count('<th scope="rowgroup"') >= 5
    assert "cannot be told apart" in page
    assert "Some people may be in both" not in page


def test_cohorts_of_two_cuts_may_share_people_and_the_page_says_so(shown: Callable[..., str]) -> None:
    assert "Some people may be in both" in shown("compared/", one="role=buyer", other="region=EMEA")
    assert "Some people may be in both" in shown("compared/", one="role=buyer", other="everyone")


def test_without_a_choice_the_first_two_cohorts_are_compared(shown: Callable[..., str]) -> None:
    chosen = re.findall(r'<option value="([^"]*)" selected>', shown("compared/"))
    assert chosen == ["role=approver", "role=buyer"]


def test_a_cohort_beside_itself_gets_a_sentence(shown: Callable[..., str]) -> None:
    assert "Choose two different cohorts" in shown("compared/", one="role=buyer", other="role=buyer")


def test_a_cohort_that_is_not_shown_gets_a_sentence_and_no_figure(shown: Callable[..., str]) -> None:
    page = shown("compared/", one="role=nobody-of-ours", other="role=buyer")
    assert "This cohort is not shown" in page
    assert 'class="t compared"' not in page
    assert "nobody-of-ours" not in page


def test_the_tabs_say_which_one_is_open_and_keep_the_diagnosis(signed_in: SignedIn, stage: Stage) -> None:
    earlier = Run.objects.filter(rollout_id=stage.rollout.id).order_by("pk")[0].pk
    for page in PAGES:
        text = _text(signed_in(Role.VIEWER), page, run=str(earlier))
        assert f'href="{HERE}{page}?run={earlier}" aria-current="page"' in text
        assert f'<input type="hidden" name="run" value="{earlier}">' in text


def test_the_file_of_a_cut_has_steps_too_and_the_figures_of_the_page(signed_in: SignedIn, found: KeptDiagnosis) -> None:
    rows = _rows(signed_in(Role.VIEWER), "cut.csv?cut=role")
    measured = Measured.of(found.study, "purchase_request")
    one = measured.estimate("abandonment_rate", step="quote", cohort=BUYERS)
    assert one is not None
    (row,) = [
        row for row in rows if (row["cohort"], row["metric"], row["step"]) == ("buyer", "abandonment_rate", "quote")
    ]
    assert (row["value"], row["n"], row["unit"]) == (str(one.value), str(one.n), one.unit)
    assert rows[0]["cohort"] == "everyone"
    assert {row["note"] for row in rows if not row["value"]} <= {"few"} | {
        row["note"] for row in rows if row["note"].startswith("Not enough data")
    }


def test_the_file_of_two_cuts_has_few_where_the_page_hides(signed_in: SignedIn, found: KeptDiagnosis) -> None:
    rows = _rows(signed_in(Role.VIEWER), "crossed.csv?cut=role&other=region")
    table = found.crossed("purchase_request", ("role", "region"))
    assert table is not None
    assert sum(row["people"] == "few" for row in rows) == table.hidden
    assert len(rows) == len(table.cells)


def test_the_file_of_two_cohorts_has_both_and_the_difference(signed_in: SignedIn) -> None:
    rows = _rows(signed_in(Role.VIEWER), "compared.csv?one=role%3Dbuyer&other=everyone")
    adherence = [row for row in rows if row["metric"] == "process_adherence_rate"]
    assert [row["cohort"] for row in adherence] == ["role=buyer", "everyone", "difference"]
    one, other, apart = (float(row["value"]) for row in adherence)
    assert one - other == pytest.approx(apart)
    assert adherence[2]["note"] in ("alike", "lower", "higher")


@pytest.mark.parametrize("query", ["crossed.csv?cut=role&other=role", "compared.csv?one=role%3Dnobody"])
def test_a_file_of_nothing_is_not_found(signed_in: SignedIn, query: str) -> None:
    assert signed_in(Role.VIEWER).get(HERE + query).status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_taking_a_table_along_leaves_a_line_in_the_audit_log(signed_in: SignedIn, file: str) -> None:
    signed_in(Role.VIEWER).get(HERE + file)
    line = Entry.objects.latest("number")
    assert (line.verb, line.who, line.about) == ("table.exported", "viewer@ours.example", "purchase-requests")
    assert f"cohorts {file.removesuffix('.csv')}" in line.details


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, page: str) -> None:
    assert client_of(stage.their_seat).get(HERE + page).status_code == 404


@pytest.mark.parametrize("query", ["?workflow=holidays", "?cut=shoe_size"])
@pytest.mark.parametrize("page", ["", "crossed/", "cut.csv", "crossed.csv"])
def test_a_workflow_or_a_cut_that_there_is_not_is_not_found(signed_in: SignedIn, page: str, query: str) -> None:
    assert signed_in(Role.VIEWER).get(HERE + page + query).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_rollout_that_was_never_diagnosed_says_so(signed_in: SignedIn, stage: Stage, page: str) -> None:
    Run.objects.filter(rollout_id=stage.rollout.id).delete()
    assert "Not diagnosed yet" in _text(signed_in(Role.VIEWER), page)


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_without_anything_to_cut_by_pages_say_so_and_files_are_not_found(
    signed_in: SignedIn, found: KeptDiagnosis, page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep_value(tmp_path / "study.kept", replace(found.study, cuts=()))
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: KeptDiagnosis(tmp_path))
    if page.endswith(".csv"):
        assert signed_in(Role.VIEWER).get(HERE + page).status_code == 404
    else:
        assert "No cohorts to compare" in _text(signed_in(Role.VIEWER), page)


def test_a_diagnosis_kept_before_cuts_were_crossed_asks_for_a_new_one(
    signed_in: SignedIn, found: KeptDiagnosis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep_value(tmp_path / "study.kept", found.study)
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: KeptDiagnosis(tmp_path))
    assert "A new diagnosis brings them" in _text(signed_in(Role.VIEWER), "crossed/")


def _rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(HERE + address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
