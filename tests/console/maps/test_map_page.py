"""The path map of any cohort and week stands beside the one of before go-live."""

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
from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.workspaces.permissions import Role
from desirepath.runs.kept_breakdowns import keep_breakdowns
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.breakdowns import Breakdowns, CohortMap
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.study import ProcessMap
from tests.console.conftest import client_of
from tests.console.stage import Stage

HERE = "/w/ours/r/purchase-requests/map/"
BUYERS = Cohort((("role", "buyer"),))
SignedIn = Callable[[Role], Client]


@pytest.fixture
def found(stage: Stage) -> KeptDiagnosis:
    """What the diagnosis that pages show has found."""
    run = latest_done(stage.rollout.id)
    assert run is not None
    return found_in(run)


@pytest.fixture
def shown(signed_in: SignedIn) -> Callable[..., str]:
    """The page as a viewer has it."""
    return lambda **asked: text_of(signed_in(Role.VIEWER), **asked)


def text_of(client: Client, **asked: str) -> str:
    answer = client.get(HERE, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_everyone_since_go_live_stands_beside_before_go_live(shown: Callable[..., str], found: KeptDiagnosis) -> None:
    page = shown()
    since, before = found.study.workflows[0].maps[:2]
    assert [since.period, before.period] == ["since_go_live", "baseline"]
    for drawn in (since, before):
        assert f"{drawn.cases:,} cases of" in page
        assert f"{drawn.cases:,} began" in page
    assert page.index('id="map-now">Since go-live<') < page.index('id="map-before">Before go-live<')


def test_a_cohort_and_a_week_are_chosen_by_the_address(shown: Callable[..., str], found: KeptDiagnosis) -> None:
    page = shown(cohort="role=buyer", period="week_2")
    maps = found.maps("purchase_request", Cohort((("role", "buyer"),)))
    assert f"{maps['week_2'].map.cases:,} cases of {maps['week_2'].people} people · role buyer" in page
    assert f"{maps['baseline'].map.cases:,} cases of {maps['baseline'].people} people · role buyer" in page
    assert '<option value="role=buyer" selected>' in page
    assert '<option value="week_2" selected>' in page
    assert "was not over" not in page


def test_a_week_that_is_not_over_says_so(
    shown: Callable[..., str], found: KeptDiagnosis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    everyones = found.maps("purchase_request", EVERYONE).values()
    maps = tuple(replace(one, partial=one.period == "week_2") for one in everyones)
    (tmp_path / "study.kept").write_bytes((found.folder / "study.kept").read_bytes())
    keep_breakdowns(tmp_path, Breakdowns(maps=maps, crossed=()))
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: KeptDiagnosis(tmp_path))
    assert "Week 2 was not over" in shown(period="week_2")
    assert "was not over" not in shown(period="week_1")


def test_the_choice_has_the_cohorts_that_have_maps_and_no_other(
    shown: Callable[..., str], found: KeptDiagnosis
) -> None:
    offered = set(re.findall(r'<option value="(\w+=[^"]*)"', shown()))
    cohorts = {one.cohort for one in found.breakdowns.maps if not one.cohort.is_everyone}
    assert offered == {f"{cut}={value}" for cohort in cohorts for cut, value in cohort.pairs}
    assert offered


def test_a_cohort_that_is_not_shown_gets_a_sentence_and_no_figure(shown: Callable[..., str]) -> None:
    page = shown(cohort="role=nobody-of-ours")
    assert "This cohort is not shown" in page
    assert "fewer than 10 people" in page
    assert "began" not in page
    assert "nobody-of-ours" not in page


@pytest.mark.parametrize("period", ["week_99", "week_" + "9" * 5000, "baseline", "\x00"])
def test_a_period_without_a_map_gets_a_sentence(shown: Callable[..., str], period: str) -> None:
    page = shown(period=period)
    assert "No map of this period" in page
    assert '<option value="" selected>One that is not shown</option>' in page
    assert 'id="map-before"' in page


def test_a_step_opens_what_is_counted_there(shown: Callable[..., str], found: KeptDiagnosis) -> None:
    closed, opened = shown(), shown(step="quote")
    assert 'id="step-quote" open' in opened
    assert 'id="step-quote" open' not in closed
    quote = _step(found.study.workflows[0].maps[0], "quote")
    table = opened[opened.index('id="step-quote"') :].split("</details>")[0]
    for title in ("Reached", "Passed", "Skipped", "Stopped", "Failed", "Outside"):
        assert f'<th scope="row">{title}' in table
    assert f"{quote[0]:,} reached · {quote[1]:,} stopped" in table


def test_shares_are_rounded_and_not_cut_off(shown: Callable[..., str], found: KeptDiagnosis) -> None:
    page = shown()
    since = found.maps("purchase_request", EVERYONE)["since_go_live"].map
    cut_off = [
        cases for cases in since.verdicts.values() if round(cases / since.cases * 1000) > cases / since.cases * 1000
    ]
    assert cut_off  # 6.09 % would read 6.0 %
    for cases in cut_off:
        assert f'<b>{cases / since.cases * 100:.1f}%</b> <span class="mut">({cases:,})' in page


@pytest.mark.parametrize("asked", [{}, {"period": "week_1"}, {"cohort": "role=buyer"}])
def test_figures_are_rounded_and_said_to_be(
    shown: Callable[..., str], found: KeptDiagnosis, asked: dict[str, str]
) -> None:
    assert "told to the nearest 5 cases, people to the nearest 10" in shown(**asked)
    maps = [one for cohort in (EVERYONE, BUYERS) for one in found.maps("purchase_request", cohort).values()]
    assert {(one.people % 10, one.map.cases % 5) for one in maps} == {(0, 0)}


def test_few_is_explained_where_it_stands(signed_in: SignedIn, found: KeptDiagnosis) -> None:
    one = next(
        (mapped.cohort, period, step.step)
        for mapped in found.breakdowns.maps
        for period, drawn in found.maps(mapped.workflow, mapped.cohort).items()
        for step in drawn.map.steps
        if step.abandoned is None and period.startswith("week_")
    )
    cohort = ";".join(f"{cut}={value}" for cut, value in one[0].pairs)
    page = text_of(signed_in(Role.VIEWER), cohort=cohort, period=one[1], step=one[2])
    table = page[page.index(f'id="step-{one[2]}"') :].split("</details>")[0]
    assert '<td class="n">few</td>' in table
    assert "“few” stands for 1 to 9 cases" in table


def test_both_ways_of_drawing_have_the_map_as_a_picture_with_words(shown: Callable[..., str]) -> None:
    beside, wide = shown(), shown(drawn="wide")
    assert beside.count('class="map column"') == 2
    assert 'class="map wide"' not in beside
    assert wide.count('class="map wide"') == 2
    assert "Process map of" in wide


def test_an_earlier_diagnosis_stays_chosen(signed_in: SignedIn, stage: Stage) -> None:
    earlier = Run.objects.filter(rollout_id=stage.rollout.id).order_by("pk")[0].pk
    page = text_of(signed_in(Role.VIEWER), run=str(earlier))
    assert f'name="run" value="{earlier}"' in page
    assert f"run={earlier}" in page


def test_the_ways_are_taken_along_as_a_file(signed_in: SignedIn, found: KeptDiagnosis) -> None:
    rows = _rows(signed_in(Role.VIEWER), f"{HERE}ways.csv?cohort=role%3Dbuyer&period=week_2")
    maps = found.maps("purchase_request", Cohort((("role", "buyer"),)))
    expected = {
        (period, flow.origin, flow.target, str(flow.cases))
        for period in ("week_2", "baseline")
        for flow in maps[period].map.flows
    }
    assert {(row["period"], row["from"], row["to"], row["cases"]) for row in rows} == expected
    assert {row["cohort"] for row in rows} == {"role=buyer"}
    assert {row["told_to_nearest"] for row in rows} == {"5"}


def test_a_file_says_that_no_map_is_exact(signed_in: SignedIn) -> None:
    rows = _rows(signed_in(Role.VIEWER), f"{HERE}ways.csv?period=week_1")
    assert {(row["period"], row["told_to_nearest"]) for row in rows} == {("week_1", "5"), ("baseline", "5")}


def test_the_steps_are_taken_along_with_few_where_the_page_has_few(signed_in: SignedIn, found: KeptDiagnosis) -> None:
    rows = _rows(signed_in(Role.VIEWER), f"{HERE}steps.csv?period=week_1")
    told = {(row["step"], row["figure"]): row["cases"] for row in rows if row["period"] == "week_1"}
    for step in found.maps("purchase_request", EVERYONE)["week_1"].map.steps:
        assert told[step.step, "stopped"] == ("few" if step.abandoned is None else str(step.abandoned))
    assert len(rows) == 6 * sum(len(one.map.steps) for one in _both(found))


def test_a_file_of_a_cohort_that_is_not_shown_has_no_line(signed_in: SignedIn) -> None:
    assert _rows(signed_in(Role.VIEWER), f"{HERE}ways.csv?cohort=role%3Dnobody") == []


@pytest.mark.parametrize("name", ["ways", "steps"])
def test_taking_a_table_along_leaves_a_line_in_the_audit_log(signed_in: SignedIn, name: str) -> None:
    signed_in(Role.VIEWER).get(f"{HERE}{name}.csv?cohort=role%3Dbuyer")
    line = Entry.objects.latest("number")
    assert (line.verb, line.who, line.about) == ("table.exported", "viewer@ours.example", "purchase-requests")
    assert f'"map {name}"' in line.details
    assert '"role buyer"' in line.details


@pytest.mark.parametrize("page", ["", "ways.csv", "steps.csv"])
def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, page: str) -> None:
    assert client_of(stage.their_seat).get(HERE + page).status_code == 404


