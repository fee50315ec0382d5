"""Exports of Zendesk Support.

What it reads
    Tickets: the account's export as CSV or as JSON, the tickets of the API, and the CSV of a view with the columns ID,
    Subject, Requester, Requested, Solved.

What it assumes and says
    The requester is who needed help, by Zendesk's own id. Few logs know that id: if the requesters have an external id
    or an e-mail address that your log has, say so: `columns: {user_id: "Requester external id"}`. A ticket is closed
    when it was solved. Its category is its form, else its type, else its tags taken together.

What it refuses
    Nothing of its own: comments and audits of a ticket are not read.

Example
    `{table: tickets, file: export.json, format: zendesk, columns: {user_id: requester.external_id}}`

Source: Zendesk's pages on exporting the account's tickets and on views, and the Tickets resource of its API.
"""

from desirepath.connectors.exports.export import Export

EXPORT = Export(
    name="zendesk",
    title="Zendesk",
    reads="tickets, from the account's export, the API and views",
    tables={
        "tickets": {
            "ticket_id": ("id", "Id", "ID", "Ticket ID"),
            "opened_at": ("created_at", "Created at", "Requested", "Ticket created - Timestamp"),
            "closed_at": ("solved_at", "Solved at", "metric_set.solved_at", "Solved", "Ticket solved - Timestamp"),
            "user_id": (
                "requester_id",
                "Requester id",
                "requester.id",
                "requester.email",
                "Requester email",
                "Requester",
            ),
            "category": ("Ticket form", "Form", "ticket_form_id", "Ticket type", "type", "Type", "tags", "Tags"),
            "subject": ("subject", "Subject", "raw_subject", "Ticket subject"),
            "body": ("description", "Description"),
        },
    },
)
