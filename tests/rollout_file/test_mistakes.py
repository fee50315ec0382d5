"""Every mistake of a rollout file, and the sentence that names it: where, what, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout, rollout_from_text
from desirepath.vocabulary.errors import BadInput

GOOD = """\
rollout: travel
go_live: 2025-01-31
sources:
  - {table: events, file: log.csv}
workflows:
  - workflow: claim
    path: submit approve pay
"""


def plus(lines: str) -> str:
    """The good file and further lines."""
    return GOOD + lines


def in_workflow(lines: str) -> str:
    """The good file with further lines in its workflow."""
    return GOOD + "".join(f"    {line}\n" for line in lines.splitlines())


def instead(this: str, that: str) -> str:
    """The good file with one text in place of another."""
    assert this in GOOD
    return GOOD.replace(this, that)


MISTAKES = {
    "an_empty_file": (
        "",
        "rollout.yaml:1: the file is empty, but must be a mapping. Begin with `rollout: an-id`, or draft a file with `desirepath init --from LOG`.",
    ),
    "a_file_that_is_a_list": (
        "- rollout: travel\n",
        "rollout.yaml:1: the file is a list, but must be a mapping. Begin with `rollout: an-id`, or draft a file with `desirepath init --from LOG`.",
    ),
    "a_tab_in_the_indentation": (
        "rollout: travel\nsources:\n\t- {table: events}\n",
        "rollout.yaml:3: this is not YAML: found character '\\t' that cannot start any token. Indent with blanks, not with tabs.",
    ),
    "an_unclosed_bracket": (
        "rollout: travel\ncuts: [role\nworkflows: []\n",
        "rollout.yaml:3: this is not YAML: expected ',' or ']', but got ':'. Check the indentation, and put a text that holds `: ` or ` #` in quotes.",
    ),
    "a_second_document": (
        "rollout: a\n---\nrollout: b\n",
        "rollout.yaml:2: a second document begins. Write one document.",
    ),
    "an_alias": ("rollout: &a travel\ntitle: *a\n", "rollout.yaml:2: `*a` is an alias. Write the value out."),
    "a_tag": (
        "rollout: !!python/name:os.system x\n",
        "rollout.yaml:1: `tag:yaml.org,2002:python/name:os.system` is a YAML tag. Write the plain value.",
    ),
    "nesting_too_deep": (
        "rollout: " + "[" * 30 + "]" * 30 + "\n",
        "rollout.yaml:1: the file nests deeper than 20 levels. Flatten it.",
    ),
    "a_list_as_a_key": (
        "? [a, b]\n: c\n",
        "rollout.yaml:1: a list or a mapping stands where a key has to. Check the indentation, and put a text that holds `: ` or ` #` in quotes.",
    ),
    "an_unknown_key": (
        plus("golive: 2025-01-31\n"),
        "rollout.yaml:8: `golive` is not a key of a rollout file. Did you mean `go_live`?",
    ),
    "a_repeated_key": (
        plus("rollout: other\n"),
        "rollout.yaml:8: `rollout` stands twice in a rollout file. It stands in line 1 already.",
    ),
    "a_missing_key": (
        instead("go_live: 2025-01-31\n", ""),
        "rollout.yaml:1: a rollout file lacks `go_live`, when the change came: a date, or a date and time, in the timezone. Write for example `go_live: 2025-01-31`.",
    ),
    "an_empty_value": (
        instead("go_live: 2025-01-31", "go_live:"),
        "rollout.yaml:2: `go_live` is empty. Write for example `go_live: 2025-01-31`.",
    ),
    "a_rollout_id_in_capitals": (
        instead("rollout: travel", "rollout: Travel Claims"),
        "rollout.yaml:1: `rollout` is `Travel Claims`, but must be an id of small letters, digits and `-`. Write for example `rollout: travel-2025`.",
    ),
    "a_go_live_in_another_order": (
        instead("2025-01-31", "31.01.2025"),
        "rollout.yaml:2: `go_live` is `31.01.2025`, but must be a date as YYYY-MM-DD, or a date and time as YYYY-MM-DDTHH:MM. Write for example `go_live: 2025-01-31`.",
    ),
    "a_day_that_does_not_exist": (
        instead("2025-01-31", "2025-02-30"),
        "rollout.yaml:2: `go_live`: `2025-02-30` is not a day of the calendar. Write for example `go_live: 2025-01-31`.",
    ),
    "a_year_out_of_range": (
        instead("2025-01-31", "0025-01-31"),
        "rollout.yaml:2: `go_live`: the year 25 is not between 1970 and 2199. Write for example `go_live: 2025-01-31`.",
    ),
    "an_hour_that_does_not_exist": (
        instead("2025-01-31", "2025-01-31T25:00"),
        "rollout.yaml:2: `go_live`: `2025-01-31T25:00` is not a time of the day. Hours go from 00 to 23, minutes and seconds from 00 to 59.",
    ),
    "a_go_live_that_is_a_list": (
        instead("2025-01-31", "[2025-01-31]"),
        "rollout.yaml:2: `go_live` is a list, but must be a date as YYYY-MM-DD, or a date and time as YYYY-MM-DDTHH:MM. Write for example `go_live: 2025-01-31`.",
    ),
    "a_misspelt_timezone": (
        plus("timezone: Europe/Amsterdm\n"),
        "rollout.yaml:8: `Europe/Amsterdm` is not the name of a timezone. Did you mean `Europe/Amsterdam`?",
    ),
    "a_timezone_that_nobody_knows": (
        plus("timezone: X9\n"),
        "rollout.yaml:8: `X9` is not the name of a timezone. Write for example `timezone: Europe/Amsterdam`.",
    ),
    "waves_without_a_cut": (
        plus("waves: {go_live: {north: 2025-01-01}}\n"),
        "rollout.yaml:8: `waves` lacks `cut`, the cut whose values went live on different days. Write for example `cut: business_unit`.",
    ),
    "a_wave_without_a_date": (
        plus("waves: {cut: region, go_live: {65458: soon}}\n"),
        "rollout.yaml:8: `65458` is `soon`, but must be a date as YYYY-MM-DD, or a date and time as YYYY-MM-DDTHH:MM. Write for example `65458: 2025-01-31`.",
    ),
    "waves_that_are_a_text": (
        plus("waves: region\n"),
        "rollout.yaml:8: `waves` is `region`, but must be a mapping. It has the keys `cut`, `go_live`.",
    ),
    "waves_that_name_no_value": (
        plus("waves: {cut: region, go_live: {}}\n"),
        "rollout.yaml:8: `go_live` of `waves` names no value of the cut.",
    ),
    "a_value_of_the_waves_that_comes_twice": (
        plus("waves: {cut: unit, go_live: {65458: 2025-01-01, 65458: 2025-02-01}}\n"),
        "rollout.yaml:8: `65458` stands twice in `go_live`. It stands in line 8 already.",
    ),
    "a_baseline_after_go_live": (
        plus("baseline: {from: 2025-01-01, to: 2025-01-31}\n"),
        "rollout.yaml:8: the baseline ends on 2025-01-31, but the rollout went live on 2025-01-31. End it on 2025-01-30 or earlier.",
    ),
    "a_baseline_that_ends_before_it_begins": (
        plus("baseline: {from: 2024-12-31, to: 2024-10-01}\n"),
        "rollout.yaml:8: the days end on 2024-10-01, before they begin on 2024-12-31. Swap `from` and `to`.",
    ),
    "a_baseline_with_a_time": (
        plus("baseline: {from: 2024-10-01T10:00, to: 2024-12-31}\n"),
        "rollout.yaml:8: `from` is `2024-10-01T10:00`, but must be a date as YYYY-MM-DD. Write for example `from: 2024-10-01`.",
    ),
    "an_as_of_in_words": (
        plus("as_of: yesterday\n"),
        "rollout.yaml:8: `as_of` is `yesterday`, but must be a date as YYYY-MM-DD, or a date and time as YYYY-MM-DDTHH:MM. Write for example `as_of: 2025-06-30`.",
    ),
    "excluded_days_that_are_no_list": (
        plus("exclude: {from: 2025-03-01, to: 2025-03-04}\n"),
        "rollout.yaml:8: `exclude` is a mapping, but must be a list. Write for example `exclude: [{from: 2025-03-01, to: 2025-03-04, reason: outage}]`.",
    ),
    "an_owner_who_is_a_list": (
        plus("owners: {process: [a@example.com]}\n"),
        "rollout.yaml:8: `process` is a list, but must be a text. Write for example `process: process@example.com`.",
    ),
    "an_owner_of_something_else": (
        plus("owners: {proces: a@example.com}\n"),
        "rollout.yaml:8: `proces` is not a key of `owners`. Did you mean `process`?",
    ),
    "cuts_that_are_one_text": (
        plus("cuts: role\n"),
        "rollout.yaml:8: `cuts` is `role`, but must be a list. Write for example `cuts: [role, region, tenure]`.",
    ),
    "a_cut_that_comes_twice": (
        plus("cuts: [role, role]\n"),
        "rollout.yaml:8: cut `role` stands twice in `cuts`. Keep it once.",
    ),
    "a_cut_by_an_id": (
        plus("cuts: [user_id]\n"),
        "rollout.yaml:8: `user_id` is an id, and an id is never a cohort. Cut by what people share: role, region, tenure, business_unit.",
    ),
    "a_group_too_small": (
        plus("smallest_group: 3\n"),
        "rollout.yaml:8: `smallest_group` is 3, but groups smaller than 5 would point at persons. Write 5 or more; the default is 10.",
    ),
    "a_group_in_quotes": (
        plus('smallest_group: "10"\n'),
        "rollout.yaml:8: `smallest_group` is the text `10`, but must be a whole number. Write for example `smallest_group: 10`.",
    ),
    "a_cost_below_zero": (
        plus("hourly_cost: {amount: -1, currency: EUR}\n"),
        "rollout.yaml:8: `amount` is `-1`, but must be a number above 0. Write for example `amount: 48`.",
    ),
    "a_currency_sign": (
        plus("hourly_cost: {amount: 48, currency: €}\n"),
        "rollout.yaml:8: `currency` is `€`, but must be a currency in three capital letters. Write for example `currency: EUR`.",
    ),
    "no_source": (
        instead("sources:\n  - {table: events, file: log.csv}\n", "sources: []\n"),
        "rollout.yaml:3: `sources` is an empty list. Write for example `sources: [{table: events, file: events.csv}]`.",
    ),
    "no_source_with_events": (
        instead("table: events", "table: people"),
        "rollout.yaml:3: no source holds the table `events`. Add `- {table: events, file: events.csv}`: without events there is nothing to diagnose.",
    ),
    "a_table_that_is_misspelt": (
        instead("table: events", "table: event"),
        "rollout.yaml:4: `table` cannot be `event`. Did you mean `events`?",
    ),
    "a_source_without_a_file": (
        instead(", file: log.csv", ""),
        "rollout.yaml:4: a source lacks `file`. Write for example `file: events.csv`, or `query: SELECT …` in its place.",
    ),
    "a_format_that_nobody_reads": (
        instead("log.csv", "log.csv, format: cvs"),
        "rollout.yaml:4: `format` cannot be `cvs`. Did you mean `csv`?",
    ),
    "a_column_the_wrong_way_round": (
        instead(
            "- {table: events, file: log.csv}",
            "- {table: events, file: log.csv}\n  - {table: tickets, file: t.csv, columns: {Opened: opened_at}}",
        ),
        "rollout.yaml:5: `Opened` is not a column of the table `tickets`. Did you mean `opened_at`? On the left stands our name, on the right the file's.",
    ),
    "a_needed_column_set_to_null": (
        instead("log.csv", "log.csv, columns: {case_id: null}"),
        "rollout.yaml:4: the table `events` cannot do without `case_id`. Write the file's name for it in place of null: `case_id: …`.",
    ),
    "a_column_that_is_a_list": (
        instead("log.csv", "log.csv, columns: {case_id: [a, b]}"),
        "rollout.yaml:4: `case_id` is a list, but must be a text. Write for example `case_id: Claim Number`.",
    ),
    "no_workflow": (
        GOOD[: GOOD.index("workflows")] + "workflows: []\n",
        "rollout.yaml:5: `workflows` is an empty list. Write for example `workflows: [{workflow: claim, path: submit approve pay}]`.",
    ),
    "a_workflow_that_is_no_list_item": (
        GOOD[: GOOD.index("workflows")] + "workflows: {workflow: claim, path: a b}\n",
        "rollout.yaml:5: `workflows` is a mapping, but must be a list. Write for example `workflows: [{workflow: claim, path: submit approve pay}]`.",
    ),
    "a_workflow_id_with_a_blank": (
        instead("workflow: claim", "workflow: travel claim"),
        "rollout.yaml:6: `workflow` is `travel claim`, but must be an id: a letter, then letters, digits, `_` or `-`. Write for example `workflow: claim`.",
    ),
    "two_workflows_with_one_id": (
        plus("  - {workflow: claim, path: a b}\n"),
        "rollout.yaml:8: workflow `claim` is there already, in line 6. Give each workflow an id of its own.",
    ),
    "a_workflow_without_a_path": (
        instead("    path: submit approve pay\n", ""),
        "rollout.yaml:6: a workflow lacks `path`, the approved path. Write its steps in order, for example `path: submit approve pay`.",
    ),
    "a_workflow_by_a_bpmn_file_that_is_not_there": (
        instead("path: submit approve pay", "bpmn: models/claim.bpmn#Process_1"),
        "rollout.yaml:7: there is no BPMN file `models/claim.bpmn`. Check the name; it is relative to the folder of the rollout file.",
    ),
    "a_workflow_by_path_and_bpmn": (
        in_workflow("bpmn: claim.bpmn"),
        "rollout.yaml:8: `bpmn` names the approved path, but `path` in line 7 does so too. Keep one of them.",
    ),
    "a_path_that_is_not_closed": (
        instead("submit approve pay", "submit (approve pay"),
        "rollout.yaml:7: `path`: `(` is never closed at column 8. Write the `)` where the group ends.",
    ),
    "a_path_that_is_empty": (
        instead("submit approve pay", '""'),
        "rollout.yaml:7: `path`: the path is empty at column 1. Write its steps in order, for example `submit approve pay`.",
    ),
    "a_path_with_arrows": (
        instead("submit approve pay", "submit -> pay"),
        "rollout.yaml:7: `path`: `->` is not part of the notation at column 8. Write a blank between steps in order.",
    ),
    "an_old_path_that_dangles": (
        in_workflow("old_path: submit |"),
        "rollout.yaml:8: `old_path`: `|` has no step after it at column 8. Write the step that it joins, or remove it.",
    ),
    "a_case_end_without_a_unit": (
        in_workflow("case_ends_after: 30"),
        "rollout.yaml:8: `case_ends_after` is `30`, but must be a number and a unit (`w`, `d`, `h`, `m`), ten years at most. Write for example `case_ends_after: 30d`.",
    ),
    "minutes_of_zero": (
        in_workflow("minutes: 0"),
        "rollout.yaml:8: `minutes` is `0`, but must be a number above 0. Write for example `minutes: 12`.",
    ),
    "a_risk_that_is_none": (
        in_workflow("risk: huge"),
        "rollout.yaml:8: `risk` cannot be `huge`. There is: `high`, `low`, `medium`.",
    ),
    "a_step_that_the_path_misspells": (
        instead("submit approve pay", "submit aprove pay") + "    steps:\n      approve: {title: Approve}\n",
        "rollout.yaml:7: step `aprove` is not defined. Did you mean `approve`?",
    ),
    "a_step_in_no_path": (
        in_workflow("steps:\n  archive: {title: Archive}"),
        "rollout.yaml:9: step `archive` stands in `steps`, but in no path. There is: `approve`, `pay`, `submit`.",
    ),
    "a_step_of_an_unknown_kind": (
        in_workflow("steps:\n  pay: {kind: aproval}"),
        "rollout.yaml:9: `kind` cannot be `aproval`. Did you mean `approval`?",
    ),
    "a_step_with_an_unknown_key": (
        in_workflow("steps:\n  pay: {activites: [Paid]}"),
        "rollout.yaml:9: `activites` is not a key of a step. Did you mean `activities`?",
    ),
    "a_step_whose_activities_are_one_text": (
        in_workflow("steps:\n  pay: {activities: Paid}"),
        'rollout.yaml:9: `activities` is `Paid`, but must be a list. Write for example `activities: ["Approved by manager"]`.',
    ),
    "a_step_without_any_activity": (
        in_workflow("steps:\n  pay: {activities: []}"),
        "rollout.yaml:9: step `pay` has no activity. Name at least one, or remove the key.",
    ),
    "a_step_that_comes_twice": (
        in_workflow("steps:\n  pay: {title: Pay}\n  pay: {title: Paid}"),
        "rollout.yaml:10: `pay` stands twice in `steps`. It stands in line 9 already.",
    ),
    "changed_in_words": (
        in_workflow("steps:\n  pay: {changed: yes}"),
        "rollout.yaml:9: `changed` is `yes`, but must be true or false. Write for example `changed: true`.",
    ),
    "a_failure_at_an_unknown_step": (
        in_workflow("failures:\n  Rejected: {step: aprove, as: returned}"),
        "rollout.yaml:9: step `aprove` is not defined. Did you mean `approve`?",
    ),
    "a_failure_that_is_ok": (
        in_workflow("failures:\n  Rejected: {step: approve, as: ok}"),
        "rollout.yaml:9: `as` cannot be `ok`. There is: `corrected`, `denied`, `duplicate`, `failed`, `returned`.",
    ),
    "a_failure_without_its_step": (
        in_workflow("failures:\n  Rejected: {as: returned}"),
        "rollout.yaml:9: a failure lacks `step`, the step at which the attempt went wrong. Write for example `step: approve`.",
    ),
    "an_activity_in_two_steps": (
        in_workflow("steps:\n  submit: {activities: [Sent]}\n  pay: {activities: [Sent]}"),
        "rollout.yaml:10: activity `Sent` is placed twice: in step `submit` (line 9) and in step `pay`. Keep it in one place.",
    ),
    "an_activity_in_a_step_and_outside": (
        in_workflow("outside: [pay]"),
        "rollout.yaml:8: activity `pay` is placed twice: in step `pay` (line 7) and in `outside`. Keep it in one place.",
    ),
    "an_activity_that_fails_and_is_ignored": (
        in_workflow("failures:\n  Rejected: {step: approve, as: returned}\nignore: [Rejected]"),
        "rollout.yaml:10: activity `Rejected` is placed twice: in `failures` (line 9) and in `ignore`. Keep it in one place.",
    ),
    "an_activity_that_is_empty": (
        in_workflow('ignore: [""]'),
        'rollout.yaml:8: `ignore` is empty, but must be a text. Write for example `ignore: ["Reminder sent"]`.',
    ),
    "a_title_with_a_control_character": (
        plus('title: "ring\\a"\n'),
        "rollout.yaml:8: `title` holds a control character. Remove it.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_line_and_mend(name: str) -> None:
    text, says = MISTAKES[name]
    with pytest.raises(BadInput) as refused:
        rollout_from_text(text, "rollout.yaml")
    assert str(refused.value) == says


def test_the_file_that_the_mistakes_are_made_in_is_good() -> None:
    assert rollout_from_text(GOOD, "rollout.yaml").id == "travel"


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = plus("cuts: role\n").replace("2025-01-31", "soon").replace("pay", "(pay")
    with pytest.raises(BadInput) as refused:
        rollout_from_text(text, "rollout.yaml")
    assert [(one.line, one.code) for one in refused.value.mistakes] == [
        (2, "wrong_value"),
        (7, "unreadable_path"),
        (8, "wrong_type"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"rollout: travel\ntitle: caf\xe9\n", "{file}:2: this is not UTF-8 text. Save it as UTF-8."),
        (
            b"#" * 1_000_001,
            (
                "{file}: the file is larger than 1,000,000 bytes. A rollout file names its data; it does not hold it. "
                "Is this the log?"
            ),
        ),
    ],
)
def test_a_file_that_holds_no_readable_text_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "rollout.yaml"
    file.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        read_rollout(file)
    assert str(refused.value) == says.format(file=file)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.yaml", "no_such_file"), (tmp_path, "is_a_folder")):
        with pytest.raises(BadInput) as refused:
            read_rollout(path)
        assert [mistake.code for mistake in refused.value.mistakes] == [code]
        assert str(refused.value).startswith(f"{path}: ")


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rollout.yaml"
    file.write_text(GOOD, encoding="utf-8-sig")
    assert read_rollout(file).id == "travel"
