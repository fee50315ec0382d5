"""The keys of a rollout file: what each holds and means. The reader and the JSON Schema both go by this."""

from __future__ import annotations

from desirepath.vocabulary.case import Risk, StepKind
from desirepath.vocabulary.collect_keys import COLLECT
from desirepath.vocabulary.file_keys import Holds, Key, Section, may, must
from desirepath.vocabulary.register_keys import REGISTER
from desirepath.vocabulary.tables import TABLES

ID_PATTERN = r"[A-Za-z][A-Za-z0-9_-]*"
ROLLOUT_ID_PATTERN = r"[a-z0-9][a-z0-9-]*"
DURATION_PATTERN = r"[1-9][0-9]{0,5} ?[wdhm]"
DAY_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
MOMENT_PATTERN = (
    DAY_PATTERN + r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?( ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?))?)?"
)
EARLIEST_YEAR, LATEST_YEAR = 1970, 2199
CURRENCY_PATTERN = r"[A-Z]{3}"
LEAST_GROUP = 5
DEFAULT_GROUP = 10
DEFAULT_CASE_ENDS_AFTER = "30d"
DEFAULT_TIMEZONE = "UTC"

FORMATS = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx", "xes", "ocel")
EXPORTS = ("servicenow", "jira", "zendesk", "freshservice", "workday", "scim")
"""Products whose exports are read by ready column maps, whatever format they are in."""
CAPTURED_ON = ("page", "click", "submit", "change", "appears")
FAILURE_OUTCOMES = ("failed", "returned", "corrected", "duplicate", "denied")


WAVES = Section(
    title="`waves`",
    keys=(
        must("cut", "text", "business_unit", "the cut whose values went live on different days"),
        must(
            "go_live",
            "moment_by_value",
            "{north: 2025-01-31, other: 2025-03-01}",
            "go-live by value of the cut; `other` is for every value not named (without it, the rollout's go-live)",
        ),
    ),
)
BASELINE = Section(
    title="`baseline`",
    keys=(
        must("from", "day", "2024-10-01", "the first day of the baseline"),
        must("to", "day", "2024-12-31", "the last day of the baseline"),
    ),
)
EXCLUDED = Section(
    title="an entry of `exclude`",
    keys=(
        must("from", "day", "2025-03-01", "the first day that counts nowhere"),
        may("to", "day", "2025-03-04", "the last such day; absent means that one day"),
        may("reason", "text", "outage", "why: an outage, a freeze, a holiday"),
    ),
)
OWNERS = Section(
    title="`owners`",
    keys=(
        may("adoption", "text", "adoption@example.com", "who decides on interventions"),
        may("application", "text", "application@example.com", "who decides on the application"),
        may("process", "text", "process@example.com", "who decides on path and policy"),
    ),
)
HOURLY_COST = Section(
    title="`hourly_cost`",
    keys=(
        must("amount", "amount", "48", "what an hour of work costs"),
        must("currency", "currency", "EUR", "the currency, three letters of ISO 4217"),
    ),
)
SOURCE = Section(
    title="a source",
    keys=(
        must("table", "choice", "events", "which table the file holds rows of", tuple(TABLES)),
        may("file", "text", "events.csv", "the file or glob, relative to the rollout file's folder"),
        may("query", "text", "SELECT * FROM 'logs/*.parquet'", "SQL that gives the rows, in place of `file`"),
        may(
            "database",
            "text",
            "postgresql://reader@server/erp",
            "what the query is put to: a PostgreSQL server or a DuckDB file; default: the rollout file's folder",
        ),
        may(
            "format",
            "choice",
            "csv",
            "the format, where the file's name does not tell it, or the product that exported it",
            (*FORMATS, *EXPORTS),
        ),
        may("sheet", "text", "Export", "the sheet of a workbook; default: the first"),
        may("object_type", "text", "order", "the object type of an OCEL log whose objects are the cases"),
        may("workflow", "id", "claim", "the workflow of all its rows, where no column says it"),
        may(
            "columns",
            "column_by_name",
            "{case_id: Claim Number}",
            "our column name to the file's; null: do not use the file's column of that meaning",
        ),
    ),
)
STEP = Section(
    title="a step",
    keys=(
        may("title", "text", "Manager approves", "what people call it; default: its id"),
        may("kind", "choice", "approval", "what sort of step it is; default: task", tuple(StepKind)),
        may("changed", "yes_no", "true", "whether the rollout changed this step; default: false"),
        may("activities", "texts", '["Approved by manager"]', "what the log calls it; default: the step's id"),
    ),
)
FAILURE = Section(
    title="a failure",
    keys=(
        must("step", "id", "approve", "the step at which the attempt went wrong"),
        must("as", "choice", "returned", "how it went wrong", FAILURE_OUTCOMES),
    ),
)
CAPTURED = Section(
    title="an entry of `capture`",
    keys=(
        must(
            "page", "text", "/requests/*", "the page: a path, `*` for one part, `**` for any number of them at its end"
        ),
        must("activity", "text", "Request drafted", "what the log calls it"),
        may(
            "on",
            "choice",
            "submit",
            "what happens to the element; default: click where there is one, else that the page is reached",
            CAPTURED_ON,
        ),
        may(
            "element",
            "text",
            "form#request",
            "the element: CSS, with ` >> ` before what is in its shadow root or frame",
        ),
        may("case_in_address", "text", "/requests/{case}/quote", "where the case stands in the page's path"),
        may("case_in", "text", "#case-number", "the element whose text is the case; no other text is read"),
        may("step", "id", "draft", "the step that it belongs to, where the activity does not say it"),
        may("outcome", "choice", "denied", "how it went; default: ok", ("ok", *FAILURE_OUTCOMES)),
    ),
)
WORKFLOW = Section(
    title="a workflow",
    keys=(
        must("workflow", "id", "claim", "the workflow's id: a letter, then letters, digits, `_`, `-`"),
        may("title", "text", "Travel claims", "what people call it; default: its id"),
        may(
            "case_ends_after",
            "duration",
            "30d",
            "a case idle this long without an end is abandoned: weeks `w`, days `d`, hours `h`, minutes `m`; "
            f"default: {DEFAULT_CASE_ENDS_AFTER}",
        ),
        may("minutes", "amount", "12", "hands-on minutes of a case done right"),
        may("risk", "choice", "medium", "how much harm a case done wrong does; default: medium", tuple(Risk)),
        may("path", "path", "submit approve pay", "the approved path: steps in order, with ? * + | & and parentheses"),
        may("bpmn", "text", "claim.bpmn", "the approved path as a BPMN file, in place of `path`"),
        may("old_path", "path", "submit pay", "how it was done before, in the same notation"),
        Key(
            name="steps",
            holds="section_by_name",
            meaning="the steps of the path by id; a step without an entry is a task with the activity of its id",
            example="{submit: {title: Submit}}",
            inside=STEP,
        ),
        Key(
            name="failures",
            holds="section_by_name",
            meaning="activities that say that an attempt at a step went wrong",
            example='{"Rejected by manager": {step: approve, as: returned}}',
            inside=FAILURE,
        ),
        may("outside", "texts", '["Paid by hand"]', "activities that mean: finished outside the approved path"),
        may("withdrawn", "texts", '["Taken back"]', "activities that mean: the person took the case back"),
        may("ignore", "texts", '["Reminder sent"]', "activities that say nothing about the path"),
        Key(
            name="capture",
            holds="sections",
            meaning="what of the application's pages is a step of the work",
            example='[{page: "/requests/new", on: submit, element: form, activity: Submitted}]',
            inside=CAPTURED,
        ),
    ),
)


