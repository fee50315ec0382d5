"""Exports of Freshservice.

What it reads
    Tickets: the CSV or XLSX that a list of tickets exports, and the tickets of the API as JSON, with `stats` and
    `requester` inside where they were included.

What it assumes and says
    The requester is who needed help; the e-mail address goes before Freshservice's own id, and that before the name. If
    your log names people otherwise, say so: `columns: {user_id: Requester ID}`. A ticket is closed when it was closed
    or, where the export does not say, resolved. The plain text of a ticket goes before the one with markup.

What it refuses
    Nothing of its own: conversations and activities of a ticket are not read.

Example
    `{table: tickets, file: tickets.csv, format: freshservice}`

Source: the columns of a ticket list's export, and the Tickets resource, version 2, of Freshservice's API.
"""

from desirepath.connectors.exports.export import Export

EXPORT = Export(
    name="freshservice",
    title="Freshservice",
    reads="tickets, from lists and the API",
    tables={
        "tickets": {
            "ticket_id": ("Ticket ID", "Ticket Id", "id", "display_id"),
            "opened_at": ("Created Time", "Created time", "created_at", "Created Date"),
            "closed_at": (
                "Closed Time",
                "Closed time",
                "stats.closed_at",
                "closed_at",
                "Resolved Time",
                "Resolved time",
                "stats.resolved_at",
                "resolved_at",
                "Resolved Date",
            ),
            "user_id": (
                "Requester Email",
                "requester.email",
                "requester.primary_email",
                "Requester ID",
                "Requester Id",
                "requester_id",
                "Requester Name",
                "Requester",
            ),
            "category": ("Category", "category", "Type", "type"),
            "subject": ("Subject", "subject"),
            "body": ("description_text", "Description", "description"),
        },
    },
)
