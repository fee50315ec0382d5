"""Exports of ServiceNow.

What it reads
    Tickets: lists of incidents, catalog tasks and other tasks, as CSV or XLSX with column names (`opened_at`) or
    labels (`Opened`), or as JSON of a list or of the Table API, with plain values or with `display_value` inside.
    Events: rows of a history, one a change of state: `number`, `state`, `sys_updated_on`, `sys_updated_by`, or the
    rows of `sys_audit` that are about the state. People: `sys_user`.

What it assumes and says
    The caller is who needed help. The employee number, login name or e-mail address of the caller goes before the
    caller's name; in a list these are the columns Caller → Employee number and so on. If your log names people
    otherwise, say so: `columns: {user_id: Caller}`. In JSON, `display_value` goes before `value`: values of times are
    in UTC without saying so, display values are in the zone of the person who exported. A ticket is closed when it
    was closed or, where the export does not say, resolved.

What it refuses
    The manager of a person by name: only an employee number or login name is one that people have in common.

Example
    `{table: tickets, file: incident.xlsx, format: servicenow, columns: {user_id: Caller}}`

Source: ServiceNow's dictionary of `task`, `incident`, `sys_user` and `sys_audit`, and the parameters of its Table API.
"""

from desirepath.connectors.exports.export import Export

_NUMBER = ("number", "number.display_value", "Number")


def _shown(column: str) -> tuple[str, str]:
    """A column as it stands in a list, and in JSON with the values that people see."""
    return column, f"{column}.display_value"


EXPORT = Export(
    name="servicenow",
    title="ServiceNow",
    reads="tickets, events and people, from lists and the Table API",
    tables={
        "tickets": {
            "ticket_id": (*_NUMBER, "task_effective_number", "sys_id"),
            "opened_at": (*_shown("opened_at"), "Opened", "opened_at.value", *_shown("sys_created_on"), "Created"),
            "closed_at": (
                *_shown("closed_at"),
                "Closed",
                "closed_at.value",
                *_shown("resolved_at"),
                "Resolved",
                "resolved_at.value",
            ),
            "user_id": (
                "caller_id.employee_number",
                "caller_id.user_name",
                "caller_id.email",
                *_shown("caller_id"),
                "Caller",
                "caller_id.value",
                "request.requested_for",
                *_shown("requested_for"),
                "Requested for",
                "requested_for.value",
            ),
            "category": (*_shown("category"), "Category", *_shown("cat_item"), "Item"),
            "subject": (*_shown("short_description"), "Short description"),
            "body": (*_shown("description"), "Description"),
        },
        "events": {
            "case_id": (*_NUMBER, *_shown("documentkey"), "Document key"),
            "activity": (
                *_shown("incident_state"),
                "Incident state",
                *_shown("state"),
                "State",
                *_shown("newvalue"),
                "New value",
            ),
            "at": (
                *_shown("sys_updated_on"),
                "sys_updated_at",
                "Updated",
                "sys_updated_on.value",
                *_shown("sys_created_on"),
                "Created",
            ),
            "user_id": (*_shown("sys_updated_by"), "Updated by", *_shown("user"), "User", *_shown("sys_created_by")),
        },
        "people": {
            "user_id": (*_shown("employee_number"), "Employee number", *_shown("user_name"), "User ID", "sys_id"),
            "role": (*_shown("title"), "Title"),
            "region": (*_shown("location"), "Location", *_shown("country"), "Country code"),
            "business_unit": (*_shown("department"), "Department", *_shown("cost_center"), "Cost center"),
            "manager": ("manager.employee_number", "manager.user_name"),
        },
    },
)
