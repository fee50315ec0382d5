"""Exports of ticket systems are read without a map of columns: by their own names, whatever the format of the file."""

from pathlib import Path

import pytest

from desirepath.vocabulary.errors import BadInput
from tests.connectors.exported import Row, at, read


def ticket(number: str, closed_at: int | None, user: str, category: str) -> Row:
    """The ticket that every product below is asked for: opened on 1 September 2025 at 9:30 in Amsterdam."""
    row = {"ticket_id": number, "opened_at": at(1, 7, 30), "user_id": user, "category": category}
    told = {"subject": "Cannot submit", "body": "The form says no, twice"}
    return {**row, **({} if closed_at is None else {"closed_at": closed_at}), **told}


TICKETS = {
    "ServiceNow by columns": (
        "servicenow",
        [
            "number,opened_at,closed_at,sys_created_on,caller_id,opened_by,category,short_description,description,state",
            'INC0010001,2025-09-01 09:30:00,2025-09-02 10:00:00,2025-09-01 11:11:11,1001,9,Software,Cannot submit,"The form says no, twice",Closed',
            'INC0010002,2025-09-01 09:30:00,,2025-09-01 11:11:11,1002,9,Access,Cannot submit,"The form says no, twice",New',
        ],
        [ticket("INC0010001", at(2, 8), "1001", "Software"), ticket("INC0010002", None, "1002", "Access")],
    ),
    "ServiceNow by labels": (
        "servicenow",
        [
            "Number,Opened,Closed,Caller,Opened by,Category,Short description,Description",
            'INC0010001,01-09-2025 09:30:00,13-09-2025 10:00:00,A buyer,A clerk,Software,Cannot submit,"The form says no, twice"',
        ],
        [ticket("INC0010001", at(13, 8), "A buyer", "Software")],
    ),
    "ServiceNow with the caller's number": (
        "servicenow",
        [
            "number,opened_at,caller_id,caller_id.employee_number,cat_item,short_description,description",
            'SCTASK0010001,2025-09-01 09:30:00,A buyer,1001,Laptop,Cannot submit,"The form says no, twice"',
        ],
        [ticket("SCTASK0010001", None, "1001", "Laptop")],
    ),
    "Jira Cloud": (
        "jira",
        [
            "Summary,Issue key,Issue id,Issue Type,Status,Reporter,Reporter Id,Created,Updated,Resolved,Labels,Labels,Description,Component/s,Component/s,Custom field (Request Type),Custom field (Request Type)",
            'Cannot submit,HELP-1,10001,Service Request,Done,A buyer,5b10a2844c,01/Sep/25 9:30 AM,13/Sep/25 1:00 PM,13/Sep/25 1:00 PM,form,erp,"The form says no, twice",Forms,ERP,,Access',
        ],
        [ticket("HELP-1", at(13, 11), "5b10a2844c", "Service Request")],
    ),
    "Jira Data Center": (
        "jira",
        [
            "Issue Type,Issue key,Summary,Reporter,Created,Resolved,Description",
            'Bug,HELP-1,Cannot submit,buyer1,01/Sep/25 09:30,,"The form says no, twice"',
        ],
        [ticket("HELP-1", None, "buyer1", "Bug")],
    ),
    "Jira's data pipeline": (
        "jira",
        [
            "id,key,issue_type,summary,description,reporter_id,reporter_name,created_date,resolution_date",
            '10001,HELP-1,Bug,Cannot submit,"The form says no, twice",77,A buyer,2025-09-01T07:30:00Z,2025-09-02T08:00:00Z',
        ],
        [ticket("HELP-1", at(2, 8), "77", "Bug")],
    ),
    "Zendesk's account": (
        "zendesk",
        [
            "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Subject,Tags,Ticket type,Created at,Solved at,Description",
            '1,17,A buyer,360001,1001,buyer@example.com,Cannot submit,erp form,Question,2025-09-01 09:30,2025-09-02 10:00,"The form says no, twice"',
        ],
        [ticket("17", at(2, 8), "360001", "Question")],
    ),
    "a view of Zendesk": (
        "zendesk",
        [
            "ID,Subject,Requester,Requested,Solved,Ticket form,Description",
            '17,Cannot submit,A buyer,2025-09-01 09:30:00,2025-09-02 10:00:00,ERP,"The form says no, twice"',
        ],
        [ticket("17", at(2, 8), "A buyer", "ERP")],
    ),
    "Freshservice": (
        "freshservice",
        [
            "Ticket ID,Subject,Type,Created Time,Resolved Time,Closed Time,Requester Name,Requester Email,Requester ID,Category,Description",
            'INC-17,Cannot submit,Incident,2025-09-01 09:30:00,2025-09-01 12:00:00,2025-09-02 10:00:00,A buyer,buyer@example.com,360001,Software,"The form says no, twice"',
        ],
        [ticket("INC-17", at(2, 8), "buyer@example.com", "Software")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TICKETS)
def test_tickets_of_a_product_are_read_by_its_own_names(tmp_path: Path, case: str) -> None:
    export, lines, rows = TICKETS[case]
    assert read(tmp_path, export, "tickets", lines) == rows


SHOWN = {"display_value": "A buyer", "value": "6816f79cc0a8016401c5a33be04be441"}
TICKETS_AS_JSON = {
    "ServiceNow": (
        "servicenow",
        {
            "result": [
                {
                    "number": {"display_value": "INC0010001", "value": "INC0010001"},
                    "opened_at": {"display_value": "2025-09-01 09:30:00", "value": "2025-09-01 07:30:00"},
                    "closed_at": {"display_value": "2025-09-02 10:00:00", "value": "2025-09-02 08:00:00"},
                    "caller_id": SHOWN,
                    "category": {"display_value": "Software", "value": "software"},
                    "short_description": {"display_value": "Cannot submit", "value": "Cannot submit"},
                    "description": {"display_value": "The form says no, twice", "value": "The form says no, twice"},
                }
            ]
        },
        [ticket("INC0010001", at(2, 8), "A buyer", "Software")],
    ),
    "ServiceNow's list": (
        "servicenow",
        {
            "records": [
                {
                    "number": "INC0010001",
                    "opened_at": "2025-09-01 09:30:00",
                    "closed_at": "",
                    "caller_id": "1001",
                    "category": "Software",
                    "short_description": "Cannot submit",
                    "description": "The form says no, twice",
                }
            ]
        },
        [ticket("INC0010001", None, "1001", "Software")],
    ),
    "Jira": (
        "jira",
        {
            "startAt": 0,
            "issues": [
                {
                    "id": "10001",
                    "key": "HELP-1",
                    "fields": {
                        "created": "2025-09-01T09:30:00.000+0200",
                        "resolutiondate": "2025-09-02T10:00:00.000+0200",
                        "reporter": {"accountId": "5b10a2844c", "displayName": "A buyer"},
                        "issuetype": {"name": "Service Request"},
                        "components": [{"name": "Forms"}, {"name": "ERP"}],
                        "summary": "Cannot submit",
                        "description": "The form says no, twice",
                    },
                }
            ],
        },
        [ticket("HELP-1", at(2, 8), "5b10a2844c", "Service Request")],
    ),
    "Zendesk": (
        "zendesk",
        {
            "tickets": [
                {
                    "id": 17,
                    "created_at": "2025-09-01T07:30:00Z",
                    "metric_set": {"solved_at": "2025-09-02T08:00:00Z"},
                    "requester_id": 360001,
                    "type": "question",
                    "tags": ["erp", "form"],
                    "subject": "Cannot submit",
                    "description": "The form says no, twice",
                }
            ]
        },
        [ticket("17", at(2, 8), "360001", "question")],
    ),
    "Freshservice": (
        "freshservice",
        {
            "tickets": [
                {
                    "id": 17,
                    "created_at": "2025-09-01T07:30:00Z",
                    "stats": {"closed_at": "2025-09-02T08:00:00Z", "resolved_at": "2025-09-01T12:00:00Z"},
                    "requester_id": 360001,
                    "requester": {"id": 360001, "email": "buyer@example.com"},
                    "category": "Software",
                    "subject": "Cannot submit",
                    "description": "<div>The form says no, twice</div>",
                    "description_text": "The form says no, twice",
                }
            ]
        },
        [ticket("17", at(2, 8), "buyer@example.com", "Software")],
    ),
}


@pytest.mark.parametrize("case", TICKETS_AS_JSON)
def test_tickets_are_read_from_json_by_the_keys_of_the_product(tmp_path: Path, case: str) -> None:
    export, document, rows = TICKETS_AS_JSON[case]
    assert read(tmp_path, export, "tickets", document) == rows


HISTORIES = {
    "history": "number,incident_state,sys_updated_on,sys_updated_by,caller_id\nINC1,New,2025-09-01 09:30:00,clerk,1001\nINC1,Closed,2025-09-02 10:00:00,clerk,1001\n",
    "audit": "documentkey,fieldname,oldvalue,newvalue,sys_created_on,user\nINC1,state,,New,2025-09-01 09:30:00,clerk\nINC1,state,New,Closed,2025-09-02 10:00:00,clerk\n",
    "labels": "Number,State,Updated,Updated by\nINC1,New,2025-09-01 09:30:00,clerk\nINC1,Closed,2025-09-02 10:00:00,clerk\n",
}  # fmt: skip


@pytest.mark.parametrize("case", HISTORIES)
def test_the_history_of_incidents_is_a_log_of_events(tmp_path: Path, case: str) -> None:
    assert read(tmp_path, "servicenow", "events", HISTORIES[case].splitlines()) == [
        {"case_id": "INC1", "activity": "New", "at": at(1, 7, 30), "user_id": "clerk"},
        {"case_id": "INC1", "activity": "Closed", "at": at(2, 8), "user_id": "clerk"},
    ]


def test_an_export_that_lacks_what_a_table_needs_says_what_the_file_has(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, "jira", "tickets", ["Issue key,Summary", "HELP-1,Cannot submit"])
    assert str(caught.value) == (
        "rollout.yaml:7: export.csv, read as table `tickets`, has no column `opened_at`. "
        "There is: `Issue key`, `Summary`. Say under `columns` what the file calls it."
    )
