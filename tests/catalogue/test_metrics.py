"""What every metric has to keep, ours and strangers'."""

from inspect import signature

import pytest

from desirepath.catalogue import Entry, entries
from desirepath.prove import metrics
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.tables import TABLES
from tests.catalogue.pages import headings, headline
from tests.house.tree import ROOT

METRICS = entries(metrics, "METRIC")
HEADINGS = ["What it tells", "How it is counted", "When it cannot be given", "Source"]
THE_NINE = {
    "process_adherence_rate",
    "workflow_completion_rate",
    "abandonment_rate",
    "tickets_per_active_user",
    "repeat_ticket_drivers",
    "exception_and_rework_rate",
    "self_service_resolution_rate",
    "time_to_proficiency",
    "cohort_variance",
}
each = pytest.mark.parametrize("entry", METRICS.values(), ids=METRICS)


def test_the_nine_metrics_are_there() -> None:
    assert set(METRICS) >= THE_NINE


@each
def test_a_metric_is_called_as_its_file(entry: Entry) -> None:
    assert isinstance(entry.constant, Metric)
    assert entry.constant.name == entry.module.__name__.rpartition(".")[2]


@each
def test_the_docstring_of_a_metric_is_its_page_under_fixed_headings(entry: Entry) -> None:
    assert headline(entry.module).endswith(".")
    assert headings(entry.module) == HEADINGS


@each
def test_a_metric_asks_a_question_and_names_its_unit_and_source(entry: Entry) -> None:
    assert entry.constant.question.endswith("?")
    assert entry.constant.unit
    assert entry.constant.source


@each
def test_a_metric_needs_tables_that_there_are(entry: Entry) -> None:
    assert entry.constant.needs
    assert set(entry.constant.needs) <= set(TABLES)


@each
def test_a_metric_is_measured_from_counts_by_one_function(entry: Entry) -> None:
    assert list(signature(entry.module.measure).parameters) == ["counted"]


@each
def test_a_metric_has_its_page_in_the_reference(entry: Entry) -> None:
    page = (ROOT / "docs" / "reference" / "metrics.md").read_text(encoding="utf-8")
    assert f"`{entry.constant.name}`" in page
