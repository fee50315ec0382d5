"""A source that fell silent and a name that changed are told apart from people who stopped."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desirepath.observe.source_health import longest_pause, silent_since
from desirepath.report.html.page import report_page
from desirepath.report.source_warnings import source_warnings
from desirepath.runs.check import check
from desirepath.runs.diagnose import diagnose
from desirepath.study import metric_catalogue
from desirepath.vocabulary.source_health import SourceHealth

MONDAY = date(2025, 9, 1)
ROLLOUT = """
rollout: claims
go_live: 2025-09-15
timezone: Europe/Amsterdam
sources:
  - {table: events, file: "events-*.csv"}
  - {table: tickets, file: tickets.csv}
workflows:
  - workflow: claim
    case_ends_after: 5d
    path: submit approve pay
    old_path: submit approve pay
    steps:
      approve: {activities: [Approve, Sign]}
"""


def silent(_: str) -> None:
    """Show no progress."""


def days(*numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=number) for number in numbers]


def test_the_longest_pause_is_counted_in_whole_days_without_a_row() -> None:
    assert longest_pause(days(0, 1, 4, 5)) == 2
    assert longest_pause(days(0)) == 0


WORKDAYS = [number for number in range(40) if number % 7 < 5]


@pytest.mark.parametrize(("until", "since"), [(45, None), (46, 40), (80, 40)])
def test_silence_is_a_pause_twice_as_long_as_any_before(until: int, since: int | None) -> None:
    # Rows on workdays up to day 39, a Friday: weekends are pauses of two days, so four days more are needed.
    told = silent_since(days(*WORKDAYS, 38, 39), MONDAY + timedelta(days=until - 2))
    assert told == (None if since is None else MONDAY + timedelta(days=since))


def test_a_source_of_few_days_has_no_habit_that_silence_could_break() -> None:
    assert silent_since(days(0, 1, 2), MONDAY + timedelta(days=300)) is None


def made(folder: Path, *, renamed_on: int | None = None, silent_on: int | None = None) -> Path:
    """Ten cases a day for six weeks, a ticket a day; from a day on `Approve` is called `Approve (v2)`, or no ticket comes."""
    rows, tickets = ["case_id,activity,at"], ["ticket_id,opened_at,workflow"]
    for number in range(42):
        at = datetime.combine(MONDAY + timedelta(days=number), datetime.min.time())
        approve = "Approve" if renamed_on is None or number < renamed_on else "Approve (v2)"
        for case in range(10):
            for hour, activity in ((8, "submit"), (9, approve), (10, "pay")):
                rows.append(f"{number}-{case},{activity},{(at + timedelta(hours=hour)).isoformat()}")
        if silent_on is None or number < silent_on:
            tickets.append(f"T{number},{(at + timedelta(hours=9)).isoformat()},claim")
    (folder / "events-1.csv").write_text("\n".join(rows[:400]) + "\n")
    (folder / "events-2.csv").write_text("\n".join([rows[0], *rows[400:]]) + "\n")
    (folder / "tickets.csv").write_text("\n".join(tickets) + "\n")
    (folder / "rollout.yaml").write_text(ROLLOUT)
    return folder / "rollout.yaml"


def health_of(rollout: Path) -> SourceHealth:
    return diagnose(rollout, progress=silent).health


def test_a_sound_log_is_warned_of_nothing_and_its_files_flow_as_one_source(tmp_path: Path) -> None:
    health = health_of(made(tmp_path))
    assert source_warnings(health) == ()
    assert [(flow.source, flow.rows, flow.silent_since) for flow in health.flows] == [
        ("events-*.csv", 1_260, None),
        ("tickets.csv", 42, None),
    ]
    assert {week.share for week in health.unknown} == {0.0}


def test_a_source_that_fell_silent_is_named_with_the_day(tmp_path: Path) -> None:
    rollout = made(tmp_path, silent_on=30)
    [told] = source_warnings(health_of(rollout))
    assert told == (
        "No tickets have come from `tickets.csv` since 1 Oct 2025 (its longest pause before: 0 days). "
        "What is missing after that day is missing data, not a change of habit."
    )
    assert "No tickets have come" in " ".join(warning.what for warning in check(rollout, silent).warnings)


def test_a_renamed_activity_is_told_with_the_name_that_may_be_its_new_one(tmp_path: Path) -> None:
    rollout = made(tmp_path, renamed_on=28)
    health = health_of(rollout)
    [told] = source_warnings(health)
    assert told == (
        "`Approve` (step `approve`) came about 70 times a week, and last on 28 Sep 2025. About then `Approve (v2)` "
        "appeared, which has no place: is it the same under another name?"
    )
    [new] = health.appeared
    assert (new.activity, new.on, new.events, new.share) == ("Approve (v2)", date(2025, 9, 29), 140, 1 / 3)
    assert [round(week.share, 3) for week in health.unknown] == [0, 0, 0, 0, 0.333, 0.333]


def test_what_stopped_before_go_live_was_meant_to(tmp_path: Path) -> None:
    assert [gone.activity for gone in health_of(made(tmp_path, renamed_on=14)).vanished] == []


def test_the_page_says_so_before_any_figure(tmp_path: Path) -> None:
    study = diagnose(made(tmp_path, silent_on=30, renamed_on=28), progress=silent)
    page = report_page(study, metric_catalogue())
    assert page.index("Before you act on it") < page.index("Process map</h3>")
    assert "silent since 1 Oct 2025" in page
    assert "33.3% of the events in the week of 6 Oct 2025" in page
