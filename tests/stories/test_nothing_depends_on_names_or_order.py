"""What is told of a rollout depends on what happened: not on the order of rows, nor on names, and no person shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from desirepath.report.kit.document import document_of as document_file
from desirepath.report.kit.kit import filled_kit
from desirepath.report.kit.workbook import workbook_of
from desirepath.report.terminal import summary
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory
from desirepath.simulate.families import family_plan
from desirepath.study import metric_catalogue
from desirepath.vocabulary.study import Study
from tests.report.read_back import parts
from tests.stories.changed_rollouts import (
    COHORTS,
    PERSONS,
    document_of,
    metrics_taken_out,
    other_names,
    read,
    renamed,
    shuffled,
    without,
)

TABLES = ("tickets", "answers", "searches", "signs", "reports")
OWN = {"signs": "behaviour"}
"""The source of evidence that a table is, where it has another name."""
FLOOR = 10


def drawn_anew(family: str, seed: int) -> DrawnRollout:
    return simulate_in_memory(family_plan(family, "clear", seed, events=16_000, people=240))


@pytest.fixture(scope="module")
def drawn() -> DrawnRollout:
    """With a planted friction, and with every table."""
    rollout = drawn_anew("abandonment_at_step-workflow_friction-one", 2)
    assert {*TABLES, "people"} <= set(rollout.tables)
    assert len(set(rollout.tables["events"]["at"].to_pylist())) == len(rollout.tables["events"])
    return rollout


@pytest.fixture(scope="module")
def study(drawn: DrawnRollout, tmp_path_factory: pytest.TempPathFactory) -> Study:
    found = read(drawn, tmp_path_factory.mktemp("as-drawn") / "it")
    assert found.friction_points
    return found


@pytest.mark.long
def test_the_order_of_the_rows_of_a_table_changes_nothing(drawn: DrawnRollout, study: Study, tmp_path: Path) -> None:
    assert document_of(read(shuffled(drawn, 1), tmp_path / "it")) == document_of(study)


def test_neither_the_order_of_rows_nor_the_names_of_persons_and_cases_change_anything_but_these_names(
    drawn: DrawnRollout, study: Study, tmp_path: Path
) -> None:
    columns = (*PERSONS, "case_id")
    names = other_names(drawn, columns, seed=1)
    other = read(shuffled(renamed(drawn, names, columns), 1), tmp_path / "it")
    assert document_of(other, names) == document_of(study)


@pytest.mark.long
@pytest.mark.parametrize("columns", [PERSONS, ("case_id",), COHORTS], ids=["persons", "cases", "values of cohorts"])
def test_names_change_nothing_but_the_names(
    drawn: DrawnRollout, study: Study, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    names = other_names(drawn, columns, seed=1)
    told, other = document_of(study), document_of(read(renamed(drawn, names, columns), tmp_path / "it"), names)
    if columns == COHORTS:
        told, other = metrics_taken_out(told, other)
    assert other == told


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize(
    "family",
    [
        "two-abandonment_at_step-exceptions_rising",
        "ticket_spike-support_dependency-two",
        "cohort_gap-access_gap-one",
        "mix_shift",
    ],
)
def test_neither_order_nor_names_change_anything_in_other_rollouts(family: str, seed: int, tmp_path: Path) -> None:
    drawn = drawn_anew(family, seed)
    told = document_of(read(drawn, tmp_path / "as-drawn"))
    assert document_of(read(shuffled(drawn, seed), tmp_path / "shuffled")) == told
    for number, columns in enumerate((PERSONS, ("case_id",), COHORTS)):
        names = other_names(drawn, columns, seed)
        other = document_of(read(renamed(drawn, names, columns), tmp_path / f"renamed-{number}"), names)
        one, other = metrics_taken_out(told, other) if columns == COHORTS else (told, other)
        assert other == one


def said_in(document: Mapping[str, Any]) -> dict[tuple[str, ...], dict[str, tuple[str, float]]]:
    """By step, symptom and cohort: what each source says, and its weight."""
    return {
        (point["step"], point["symptom"], json.dumps(point["cohort"])): {
            piece["source"]: (piece["says"], piece["weight"]) for piece in point["evidence"]
        }
        for point in document["friction_points"]
    }


def check_without(table: str, drawn: DrawnRollout, study: Study, folder: Path) -> None:
    whole, less = said_in(diagnosis_document(study)), said_in(diagnosis_document(read(without(drawn, table), folder)))
    assert whole.keys() & less.keys()
    for point in whole.keys() & less.keys():
        own = OWN.get(table, table)
        assert own == "behaviour" or own not in less[point]
        assert {source: said for source, said in less[point].items() if source != own} == {
            source: said for source, said in whole[point].items() if source != own
        }


@pytest.mark.long
def test_without_tickets_every_other_source_says_the_same(drawn: DrawnRollout, study: Study, tmp_path: Path) -> None:
    check_without("tickets", drawn, study, tmp_path / "it")


@pytest.mark.long
@pytest.mark.parametrize("table", TABLES[1:])
def test_without_a_table_every_other_source_says_the_same(
    table: str, drawn: DrawnRollout, study: Study, tmp_path: Path
) -> None:
    check_without(table, drawn, study, tmp_path / "it")


def test_no_output_names_a_person(drawn: DrawnRollout, study: Study) -> None:
    persons = set(drawn.tables["people"]["user_id"].to_pylist())
    shape = re.compile(r"u\d{6}")
    assert all(shape.fullmatch(person) for person in persons)
    outputs = dict(_outputs(study))
    assert len(outputs) == 5
    named = {name: sorted(set(shape.findall(text)) & persons) for name, text in outputs.items()}
    assert named == {name: [] for name in outputs}


def _outputs(study: Study) -> Iterator[tuple[str, str]]:
    kit = filled_kit(study, intervention_catalogue())
    yield "diagnosis.json", json.dumps(diagnosis_document(study))
    yield "page", report_page(study, metric_catalogue(), intervention_catalogue())
    yield "terminal", _printed(study)
    yield "workbook", "".join(parts(workbook_of(kit)).values())
    yield "document", "".join(parts(document_file(kit)).values())


def _printed(study: Study) -> str:
    printed = StringIO()
    Console(file=printed, width=200).print(summary(study, metric_catalogue(), intervention_catalogue()))
    return printed.getvalue()


def people_told(told: Any) -> Iterator[int]:
    """Every number of people in a part of the document."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name == "people" and value is not None:
                yield value
            else:
                yield from people_told(value)
    elif isinstance(told, list):
        for one in told:
            yield from people_told(one)


def test_no_signal_or_friction_point_counts_fewer_people_than_the_floor(study: Study) -> None:
    document = diagnosis_document(study)
    told = [*people_told(document["signals"]), *people_told(document["friction_points"])]
    assert len(told) > 3
    assert min(told) >= FLOOR


def test_under_a_higher_floor_a_smaller_cohort_is_not_named(drawn: DrawnRollout, study: Study, tmp_path: Path) -> None:
    [first, *_] = study.signals
    floor = first.people + 1
    raised = replace(drawn, text=drawn.text.replace("cuts:", f"smallest_group: {floor}\ncuts:", 1))
    found = read(raised, tmp_path / "it")
    assert found.smallest_group == floor
    assert first.cohort not in {point.cohort for point in found.friction_points}
    document = diagnosis_document(found)
    assert all(people >= floor for people in people_told([document["signals"], document["friction_points"]]))
