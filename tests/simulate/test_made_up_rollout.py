"""What a made-up rollout promises, held against its files by other means than those that made them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.simulate.staging import TABLES
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.path import steps_as_written

EMEA_BUYERS = Cohort((("region", "EMEA"), ("role", "buyer")))
FILES = (
    "rollout.yaml",
    "truth.json",
    *(f"{t}.parquet" for t in TABLES),
)
GO_LIVE = datetime(2025, 9, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
AS_OF = GO_LIVE + timedelta(days=45)
FAILED = {
    "Quote field rejected",
    "Validation failed",
    "Returned by approver",
    "Form sent back",
}
LETTERS = {
    "Request drafted": "d",
    "Quote entered": "q",
    "Request validated": "c",
    "Approved by manager": "a",
    "Approved by director": "a",
    "Budget approved": "b",
    "Supplier security cleared": "s",
    "Order placed": "o",
    "Paper form filed": "f",
    "Form signed": "g",
    "Bought with company card": "X",
}
NEW_PATH, OLD_PATH = re.compile("dqc?a(bs|sb)o"), re.compile("fqgbo")


def silent(doing: str) -> None:
    """Progress that nobody watches."""


def drawn(folder: Path, **options: Any) -> Path:
    simulate(SimulationPlan(**options), folder, silent)
    return folder


def truth_in(folder: Path) -> Any:
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def rollout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """About 60,000 events with the usual friction."""
    return drawn(tmp_path_factory.mktemp("made-up") / "out", seed=7, events=60_000)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLES:
            connection.execute(f"CREATE VIEW {table} AS FROM '{folder / table}.parquet'")
        return connection.execute(query).fetchall()


def judged(trace: list[tuple[str, int, str, str | None]]) -> str:
    """A case's verdict by the words of the contract, one event after another."""
    steps, failed, last_at, outside, withdrawn = "", False, 0, False, False
    for activity, at, channel, outcome in trace:
        if activity == "Reminder sent":
            continue
        last_at, outside = (
            at,
            channel != "app" or activity == "Bought with company card",
        )
        withdrawn = withdrawn or activity == "Request withdrawn"
        if activity in FAILED or outcome in {"denied", "corrected"}:
            failed = True
            continue
        letter = LETTERS.get(activity, "?")
        if channel != "app":
            continue
        if failed and letter in steps:
            steps = steps[: steps.rindex(letter)]
        steps, failed = steps + letter, failed and letter == "?"
    if withdrawn:
        return "withdrawn"
    astray = any(channel != "app" for _, _, channel, _ in trace)
    if "o" in steps or outside:
        path = NEW_PATH if trace[0][1] >= GO_LIVE.timestamp() * 1e6 else OLD_PATH
        return "on_path" if path.fullmatch(steps) and not astray else "off_path"
    return "abandoned" if AS_OF.timestamp() * 1e6 - last_at > timedelta(days=7).total_seconds() * 1e6 else "open"


def test_one_seed_gives_the_same_files_byte_for_byte(tmp_path: Path) -> None:
    first = drawn(tmp_path / "first", seed=3, events=5_000)
    second = drawn(tmp_path / "second", seed=3, events=5_000)
    assert digests(first) == digests(second)
    assert sorted(digests(first)) == sorted(FILES)


def test_another_seed_gives_other_events_people_and_tickets(tmp_path: Path) -> None:
    first = digests(drawn(tmp_path / "first", seed=3, events=5_000))
    second = digests(drawn(tmp_path / "second", seed=4, events=5_000))
    assert all(first[f"{table}.parquet"] != second[f"{table}.parquet"] for table in ("events", "people", "tickets"))


@pytest.mark.parametrize("events", [5_000, 60_000, 300_000])
def test_the_number_of_events_is_met_within_five_per_cent(tmp_path: Path, events: int) -> None:
    expected = truth_in(drawn(tmp_path / "out", seed=5, events=events))["expected"]
    assert expected["rows"]["events"] == pytest.approx(events, rel=0.05)