def _holding(name: str, holds: Holds, example: str, meaning: str, inside: Section, *, required: bool = False) -> Key:
    return Key(name=name, holds=holds, meaning=meaning, example=example, inside=inside, required=required)


ROLLOUT = Section(
    title="a rollout file",
    keys=(
        must("rollout", "rollout_id", "travel-2025", "the rollout's id: a-z, 0-9, -"),
        may("title", "text", "Travel claims move to the portal", "what people call it; default: its id"),
        must("go_live", "moment", "2025-01-31", "when the change came: a date, or a date and time, in the timezone"),
        may("timezone", "timezone", "Europe/Amsterdam", f"IANA name of the timezone; default: {DEFAULT_TIMEZONE}"),
        _holding("waves", "section", "{cut: region, go_live: {EMEA: 2025-01-31}}", "go-live by value of a cut", WAVES),
        _holding(
            "baseline",
            "section",
            "{from: 2024-10-01, to: 2024-12-31}",
            "the days to compare with; default: what lies before go-live, at most 90 days",
            BASELINE,
        ),
        may("as_of", "moment", "2025-06-30", "only rows before this are used; default: up to the latest event"),
        _holding(
            "exclude",
            "sections",
            "[{from: 2025-03-01, to: 2025-03-04, reason: outage}]",
            "days that count nowhere",
            EXCLUDED,
        ),
        _holding("owners", "section", "{process: process@example.com}", "whom decisions go to", OWNERS),
        may("cuts", "texts", "[role, region, tenure]", "columns of people or cases to compare cohorts by"),
        may(
            "smallest_group",
            "whole",
            str(DEFAULT_GROUP),
            f"no figure is shown for fewer people than this; default {DEFAULT_GROUP}, less than {LEAST_GROUP} is refused",
        ),
        _holding("hourly_cost", "section", "{amount: 48, currency: EUR}", "what an hour of work costs", HOURLY_COST),
        Key(
            name="sources",
            holds="sections",
            meaning="where the data is",
            example="[{table: events, file: events.csv}]",
            required=True,
            inside=SOURCE,
            unless="collect",
        ),
        _holding("collect", "section", "{keep: [country]}", "what is collected from clients, and how", COLLECT),
        _holding(
            "register",
            "section",
            "{waivers: [{gate: fewer_repeats, role: process owner, because: No tickets yet, on: 2025-02-20}]}",
            "what people keep beside the data of the 45 days: workarounds, waivers, owners, decisions",
            REGISTER,
        ),
        _holding(
            "workflows",
            "sections",
            "[{workflow: claim, path: submit approve pay}]",
            "the work that changed, and its approved path",
            WORKFLOW,
            required=True,
        ),
    ),
)