@pytest.mark.parametrize("page", ["", "ways.csv", "steps.csv"])
def test_a_workflow_that_there_is_not_is_not_found(signed_in: SignedIn, page: str) -> None:
    assert signed_in(Role.VIEWER).get(f"{HERE}{page}?workflow=holidays").status_code == 404


def test_a_rollout_that_was_never_diagnosed_says_so(signed_in: SignedIn, stage: Stage) -> None:
    Run.objects.filter(rollout_id=stage.rollout.id).delete()
    assert "Not diagnosed yet" in text_of(signed_in(Role.VIEWER))
    assert signed_in(Role.VIEWER).get(HERE + "ways.csv").status_code == 404


def test_a_diagnosis_kept_without_maps_asks_for_a_new_one(
    shown: Callable[..., str], found: KeptDiagnosis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "study.kept").write_bytes((found.folder / "study.kept").read_bytes())
    monkeypatch.setattr("desirepath.console.diagnoses.reads._found_in", lambda _: KeptDiagnosis(tmp_path))
    page = shown()
    assert "No map to show" in page
    assert "A new diagnosis brings them" in page


def _step(drawn: ProcessMap, name: str) -> tuple[int | None, int | None]:
    return next((step.reached, step.abandoned) for step in drawn.steps if step.step == name)


def _both(found: KeptDiagnosis) -> list[CohortMap]:
    maps = found.maps("purchase_request", EVERYONE)
    return [maps["week_1"], maps["baseline"]]


def _rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
