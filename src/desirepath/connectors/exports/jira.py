"""Exports of Jira and Jira Service Management.

What it reads
    Tickets: issues as CSV (all fields or the current ones) of Cloud and Data Center, issues of the REST API as JSON
    with all under `fields`, and the `issues` file of the data pipeline. Times such as `01/Sep/25 9:30 AM` are read.

What it assumes and says
    The reporter is who needed help; the account id (Cloud) or user name (Data Center) goes before the display name.
    If your log names people otherwise, say so: `columns: {user_id: Reporter}`. A ticket is closed when it was
    resolved. Its category is the type of the issue; name the column of the request type, if that says more. Labels
    and components are not used, since each of them has a column of its own, all with the same header.

What it refuses
    A column that is asked for and occurs twice. The description of version 3 of the REST API, which is a document and
    no text: export version 2, or `expand=renderedFields`.

Example
    `{table: tickets, file: jira.csv, format: jira, columns: {category: "Custom field (Request Type)"}}`

Source: the CSV export and the REST API, versions 2 and 3, of Jira Cloud, and the schema of Data Center's data pipeline.
"""

from desirepath.connectors.exports.export import Export

EXPORT = Export(
    name="jira",
    title="Jira",
    reads="tickets, from CSV, the REST API and the data pipeline",
    tables={
        "tickets": {
            "ticket_id": ("Issue key", "key", "issueKey"),
            "opened_at": ("Created", "fields.created", "created_date"),
            "closed_at": ("Resolved", "fields.resolutiondate", "resolution_date"),
            "user_id": (
                "Reporter Id",
                "fields.reporter.accountId",
                "fields.reporter.name",
                "reporter_id",
                "Reporter",
                "fields.reporter.emailAddress",
                "fields.reporter.displayName",
                "reporter_name",
            ),
            "category": ("Issue Type", "fields.issuetype.name", "issue_type", "fields.components.0.name"),
            "subject": ("Summary", "fields.summary"),
            "body": ("Description", "fields.description", "renderedFields.description"),
        },
    },
)
