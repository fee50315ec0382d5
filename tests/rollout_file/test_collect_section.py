"""What a rollout file says of events that clients send: the section `collect`, and every mistake in it."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.vocabulary.collecting import Collecting, EventMapping, Literal, Taken
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout_schema import rollout_schema

VALIDATOR = Draft202012Validator(rollout_schema())
HEAD = "rollout: travel\ngo_live: 2025-01-31\n"
WORKFLOWS = "workflows:\n  - {workflow: claim, path: submit approve pay}\n"
TWO = WORKFLOWS + "  - {workflow: trip, path: book go}\n"


def collect(lines: str, workflows: str = WORKFLOWS) -> Collecting:
    found = rollout_from_text(f"{HEAD}collect:\n{lines}{workflows}", "rollout.yaml").collect
    assert found is not None
    return found


def entry(text: str, workflows: str = WORKFLOWS) -> EventMapping:
    return collect(f"  events:\n    - {{{text}}}\n", workflows).events[0]


def mistakes(lines: str, workflows: str = WORKFLOWS) -> str:
    with pytest.raises(BadInput) as refused:
        collect(lines, workflows)
    return str(refused.value)


def test_a_rollout_with_collected_events_needs_no_sources() -> None:
    rollout = rollout_from_text(f"{HEAD}collect: {{keep: [country]}}\n{WORKFLOWS}", "rollout.yaml")
    assert (rollout.sources, rollout.collect) == ((), Collecting(keep=("country",)))


def test_a_rollout_with_collected_events_may_have_other_tables_in_files() -> None:
    text = f"{HEAD}collect: {{keep: [country]}}\nsources: [{{table: people, file: hr.csv}}]\n{WORKFLOWS}"
    assert [source.table for source in rollout_from_text(text, "rollout.yaml").sources] == ["people"]


def test_an_entry_maps_properties_and_literals_to_columns() -> None:
    found = entry("event: Done, where: {app: travel, request.kind: 7}, case: $request.id, activity: pay, channel: $$x")
    assert found == EventMapping(
        event="Done",
        table="events",
        where={("app",): "travel", ("request", "kind"): "7"},
        columns={
            "case_id": Taken(("request", "id")),
            "activity": Literal("pay"),
            "channel": Literal("$x"),
            "workflow": Literal("claim"),
        },
        line=5,
    )


def test_short_and_long_names_of_columns_mean_the_same() -> None:
    assert entry("event: E, case: $a").columns == entry("event: E, case_id: $a").columns
    short, long = (
        f"event: E, table: exposures, {name}: $a, arm: shown" for name in ("intervention", "intervention_id")
    )
    assert entry(short).columns == entry(long).columns


def test_of_several_workflows_an_entry_may_take_its_own_from_a_property() -> None:
    assert entry("event: E, case: $a, workflow: $w", TWO).columns["workflow"] == Taken(("w",))
    assert "workflow" not in entry("event: E, table: searches, query: $q", TWO).columns


def test_the_lists_keep_their_order() -> None:
    found = collect("  keep: [b, a-1]\n  ignore: [Y, X]\n")
    assert (found.keep, found.ignore, found.events) == (("b", "a-1"), ("Y", "X"), ())


ENTRIES = {
    "an_unknown_table": ("event: E, table: tickets", "`table` cannot be `tickets`. There is: `answers`, `events`, `exposures`, `searches`, `signs`."),
    "a_column_of_another_table": ("event: E, case: $a, query: $q", "`query` is not a column of the table `events`."),
    "an_unknown_column": ("event: E, case: $a, colour: $c", "`colour` is not a key of an entry of `events` in `collect`."),
    "no_case": ("event: E, activity: pay", "an entry for the table `events` lacks `case`, the piece of work. Write for example `case: $case`."),
    "no_event": ("case: $a", "an entry of `events` in `collect` lacks `event`, the name that clients give the event; `page: NAME` for a page. Write for example `event: Request Submitted`."),
    "no_step_of_an_answer": ("event: E, table: answers, reason: $r", "an entry for the table `answers` lacks `step`, id of the step."),
    "no_intervention": ("event: E, table: exposures, arm: shown", "lacks `intervention`, which intervention."),
    "an_unknown_workflow": ("event: E, case: $a, workflow: clam", "the workflow `clam` is not defined. Did you mean `claim`?"),
    "an_unknown_step": ("event: E, table: signs, step: aprove, sign: $s", "step `aprove` is not defined. Did you mean `approve`?"),
    "an_unknown_activity": ("event: E, case: $a, activity: Submitt", "the workflow `claim` knows no activity `Submitt`. Did you mean `submit`?"),
    "an_unknown_choice": ("event: E, case: $a, outcome: retuned", "`outcome` cannot be `retuned`. Did you mean `returned`?"),
    "a_count_in_words": ("event: E, table: signs, step: pay, sign: $s, count: two", "`count` is `two`, but must be a whole number."),
    "a_yes_in_words": ("event: E, table: searches, query: $q, resolved: sure", "`resolved` is `sure`, but must be true or false."),
    "one_case_for_all": ("event: E, case: request_id", "`case_id` is `request_id`, one and the same for every event. Take it from a property: `case_id: $request_id`."),
    "one_person_for_all": ("event: E, case: $a, user_id: me", "`user_id` is `me`, one and the same for every event."),
    "no_name_behind_the_sign": ("event: E, case: $", "`case`: `$` names no property. Write a name after the `$`, with dots to go deeper: `$request.id`."),
    "two_dots": ("event: E, case: $a..b", "`case`: `$a..b` names no property."),
    "two_dots_in_a_condition": ("event: E, case: $a, where: {a..b: 1}", "`a..b` in `where` names no property."),
    "an_empty_value": ('event: E, case: ""', "`case` is empty, but must be a text."),
}  # fmt: skip


@pytest.mark.parametrize("name", ENTRIES)
def test_a_mistake_in_an_entry_is_told_with_line_and_mend(name: str) -> None:
    text, told = ENTRIES[name]
    found = mistakes(f"  events:\n    - {{{text}}}\n")
    assert told in found
    assert all(line.startswith("rollout.yaml:5: ") for line in found.splitlines())


SECTIONS = {
    "nothing_in_it": ("  ignore: [X]\n", "rollout.yaml:3: `collect` says neither what to map nor what to keep."),
    "a_column_of_ours": ("  keep: [Outcome]\n", "rollout.yaml:4: `Outcome` is a column of ours, and no property can be kept under its name."),
    "a_name_of_the_store": ("  keep: [received_at]\n", "rollout.yaml:4: `received_at` is a column of ours"),
    "no_name_for_a_column": ("  keep: [Amount Band]\n", "rollout.yaml:4: the property `Amount Band` cannot be a column."),
    "capitals_alone": ("  keep: [country, Country]\n", "rollout.yaml:4: the property `Country` stands twice in `keep`."),
    "mapped_and_ignored": ("  ignore: [E]\n  events:\n    - {event: E, case: $a}\n", "rollout.yaml:4: the event `E` is mapped here, but stands in `ignore` too."),
    "never_reached": ("  events:\n    - {event: E, case: $a}\n    - {event: E, case: $a, where: {x: 1}}\n", "rollout.yaml:6: this entry is never reached: that in line 5 takes its events already."),
    "an_unknown_key": ("  keeps: [a]\n", "rollout.yaml:4: `keeps` is not a key of `collect`. Did you mean `keep`?"),
    "no_list": ("  events: {event: E}\n", "rollout.yaml:4: `events` is a mapping, but must be a list."),
}  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
def test_a_mistake_in_the_section_is_told_with_line_and_mend(name: str) -> None:
    lines, told = SECTIONS[name]
    assert told in mistakes(lines)


def test_one_column_by_two_names_is_told() -> None:
    assert "rollout.yaml:5: `case_id` is filled twice, as `case` and as `case_id`. Keep one of them." in mistakes(
        "  events:\n    - {event: E, case: $a, case_id: $b}\n"
    )


def test_of_several_workflows_an_entry_has_to_say_which() -> None:
    assert "rollout.yaml:5: an entry does not say which of the workflows it means." in mistakes(
        "  events:\n    - {event: E, case: $a}\n", TWO
    )


def test_without_sources_and_without_collect_the_sources_are_missed() -> None:
    with pytest.raises(BadInput, match="a rollout file lacks `sources`, where the data is"):
        rollout_from_text(HEAD + WORKFLOWS, "rollout.yaml")


def test_an_entry_reaches_behind_a_narrower_one() -> None:
    lines = "  events:\n    - {event: E, case: $a, where: {x: 1}}\n    - {event: E, case: $a}\n"
    assert [mapping.line for mapping in collect(lines).events] == [5, 6]


def errors_of(lines: str, workflows: str = WORKFLOWS) -> list[str]:
    """What the published JSON Schema says against the file; dates are texts in it."""
    text = f'rollout: travel\ngo_live: "2025-01-31"\ncollect:\n{lines}{workflows}'
    return [error.message for error in VALIDATOR.iter_errors(YAML(typ="safe", pure=True).load(text))]


@pytest.mark.parametrize(
    "text",
    [
        "event: E, where: {a.b: 1}, case: $a, activity: pay",
        "event: E, case_id: $a, at: $t, user_id: $u, event_id: $i",
        "event: E, table: searches, query: $q",
        "event: E, table: answers, step: $s, reason: policy",
        "event: E, table: signs, step: $s, sign: $s, count: 2",
        "event: E, table: exposures, intervention: $g, arm: shown",
    ],
)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert entry(text).event == "E"
    assert errors_of(f"  events:\n    - {{{text}}}\n") == []


@pytest.mark.parametrize("name", ["an_unknown_table", "a_column_of_another_table", "an_unknown_column", "no_case", "no_event", "no_step_of_an_answer", "no_intervention", "one_column_twice"])  # fmt: skip
def test_what_the_schema_refuses_the_reader_refuses(name: str) -> None:
    text = ENTRIES[name][0] if name in ENTRIES else "event: E, case: $a, case_id: $b"
    lines = f"  events:\n    - {{{text}}}\n"
    assert errors_of(lines)
    assert mistakes(lines)


def test_the_schema_misses_sources_where_nothing_is_collected() -> None:
    assert (
        VALIDATOR.is_valid({"rollout": "r", "go_live": "2025-01-31", "workflows": [{"workflow": "w", "path": "a"}]})
        is False
    )