def test_the_truth_counts_the_rows_that_the_files_hold(rollout: Path) -> None:
    counted = {table: rows(rollout, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    assert truth_in(rollout)["expected"]["rows"] == counted


def test_the_verdicts_in_the_truth_are_those_of_a_judge_who_reads_case_by_case(
    rollout: Path,
) -> None:
    traces = defaultdict(list)
    for case, *event in rows(
        rollout,
        'SELECT case_id, activity, epoch_us("at"), channel, outcome FROM events ORDER BY "at"',
    ):
        traces[case].append(tuple(event))
    verdicts: dict[str, Counter[str]] = {
        "before_go_live": Counter(),
        "since_go_live": Counter(),
    }
    for trace in traces.values():
        period = "since_go_live" if trace[0][1] >= GO_LIVE.timestamp() * 1e6 else "before_go_live"
        verdicts[period][judged(trace)] += 1
    told = truth_in(rollout)["expected"]["cases"]
    assert {period: dict(+counts) for period, counts in verdicts.items()} == {
        period: {verdict: cases for verdict, cases in counts.items() if cases} for period, counts in told.items()
    }


def test_cases_given_up_at_the_friction_are_those_without_a_quote(
    rollout: Path,
) -> None:
    counted = rows(
        rollout,
        f"""
        WITH cases AS (
            SELECT case_id, arg_min(user_id, "at") AS user_id, bool_or(activity = 'Quote entered' AND outcome IS NULL) AS quoted,
                   bool_or(activity = 'Request withdrawn') AS withdrawn,
                   max("at") FILTER (activity <> 'Reminder sent') AS last_at
            FROM events GROUP BY case_id HAVING bool_or(activity = 'Request drafted')
        )
        SELECT role = 'buyer' AND region = 'EMEA', count(*)
        FROM cases JOIN people USING (user_id)
        WHERE NOT quoted AND NOT withdrawn AND last_at < TIMESTAMPTZ '{(AS_OF - timedelta(days=7)).astimezone(UTC)}'
        GROUP BY ALL
        """,
    )
    at_step = truth_in(rollout)["expected"]["at_friction_step"]
    assert dict(counted) == {
        True: at_step["cohort"]["abandoned_at_step"],
        False: at_step["everyone_else"]["abandoned_at_step"],
    }


def test_the_planted_friction_is_in_the_cohort_and_nowhere_else(rollout: Path) -> None:
    at_step = truth_in(rollout)["expected"]["at_friction_step"]
    cohort, others = at_step["cohort"], at_step["everyone_else"]
    assert cohort["abandoned_at_step"] / cohort["closed"] > 0.18
    assert others["abandoned_at_step"] / others["closed"] < 0.05


def test_without_friction_the_cohort_gives_up_no_more_than_others(
    tmp_path: Path,
) -> None:
    truth = truth_in(drawn(tmp_path / "out", seed=7, events=60_000, frictions=()))
    at_step = truth["expected"]["at_friction_step"]
    shares = [at_step[group]["abandoned_at_step"] / at_step[group]["closed"] for group in ("cohort", "everyone_else")]
    assert truth["friction"] == []
    assert abs(shares[0] - shares[1]) < 0.02


@pytest.mark.parametrize("step", ["manager", "budget", "order"])
def test_friction_can_be_planted_at_another_step(tmp_path: Path, step: str) -> None:
    friction = Friction(step=step, cohort=EMEA_BUYERS)
    truth = truth_in(drawn(tmp_path / "out", seed=8, events=30_000, frictions=(friction,)))
    at_step = truth["expected"]["at_friction_step"]
    assert truth["friction"][0]["step"] == step
    assert at_step["cohort"]["abandoned_at_step"] / at_step["cohort"]["closed"] > 0.15
    assert at_step["everyone_else"]["abandoned_at_step"] / at_step["everyone_else"]["closed"] < 0.04


def test_no_two_events_of_a_case_share_a_moment_and_all_come_in_the_order_of_time(
    rollout: Path,
) -> None:
    shared = rows(rollout, 'SELECT count(*) - count(DISTINCT (case_id, "at")) FROM events')[0][0]
    moments = [at for (at,) in rows(rollout, 'SELECT epoch_us("at") FROM events')]
    assert shared == 0
    assert moments == sorted(moments)
    assert moments[-1] < AS_OF.timestamp() * 1e6


def test_events_come_in_the_order_of_time_across_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desirepath.simulate.calendar.CASES_A_PIECE", 500)
    folder = drawn(tmp_path / "out", seed=7, events=20_000)
    moments = [at for (at,) in rows(folder, 'SELECT epoch_us("at") FROM events')]
    assert moments == sorted(moments)
    assert len(moments) == truth_in(folder)["expected"]["rows"]["events"]
    assert rows(folder, "SELECT count(*) - count(DISTINCT ticket_id) FROM tickets")[0][0] == 0


def test_people_repeat_and_the_busiest_have_many_times_the_cases_of_most(
    rollout: Path,
) -> None:
    busiest, usual = rows(
        rollout,
        "SELECT max(n), median(n) FROM (SELECT count(DISTINCT case_id) AS n FROM events"
        " WHERE activity IN ('Paper form filed', 'Request drafted') GROUP BY user_id)",
    )[0]
    assert busiest >= 4 * usual
    assert usual > 3


def test_work_is_done_on_weekdays_in_local_office_hours(rollout: Path) -> None:
    begins = rows(rollout, 'SELECT epoch_us(min("at")) FROM events GROUP BY case_id')
    local = [datetime.fromtimestamp(at / 1e6, ZoneInfo("Europe/Amsterdam")) for (at,) in begins]
    in_office = sum(moment.weekday() < 5 and 7 <= moment.hour < 18 for moment in local)
    assert in_office / len(local) > 0.85


def test_everything_that_a_log_can_hold_is_in_it(rollout: Path) -> None:
    expected = truth_in(rollout)["expected"]
    outcomes = {outcome for (outcome,) in rows(rollout, "SELECT DISTINCT outcome FROM events")}
    resolved = {answer for (answer,) in rows(rollout, "SELECT DISTINCT resolved FROM searches")}
    assert outcomes == {None, "corrected", "duplicate", "denied"}  # failed and returned are told by activities
    assert resolved == {True, False, None}
    assert (
        min(
            expected["unknown_events"],
            expected["ignored_events"],
            expected["events_by_email"],
        )
        > 0
    )
    assert min(expected["cases"]["since_go_live"].values()) > 0


def test_tickets_follow_the_friction(rollout: Path) -> None:
    share = dict(
        rows(
            rollout,
            "SELECT role = 'buyer' AND region = 'EMEA', avg((step = 'quote')::INT) FROM tickets JOIN people USING (user_id)"
            f" WHERE opened_at >= TIMESTAMPTZ '{GO_LIVE.astimezone(UTC)}' GROUP BY ALL",
        )
    )
    assert share[True] > share[False] + 0.2


def test_the_rollout_file_is_read_and_says_what_was_drawn(rollout: Path) -> None:
    read = read_rollout(rollout / "rollout.yaml")
    (workflow,) = read.workflows
    activities = {activity for step in workflow.steps for activity in step.activities}
    placed = activities | set(workflow.failures) | {*workflow.outside, *workflow.withdrawn, *workflow.ignore}
    in_log = {activity for (activity,) in rows(rollout, "SELECT DISTINCT activity FROM events")}
    assert (read.go_live, read.as_of) == (GO_LIVE, AS_OF)
    assert in_log - placed == {"Attachment viewed"}
    assert len(steps_as_written(workflow.path)) == 8
    assert all((rollout / source.file).is_file() for source in read.sources)
