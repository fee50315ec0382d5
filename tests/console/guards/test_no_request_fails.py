"""Whatever stands in a query or a form, the console answers; it never fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import desirepath.console
from desirepath.console.workspaces.permissions import Role
from tests.console.guards.expected import EXPECTED
from tests.console.guards.routes import Address
from tests.console.guards.sides import Side
from tests.console.guards.test_every_route import ROUTES, SENDING, form_of, path_of, undone

CONSOLE = Path(desirepath.console.__file__).parent
READ = re.compile(r'(?:GET|POST|asked|given|form|query)(?:\.get(?:list)?\(|\[)"(\w+)"')
NONSENSE = (
    "",
    "0",
    "-1",
    "9" * 30,
    "١٢",
    "1e309",
    "NaN",
    "null\x00byte",
    "a" * 6_000,
    "<script>alert(1)</script>",
    "%s%n{0}{{7*7}}",
    "2026-02-30",
    "../../etc/passwd",
    "\ud7ff\u202e\u0000",
    "role=viewer&role=x",
    "[]",
    '{"a": 1}',
)


AT_A_TIME = 4
"""So many of them are tried on an address in every run, other ones on the next; in the long lane all on each."""
HOW_MANY = pytest.mark.parametrize("many", [AT_A_TIME, pytest.param(len(NONSENSE), marks=pytest.mark.long)])


def some(address: Address, many: int) -> list[str]:
    begin = sum(map(ord, address.name))
    return [NONSENSE[(begin + place) % len(NONSENSE)] for place in range(many)]


@cache
def names_read() -> tuple[str, ...]:
    """Every name that a page reads from a query or a form, found in the source."""
    texts = (file.read_text(encoding="utf-8") for file in CONSOLE.rglob("*.py"))
    return tuple(sorted({name for text in texts for name in READ.findall(text)}))


def test_the_names_that_pages_read_are_found() -> None:
    assert {"before", "who", "as_of", "every", "email", "role"} <= set(names_read())


@HOW_MANY
@pytest.mark.parametrize("address", ROUTES)
def test_no_query_makes_a_page_fail(
    signed_in: Callable[[Role], Client], ours: Side, address: Address, many: int
) -> None:
    client, path, names = signed_in(Role.ADMINISTRATOR), path_of(address, ours), [n for n in names_read() if n != "run"]
    client.raise_request_exception = False
    for nonsense in some(address, many):
        with undone():
            assert client.get(path, dict.fromkeys(names, nonsense)).status_code < 500, nonsense
            assert client.get(path, {"run": nonsense}).status_code in (200, 302, 404, 405), nonsense


@HOW_MANY
@pytest.mark.parametrize("address", SENDING)
def test_no_form_makes_an_action_fail(
    signed_in: Callable[[Role], Client], ours: Side, address: Address, many: int
) -> None:
    client, path = signed_in(Role.ADMINISTRATOR), path_of(address, ours)
    client.raise_request_exception = False
    form = form_of(EXPECTED[address.name], ours)
    tries = [{}, dict.fromkeys(names_read(), "x"), {"files": SimpleUploadedFile("x.csv", b"\xff\xfe\x00")}]
    tries += [dict.fromkeys(form, nonsense) for nonsense in some(address, many)]
    tries += [{**form, name: "null\x00byte"} for name in form]
    for one in tries:
        with undone():
            answer = client.post(path, one)
        assert answer.status_code < 500, one


@pytest.mark.parametrize("address", ROUTES)
def test_nonsense_in_the_address_leads_nowhere(
    signed_in: Callable[[Role], Client], ours: Side, address: Address
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    client.raise_request_exception = False
    named = EXPECTED[address.name].places(ours)
    path, form = path_of(address, ours, **named), form_of(EXPECTED[address.name], ours)
    for piece in (str(value) for value in named.values()):
        for nonsense in ("0", "9" * 30, "no-such-thing", "%00", "%F0%9F%92%A9", "..%2f..%2fsecret"):
            with undone():
                tried = path.replace(f"/{piece}/", f"/{nonsense}/")
                answers = (client.get(tried), client.post(tried, form))
            assert [one.status_code for one in answers if one.status_code not in (404, 405)] == [], tried
