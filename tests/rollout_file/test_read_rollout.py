"""What a rollout file says, key by key, and what holds where a key is absent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.connectors.rollout_file.durations import parse_duration
from desirepath.observe.path_notation import parse_path
from desirepath.vocabulary.case import Outcome, Risk, StepKind
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Failure, HourlyCost, LocalDays, Owners, Rollout, Source, Step, Waves
from desirepath.vocabulary.rollout_keys import ROLLOUT

FULL = """\
rollout: travel-2018
title: Travel claims move to the portal
go_live: 2018-01-01
timezone: Europe/Amsterdam
waves: {cut: business_unit, go_live: {65458: 2017-01-01, 0065: 2017-02-01T09:00, other: 2018-01-01}}
baseline: {from: 2017-01-01, to: 2017-12-31}
as_of: 2019-06-30T12:00Z
exclude: [{from: 2018-03-01, to: 2018-03-04, reason: outage}, {from: 2018-05-01}]
owners: {adoption: a@example.com, application: b@example.com, process: c@example.com}
cuts: [role, region, business_unit]
smallest_group: 5
hourly_cost: {amount: 48.5, currency: EUR}
sources:
  - {table: events, file: claims.xes.gz, columns: {user_id: null}}
  - {table: people, file: hr.txt, format: tsv, columns: {user_id: employee_no, grade: Grade}}
workflows:
  - workflow: claim
    title: Domestic travel claim
    case_ends_after: 2w
    minutes: 12
    risk: high
    path: submit (owner | director)? pay
    old_path: submit preapprove pay
    steps:
      submit: {title: Submit, kind: field, changed: true, activities: [Submitted, Sent]}
      pay:
    failures:
      "Rejected: by owner": {step: owner, as: returned}
    outside: ["Paid by hand"]
    withdrawn: ["Taken back"]
    ignore: ["Reminder sent"]
"""
SHORT = """\
rollout: travel
go_live: 2018-01-01
sources:
  - {table: events, file: log.csv}
workflows:
  - workflow: claim
    path: submit pay
