"""What a change of the form writes: rows added and removed, values in the quotes and types that fit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with
from desirepath.vocabulary.errors import BadInput

FILE = """\
# The travel rollout
rollout: travel
title: 'Travel: claims'   # said in the newsletter
go_live: 2024-03-01
smallest_group: 10

exclude:
  - from: 2024-03-02   # a Saturday
    to: 2024-03-03
    reason: outage
  - {from: 2024-05-01}
cuts: [role, region]
sources:
  - {table: events, file: log.csv}   # from the portal
  - {table: people, file: hr.csv, columns: {user_id: "Employee No"}}
collect: {keep: [country]}   # clients send these
workflows:
  - workflow: claim
    path: submit approve pay
    steps:
      submit: {title: Submit, changed: true}
      # The manager's part
      approve:
        kind: approval
        activities:
          - "101"
          - Approved   # in the app
      pay:
    failures:
      "Rejected": {step: approve, as: returned}
    house_rule: kept
"""


def posted(changes: Mapping[str, str], text: str = FILE) -> str:
    return text_with(text, {**form_of(text).posted(), **changes})


def instead(this: str, that: str) -> str:
    assert this in FILE
    return FILE.replace(this, that)


CHANGED = {
    "a_quoted_text_keeps_its_quotes": ({"title": "It's new"}, "'Travel: claims' ", "'It''s new' "),
    "a_date_stays_a_date": ({"go_live": "2024-04-01"}, "go_live: 2024-03-01", "go_live: 2024-04-01"),
    "a_date_may_get_a_time": ({"go_live": "2024-03-01T09:00"}, "go_live: 2024-03-01", "go_live: 2024-03-01T09:00"),
    "a_number_stays_a_number": ({"smallest_group": "12"}, "smallest_group: 10", "smallest_group: 12"),
    "a_file_with_odd_signs_is_quoted_in_brackets": (
        {"sources-0-file": "a, b.csv"},
        "file: log.csv}",
        'file: "a, b.csv"}',
    ),
    "a_new_key_goes_where_the_contract_has_it": (
        {"timezone": "Europe/Berlin"},
        "go_live: 2024-03-01\n",
        "go_live: 2024-03-01\ntimezone: Europe/Berlin\n",
    ),
    "a_new_section_goes_on_one_line": (
        {"owners-process": "p@example.com", "owners-adoption": "a@example.com"},
        "  - {from: 2024-05-01}\n",
        "  - {from: 2024-05-01}\nowners: {adoption: a@example.com, process: p@example.com}\n",
    ),
    "an_emptied_key_leaves_its_comment": (
        {"title": ""},
        "title: 'Travel: claims'   # said in the newsletter\n",
        "# said in the newsletter\n",
    ),
    "an_emptied_key_without_comment_takes_its_line": ({"smallest_group": ""}, "smallest_group: 10\n", ""),
    "an_id_that_looks_like_a_number_is_quoted": ({"cuts": "role\n0815"}, "[role, region]", '[role, "0815"]'),
    "a_line_added_goes_between_the_others": (
        {"cuts": "role\ntenure\nregion"},
        "[role, region]",
        "[role, tenure, region]",
    ),
    "all_lines_removed_take_their_key": ({"cuts": ""}, "cuts: [role, region]\n", ""),
    "an_activity_is_put_before_the_others": (
        {"workflows-0-steps-1-activities": "Seen: yes\n101\nApproved"},
        '          - "101"\n',
        '          - "Seen: yes"\n          - "101"\n',
    ),
    "a_step_without_a_word_gets_some": (
        {"workflows-0-steps-2-title": "Pay"},
        "      pay:\n",
        "      pay: {title: Pay}\n",
    ),
    "a_step_is_renamed_where_it_stands": ({"workflows-0-steps-1-id": "owner"}, "      approve:\n", "      owner:\n"),
    "a_flag_is_put_out": ({"workflows-0-steps-0-changed": ""}, "{title: Submit, changed: true}", "{title: Submit}"),
    "a_flag_is_set_as_browsers_do": (
        {"workflows-0-steps-1-changed": "on"},
        "        kind: approval\n",
        "        kind: approval\n        changed: true\n",
    ),
    "a_column_that_is_not_to_be_used_is_null": (
        {"sources-1-columns": "user_id=Employee No\r\nregion="},
        '{user_id: "Employee No"}',
        '{user_id: "Employee No", region: null}',
    ),
    "a_row_is_added_as_the_others_are": (
        {"sources-new-table": "tickets", "sources-new-file": "t.csv"},
        '"Employee No"}}\n',
        '"Employee No"}}\n  - {table: tickets, file: t.csv}\n',
    ),
    "a_failure_is_added_under_its_activity": (
        {"workflows-0-failures-1-activity": "Denied: no right", "workflows-0-failures-1-as": "denied"},
        "as: returned}\n",
        'as: returned}\n      "Denied: no right": {as: denied}\n',
    ),
    "a_row_emptied_goes_with_its_lines": (
        {"exclude-0-from": "", "exclude-0-to": "", "exclude-0-reason": ""},
        "  - from: 2024-03-02   # a Saturday\n    to: 2024-03-03\n    reason: outage\n",
        "",
    ),
    "a_step_emptied_leaves_the_comment_above_it": (
        {"workflows-0-steps-1-id": "", "workflows-0-steps-1-kind": "", "workflows-0-steps-1-activities": ""},
        '      approve:\n        kind: approval\n        activities:\n          - "101"\n          - Approved   # in the app\n',
        "",
    ),
    "the_first_key_of_an_entry_is_taken_out": (
        {"exclude-0-from": "2024-03-01", "exclude-0-to": ""},
        "  - from: 2024-03-02   # a Saturday\n    to: 2024-03-03\n",
        "  - from: 2024-03-01   # a Saturday\n",
    ),
    "a_workflow_is_added_by_lines": (
        {
            "workflows-new-workflow": "order",
            "workflows-new-path": "ask (buy | rent)?",
            "workflows-new-steps-new0-id": "ask",
            "workflows-new-steps-new0-activities": "Asked\nAsked, again",
            "workflows-new-outside": "By phone",
        },
        "    house_rule: kept\n",
        '    house_rule: kept\n  - workflow: order\n    path: ask (buy | rent)?\n    steps:\n      ask: {activities: [Asked, "Asked, again"]}\n    outside: [By phone]\n',
    ),
    "waves_are_added_with_their_rows": (
        {
            "waves-cut": "site",
            "waves-go_live-0-value": "0065",
            "waves-go_live-0-date": "2024-05-01",
            "waves-go_live-1-value": "other",
            "waves-go_live-1-date": "2024-06-01",
        },
        "go_live: 2024-03-01\n",
        'go_live: 2024-03-01\nwaves: {cut: site, go_live: {"0065": 2024-05-01, other: 2024-06-01}}\n',
    ),
    "a_path_of_several_lines_goes_in_quotes": (
        {"workflows-0-path": "submit\r\napprove"},
        "path: submit approve pay",
        'path: "submit\\napprove"',
    ),
}


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_the_smallest_change_of_the_text_is_made(name: str) -> None:
    changes, this, that = CHANGED[name]
    assert posted(changes) == instead(this, that)


def test_the_first_key_behind_a_dash_gives_way_to_the_next() -> None:
    text = FILE.replace("   # a Saturday", "")
    assert "  - to: 2024-03-03\n    reason: outage\n" in posted({"exclude-0-from": ""}, text)


def test_its_comment_stays_where_the_first_key_behind_a_dash_goes() -> None:
    text = posted({"exclude-0-from": ""})
    assert "  -    # a Saturday\n    to: 2024-03-03\n" in text
    assert form_of(text).field("exclude-0-to").value == "2024-03-03"


def test_a_table_without_rows_goes_with_its_key() -> None:
    names = [field.name for row in form_of(FILE).table("exclude").rows for field in row.fields]
    text = posted(dict.fromkeys(names, ""))
    assert "exclude" not in text
    assert "# a Saturday" in text
    assert form_of(text).table("exclude").rows == ()


def test_a_name_that_is_not_posted_is_left_as_it_is() -> None:
    assert text_with(FILE, {"title": "New"}) == instead("'Travel: claims'", "'New'")
    assert text_with(FILE, {}) == FILE


def test_collect_and_unknown_keys_are_in_no_field() -> None:
    values = "\n".join(field.value for field in form_of(FILE).every_field())
    assert "country" not in values
    assert "kept" not in values


def test_a_file_with_windows_line_ends_gets_windows_line_ends() -> None:
    windows = FILE.replace("\n", "\r\n")
    added = {"workflows-new-workflow": "order", "workflows-new-path": "ask", "workflows-new-steps-0-id": "ask"}
    text = text_with(windows, {**form_of(windows).posted(), **added, "smallest_group": ""})
    assert "\n" not in text.replace("\r\n", "")
    assert len(form_of(text).workflows) == 2


def test_a_mark_before_the_text_stays_there() -> None:
    assert posted({"rollout": "trips"}, "\ufeff" + FILE) == "\ufeff" + instead("rollout: travel", "rollout: trips")


def test_a_block_of_text_stays_a_block() -> None:
    text = FILE.replace("path: submit approve pay", "path: >-\n      submit\n      approve pay")
    assert form_of(text).field("workflows-0-path").value == "submit approve pay"
    assert posted({"workflows-0-path": "submit pay"}, text) == FILE.replace(
        "path: submit approve pay", "path: >-\n      submit pay"
    )


def test_a_value_that_its_widget_could_not_show_is_asked_for_as_text() -> None:
    text = FILE.replace("2024-03-01", "2024-02-30").replace("smallest_group: 10", "smallest_group: ten")
    form = form_of(text.replace("changed: true", "changed: yes").replace("kind: approval", "kind: stamp"))
    kinds = {name: form.field(name).kind for name in ("go_live", "smallest_group", "workflows-0-steps-0-changed")}
    assert set(kinds.values()) == {"text"}
    assert "stamp" in form.field("workflows-0-steps-1-kind").choices


def test_text_that_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        form_of("rollout: travel\ncuts: [role\nworkflows: []\n")
    assert [mistake.line for mistake in refused.value.mistakes] == [3]


def test_the_rollout_with_all_kinds_of_rows_added_is_read() -> None:
    added = {
        "workflows-0-steps-3-id": "check",
        "workflows-0-path": "submit approve check? pay",
        "sources-2-table": "tickets",
        "sources-2-query": "SELECT *\nFROM 't.csv'",
        "exclude-2-from": "2024-07-01",
        "workflows-0-withdrawn": "Taken back",
    }
    text = posted(added, FILE.replace("    house_rule: kept\n", ""))
    rollout = rollout_from_text(text, "rollout.yaml")
    assert [step.id for step in rollout.workflows[0].steps] == ["submit", "approve", "check", "pay"]
    assert rollout.sources[2].query == "SELECT *\nFROM 't.csv'"
    assert len(rollout.exclude) == 3
    assert rollout.workflows[0].withdrawn == ("Taken back",)
