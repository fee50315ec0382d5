"""One file for each format that rows can come in; `read_source` finds the one that fits."""

BESIDE = (
    "bpmn",
    "canonical",
    "connector",
    "containers",
    "exports",
    "json_text",
    "ocel_rows",
    "person_ids",
    "plain_text",
    "queries",
    "query",
    "read_source",
    "rollout_file",
    "time_patterns",
    "times",
    "xes_blocks",
    "xes_stream",
    "xlsx_bounds",
)
"""Modules of this package that are no entries of its catalogue."""
