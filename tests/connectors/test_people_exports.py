"""Exports of people are read without a map of columns; a manager is taken only where the export gives an id."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.exported import Row, read


def person(number: str, **more: Any) -> Row:
    return {"user_id": number, "role": "buyer", "region": "EMEA", "business_unit": "Purchasing", **more}


HIRED = date(2019, 1, 1)
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
WORKDAY = {
    "headings": [
        "Worker,Employee ID,Business Title,Job Profile,Region,Location,Hire Date,Original Hire Date,Supervisory Organization,Cost Center,Manager,Manager ID",
        "A buyer,1001,buyer,Buyer II,EMEA,Utrecht,2019-01-01,2010-01-01,Purchasing,CC 12,A lead,2001",
    ],
    "names of a web service": [
        "Employee_ID,Business_Title,Position,Location,Hire_Date,Cost_Center,Supervisory_Organization,Worker_s_Manager,Manager_Employee_ID",
        "1001,buyer,P-7 Buyer,EMEA,2019-01-01-08:00,CC 12,Purchasing,A lead,2001",
    ],
    "dates as Americans write them": [
        "Worker ID,Job Title,Work Location,Original Hire Date,Cost Center,Manager Employee ID",
        "1001,buyer,EMEA,01/01/2019,Purchasing,2001",
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", WORKDAY)
def test_people_of_workday_are_read_by_headings_and_by_names(tmp_path: Path, case: str) -> None:
    assert read(tmp_path, "workday", "people", WORKDAY[case]) == [person("1001", hired_on=HIRED, manager="2001")]


def test_people_of_workday_are_read_from_json(tmp_path: Path) -> None:
    entry = {
        "Employee_ID": "1001",
        "Business_Title": "buyer",
        "Location": "EMEA",
        "Hire_Date": "2019-01-01",
        "Supervisory_Organization": "Purchasing",
        "Worker_s_Manager_group": [{"Manager_ID": "2001"}],
    }
    found = read(tmp_path, "workday", "people", {"Report_Entry": [entry]})
    assert found == [person("1001", hired_on=HIRED, manager="2001")]


SCIM = {
    "id": "2819c223",
    "externalId": "1001",
    "userName": "buyer@example.com",
    "title": "buyer",
    "addresses": [
        {"type": "home", "region": "Overijssel", "country": "NL"},
        {"type": "work", "region": "EMEA", "country": "NL", "primary": True},
    ],
    ENTERPRISE: {"employeeNumber": "701984", "department": "Purchasing", "division": "Operations", "manager": {"value": "26118915"}},
}  # fmt: skip


def test_people_of_a_directory_are_read_by_their_employee_number(tmp_path: Path) -> None:
    users = {"totalResults": 1, "Resources": [SCIM]}
    assert read(tmp_path, "scim", "people", users) == [person("701984", manager="26118915")]


def test_people_without_the_enterprise_extension_are_read_by_their_external_id(tmp_path: Path) -> None:
    core = {name: value for name, value in SCIM.items() if name != ENTERPRISE} | {"department": "Purchasing"}
    assert read(tmp_path, "scim", "people", {"Resources": [core]}) == [person("1001")]


def test_another_column_may_be_named_for_the_person(tmp_path: Path) -> None:
    users = {"Resources": [SCIM]}
    assert read(tmp_path, "scim", "people", users, user_id="id", manager=None) == [person("2819c223")]


def test_who_leads_a_person_is_not_taken_from_a_column_of_names(tmp_path: Path) -> None:
    workday = ["Employee ID,Business Title,Manager,Worker's Manager", "1001,buyer,A lead,A lead"]
    assert read(tmp_path, "workday", "people", workday) == [{"user_id": "1001", "role": "buyer"}]
    servicenow = ["user_name,title,location,department,manager", "1001,buyer,EMEA,Purchasing,A lead"]
    assert read(tmp_path, "servicenow", "people", servicenow) == [person("1001")]
