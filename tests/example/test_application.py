"""The example application by itself: its path, its rules, who may what, and what its pages may do."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from example.application.guidance import Guidance
from example.application.serve import served
from example.application.steps import LABELS, STEPS
from example.people.desk import bring_to_order
from example.people.over_http import OverHttp
from example.people.person import Person, people
from example.people.screen import Screen

BUYER = Person(number="4711", role="buyer", region="EMEA")
CLERK = Person(number="4712", role="clerk", region="APAC")
APPROVER = Person(number="4713", role="approver", region="AMER")
DRAFT = {"what": "Two monitor arms", "amount": "420", "needed_on": "2026-12-18"}
QUOTE = {"supplier": "Office and paper", "cost_centre": "4711-23", "quote_number": "Q-77"}
GUIDANCE = Guidance(key="dp_k", workspace="demo", trust="dHJ1c3Q=", deliver="http://127.0.0.1:1")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


def door(address: str, person: Person) -> OverHttp:
    made = OverHttp(address)
    made.sign_in(person)
    return made


def drafted(at: OverHttp, **other: str) -> Screen:
    at.open("/requests/new")
    return at.send(DRAFT | other, "go")


def got(address: str, path: str, cookie: str = "seat=4711.buyer.EMEA") -> tuple[int, dict[str, str], str]:
    place = urlsplit(address)
    connection = HTTPConnection(str(place.hostname), place.port, timeout=10)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    found = answer.status, dict(answer.headers.items()), answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize("written", ["471123", "4711/23", "4711 23", "4711", "", "4711-2", "٤٧١١-٢٣"])
def test_a_cost_centre_in_another_form_is_refused_without_a_word_of_help(address: str, written: str) -> None:
    at = door(address, BUYER)
    drafted(at)
    screen = at.send(QUOTE | {"cost_centre": written}, "go")
    assert screen.wrong == {"cost_centre": "Invalid value"}
    assert (screen.tracked, screen.outcome, screen.step) == ("Quote field rejected", "failed", "quote")


def test_a_request_goes_the_approved_path_to_the_order(address: str) -> None:
    at = door(address, BUYER)
    case = drafted(at).case
    assert at.send(QUOTE, "go").done == "quote"
    assert at.send({}, "check").done == "check"
    told = [one.activity for _, one in bring_to_order(BUYER, case, at)]
    assert told == ["Approved by manager", "Budget approved", "Supplier security cleared", "Order placed"]


def test_from_ten_thousand_euros_on_the_director_approves(address: str) -> None:
    at = door(address, BUYER)
    case = drafted(at, amount="10000").case
    at.send(QUOTE, "go")
    at.send({}, "check")
    assert bring_to_order(BUYER, case, at)[0][1].activity == "Approved by director"


def test_a_request_that_its_approver_returns_is_quoted_again(address: str) -> None:
    at = door(address, BUYER)
    case = drafted(at).case
    at.send(QUOTE, "go")
    at.send({}, "check")
    at.sign_in(APPROVER)
    at.open(f"/requests/{case}")
    assert at.send({}, "return").outcome == "returned"
    at.sign_in(BUYER)
    assert "cost_centre" in at.open(f"/requests/{case}").fields


def test_clerks_of_apac_may_not_attach_quotes_and_are_not_told_why(address: str) -> None:
    at = door(address, CLERK)
    drafted(at)
    entries = {"cost_centre": "4711-23", "quote_number": "Q-77"}
    screen = at.send(entries | {"attachment": "quote.pdf"}, "go")
    assert (screen.wrong, screen.outcome) == ({"attachment": "Not allowed"}, "denied")
    assert at.send(entries, "go").done == "quote"


def test_fields_differ_by_role(address: str) -> None:
    buyer, clerk = door(address, BUYER), door(address, CLERK)
    assert "supplier" in drafted(buyer).fields
    assert "supplier" not in drafted(clerk).fields
    clerk.open("/requests/new")
    assert clerk.send(DRAFT | {"amount": "501"}, "go").wrong == {"amount": "Clerks may ask for up to 500 euros"}


def test_nobody_sees_or_takes_what_is_not_theirs(address: str) -> None:
    case = drafted(door(address, BUYER)).case
    assert got(address, f"/requests/{case}/quote", "seat=4711.buyer.EMEA")[0] == 200
    assert got(address, f"/requests/{case}/quote", "seat=9.buyer.EMEA")[0] == 404
    assert got(address, f"/requests/{case}", "seat=9.director.EMEA")[0] == 303


def test_whoever_is_not_signed_in_is_asked_who_they_are(address: str) -> None:
    assert got(address, "/", "")[1]["Location"] == "/sign-in"
    assert got(address, "/", "seat=4711.owner.EMEA")[1]["Location"] == "/sign-in"


def test_pages_may_run_their_own_scripts_and_ask_their_own_address_only(address: str) -> None:
    _, headers, text = got(address, "/requests/new")
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    nonce = policy["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == policy["style-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert text.count(f'nonce="{nonce}"') == text.count("<script")
    assert nonce not in got(address, "/requests/new")[2]


def test_what_somebody_entered_is_shown_as_text(address: str) -> None:
    at = door(address, BUYER)
    drafted(at, what="<script>alert(1)</script>")
    assert "<script>alert" not in got(address, "/")[2]
    assert "&lt;script&gt;alert" in got(address, "/")[2]


def test_without_guidance_no_page_speaks_of_it(address: str) -> None:
    assert "/desirepath/" not in got(address, "/requests/new")[2]
    assert got(address, "/desirepath/v1/sdk/loader.js")[0] == 404


def test_with_guidance_the_tag_says_who_reads_and_where_nobody_answers_the_page_goes_on() -> None:
    with served(GUIDANCE) as address:
        _, _, text = got(address, "/requests/new")
        assert 'data-person="4711"' in text
        assert 'data-attributes="{&#34;region&#34;: &#34;EMEA&#34;, &#34;role&#34;: &#34;buyer&#34;}"' in text
        assert got(address, "/desirepath/v1/guides?key=dp_k")[0] == 502
        assert "desirepath" not in got(address, "/sign-in")[2]


def test_events_are_passed_on_to_the_collector_and_the_rest_to_delivery() -> None:
    with answering("delivery") as deliver, answering("collector") as collect:
        told = Guidance(key="dp_k", workspace="demo", trust="dHJ1c3Q=", deliver=deliver, collect=collect)
        with served(told) as address:
            assert got(address, "/desirepath/v1/events?writeKey=k")[2] == "collector /v1/events?writeKey=k"
            assert got(address, "/desirepath/v1/guides?key=k")[2] == "delivery /v1/guides?key=k"
            assert got(address, "/desirepath/v1/eventsand")[2] == "delivery /v1/eventsand"


def test_nothing_is_passed_on_to_another_computer() -> None:
    elsewhere = Guidance(key="dp_k", workspace="demo", trust="dHJ1c3Q=", deliver="http://192.0.2.1:80")
    with served(elsewhere) as address:
        assert got(address, "/desirepath/v1/guides")[0] == 502


def test_each_label_names_a_step_of_the_path() -> None:
    assert [(one["step"], one["activity"]) for one in LABELS] == [(one.id, one.activity) for one in STEPS.values()]


def test_the_same_number_and_seed_are_always_the_same_person() -> None:
    assert people(20) == people(20)
    assert [one.knows for one in people(20)] == [one.knows for one in people(20)]
    assert 0.15 < sum(one.knows for one in people(400)) / 400 < 0.35


def test_the_application_says_where_it_listens_and_ends_when_asked() -> None:
    command = [sys.executable, "-m", "example.application", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    said = process.stdout.readline()
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()
    assert said.startswith("Purchase requests at http://127.0.0.1:")


class answering:  # noqa: N801 - read as a word in a sentence
    """A server that says its name and the path it was asked for."""

    def __init__(self, name: str) -> None:
        class Says(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(f"{name} {self.path}".encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Says)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
