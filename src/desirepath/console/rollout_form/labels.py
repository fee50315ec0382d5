"""What people call the keys of a rollout file. A key without an entry is called by its own name."""

from __future__ import annotations

from desirepath.report.spoken import said

_LABELS = {
    "rollout": "Rollout id",
    "go_live": "Went live on",
    "as_of": "Use data up to",
    "cuts": "Cohorts to compare",
    "smallest_group": "Smallest group shown",
    "exclude": "Days that count nowhere",
    "database": "Database of the query",
    "sheet": "Sheet of the workbook",
    "object_type": "Object type of the log",
    "columns": "Columns, as ours=theirs",
    "case_ends_after": "Abandoned when idle for",
    "minutes": "Minutes of a case done right",
    "path": "Approved path",
    "old_path": "Path before the change",
    "bpmn": "BPMN file in place of a path",
    "changed": "Changed by the rollout",
    "activities": "Activities in the log",
    "failures": "Activities that say it went wrong",
    "outside": "Activities outside the approved path",
    "withdrawn": "Activities that take a case back",
    "ignore": "Activities that say nothing",
    "id": "Step id",
    "as": "It says",
}
_LABELS_IN = {
    ("waves", "cut"): "Waves by",
    ("waves", "go_live"): "Waves",
    ("baseline", "from"): "Baseline from",
    ("baseline", "to"): "Baseline to",
    ("owners", "adoption"): "Adoption owner",
    ("owners", "application"): "Application owner",
    ("owners", "process"): "Process owner",
    ("hourly_cost", "amount"): "Cost of an hour",
}


def label_of(key: str, group: str = "") -> str:
    """The label of a key, or of a key within a section."""
    return said(_LABELS_IN.get((group, key)) or _LABELS.get(key) or key.replace("_", " ").capitalize())