"""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def read(text: str) -> Rollout:
    return rollout_from_text(text, "rollout.yaml")


def test_every_key_of_a_rollout_is_read() -> None:
    rollout = read(FULL)
    assert (rollout.id, rollout.title, rollout.timezone) == (
        "travel-2018",
        "Travel claims move to the portal",
        "Europe/Amsterdam",
    )
    assert rollout.go_live == datetime(2018, 1, 1, tzinfo=AMSTERDAM)
    assert rollout.baseline == LocalDays(first=date(2017, 1, 1), last=date(2017, 12, 31))
    assert rollout.as_of == datetime(2019, 6, 30, 14, tzinfo=AMSTERDAM)
    assert rollout.exclude == (
        LocalDays(first=date(2018, 3, 1), last=date(2018, 3, 4), reason="outage"),
        LocalDays(first=date(2018, 5, 1), last=date(2018, 5, 1)),
    )
    assert rollout.owners == Owners(adoption="a@example.com", application="b@example.com", process="c@example.com")
    assert rollout.cuts == ("role", "region", "business_unit")
    assert rollout.smallest_group == 5
    assert rollout.hourly_cost == HourlyCost(amount=48.5, currency="EUR")


def test_values_of_a_cut_are_texts_exactly_as_written() -> None:
    assert read(FULL).waves == Waves(
        cut="business_unit",
        go_live={
            "65458": datetime(2017, 1, 1, tzinfo=AMSTERDAM),
            "0065": datetime(2017, 2, 1, 9, tzinfo=AMSTERDAM),
        },
        otherwise=datetime(2018, 1, 1, tzinfo=AMSTERDAM),
    )


def test_sources_keep_their_line_and_a_null_column_is_not_to_be_used() -> None:
    assert read(FULL).sources == (
        Source(table="events", file="claims.xes.gz", columns={"user_id": None}, line=14),
        Source(
            table="people",
            file="hr.txt",
            format="tsv",
            columns={"user_id": "employee_no", "grade": "Grade"},
            line=15,
        ),
    )


def test_every_key_of_a_workflow_is_read() -> None:
    (claim,) = read(FULL).workflows
    assert (claim.id, claim.title, claim.minutes, claim.risk) == ("claim", "Domestic travel claim", 12.0, Risk.HIGH)
    assert claim.case_ends_after == timedelta(weeks=2)
    assert (claim.path, claim.old_path) == (
        parse_path("submit (owner | director)? pay"),
        parse_path("submit preapprove pay"),
    )
    assert claim.failures == {"Rejected: by owner": Failure(step="owner", outcome=Outcome.RETURNED)}
    assert (claim.outside, claim.withdrawn, claim.ignore) == (("Paid by hand",), ("Taken back",), ("Reminder sent",))


def test_a_step_without_an_entry_is_a_task_whose_activity_is_its_id_and_steps_stand_in_the_order_of_the_paths() -> None:
    (claim,) = read(FULL).workflows
    assert claim.steps == (
        Step(id="submit", title="Submit", kind=StepKind.FIELD, changed=True, activities=("Submitted", "Sent")),
        Step(id="owner", title="owner", activities=("owner",)),
        Step(id="director", title="director", activities=("director",)),
        Step(id="pay", title="pay", activities=("pay",)),
        Step(id="preapprove", title="preapprove", activities=("preapprove",)),
    )


def test_what_a_short_file_leaves_out_has_its_default() -> None:
    rollout = read(SHORT)
    assert (rollout.title, rollout.timezone, rollout.smallest_group, rollout.cuts) == ("travel", "UTC", 10, ())
    assert (rollout.waves, rollout.baseline, rollout.as_of, rollout.exclude) == (None, None, None, ())
    (claim,) = rollout.workflows
    assert (claim.title, claim.case_ends_after, claim.minutes, claim.risk) == (
        "claim",
        timedelta(days=30),
        None,
        Risk.MEDIUM,
    )


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2018-07-01", "2018-06-30T22:00:00+00:00"),
        ("2018-07-01T09:30", "2018-07-01T07:30:00+00:00"),
        ("2018-07-01 09:30:15", "2018-07-01T07:30:15+00:00"),
        ("2018-07-01T09:30Z", "2018-07-01T09:30:00+00:00"),
        ("2018-07-01T09:30:00+05:30", "2018-07-01T04:00:00+00:00"),
        ("2018-07-01 09:30:00.25 +02", "2018-07-01T07:30:00.250000+00:00"),
    ],
)
def test_a_moment_is_in_the_timezone_of_the_rollout_unless_it_names_another(written: str, utc: str) -> None:
    text = SHORT.replace("2018-01-01", f'"{written}"') + "timezone: Europe/Amsterdam\n"
    assert read(text).go_live.astimezone(ZoneInfo("UTC")).isoformat() == utc


def test_a_baseline_may_last_until_the_last_wave_goes_live() -> None:
    waves = "waves: {cut: region, go_live: {EMEA: 2018-04-01}}\nbaseline: {from: 2018-01-01, to: 2018-03-31}\n"
    assert read(SHORT + waves).baseline == LocalDays(first=date(2018, 1, 1), last=date(2018, 3, 31))


def test_a_path_may_go_over_several_lines() -> None:
    text = SHORT.replace("path: submit pay", "path: >\n      submit\n      (check)?\n      pay")
    assert read(text).workflows[0].path_text == "submit (check)? pay"


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("30d", timedelta(days=30)),
        ("12h", timedelta(hours=12)),
        ("45m", timedelta(minutes=45)),
        ("2w", timedelta(weeks=2)),
        ("2 w", timedelta(weeks=2)),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text: str, long: timedelta) -> None:
    assert parse_duration(text) == long


@pytest.mark.parametrize("text", ["", "30", "d", "0d", "-1d", "1.5d", "30 days", "3651d", "999999w", "३d"])
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r"duration|ten years"):
        parse_duration(text)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=8),
    st.sampled_from(["2018-01-01", "events", "a b", "a |", "claim", "30d", "UTC", "other", "EUR"]),
)
NAMES = st.one_of(
    st.sampled_from(
        [key.name for section in (ROLLOUT, *(k.inside for k in ROLLOUT.keys if k.inside)) for key in section.keys]
    ),
    st.text(max_size=5),
    st.integers(0, 9),
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=15,
)


@pytest.mark.parametrize("section", ["waves: {cut: region, go_live: {%s: }}", "collect: {events: [{where: {%s: []}}]}"])
def test_a_control_character_in_a_key_of_the_file_reaches_no_message(section: str) -> None:
    assert_read_or_refused(section % '"\\x1f"')


@given(st.dictionaries(NAMES, ANYTHING, max_size=8))
def test_any_mapping_is_a_rollout_or_bad_input(mapping: dict[Any, Any]) -> None:
    stream = StringIO()
    YAML(typ="safe", pure=True).dump(mapping, stream)
    assert_read_or_refused(stream.getvalue())


@given(st.sampled_from(sorted({key.name for key in ROLLOUT.keys})), ANYTHING)
def test_any_value_of_any_key_of_a_good_file_gives_a_rollout_or_bad_input(name: str, value: Any) -> None:
    good: dict[str, Any] = YAML(typ="safe", pure=True).load(FULL)
    stream = StringIO()
    YAML(typ="safe", pure=True).dump({**good, name: value}, stream)
    assert_read_or_refused(stream.getvalue())


@given(st.text(alphabet=st.sampled_from(list("abc:-[]{}\n\t '\"&*!|>#%@`,?0\u0085\ufeff\u2028é\\x")), max_size=30))
def test_any_text_is_refused_in_words(text: str) -> None:
    assert_read_or_refused(text)


def assert_read_or_refused(text: str) -> None:
    mistakes = mistakes_in(text)
    assert mistakes is None or mistakes
    for mistake in mistakes or ():
        assert mistake.file == "rollout.yaml"
        assert mistake.line is not None
        assert 1 <= mistake.line <= text.count("\n") + 2
        assert str(mistake).isprintable()


def mistakes_in(text: str) -> tuple[Mistake, ...] | None:
    try:
        assert isinstance(read(text), Rollout)
    except BadInput as refused:
        return refused.mistakes
    return None


def test_a_path_whose_orders_cannot_be_counted_is_refused_where_it_stands() -> None:
    steps = " & ".join(f"s{number}" for number in range(16))
    text = f"""
rollout: wide
go_live: 2025-01-31
sources: [{{table: events, file: e.csv}}]
workflows:
  - workflow: work
    path: {steps}
"""
    with pytest.raises(BadInput) as refused:
        rollout_from_text(text, "rollout.yaml")
    [mistake] = refused.value.mistakes
    assert (mistake.code, mistake.line) == ("path_too_large", 7)
