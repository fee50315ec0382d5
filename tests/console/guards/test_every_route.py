"""Every address inside a workspace, for every role, for strangers and for people of another workspace.

The addresses come from the URL configuration; `expected.py` says what each takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.workspaces.permissions import PERMISSIONS, Role, may
from tests.console.conftest import client_of
from tests.console.guards.expected import EXPECTED, Route
from tests.console.guards.routes import Address, addresses, inside_a_workspace
from tests.console.guards.sides import Side
from tests.console.guards.sound_page import FOREIGN, complaints_about

OUTSIDE = {
    "home": "the way to one's workspaces",
    "sheet": "how pages look, the same for all",
    "font": "how pages look, the same for all",
    "your_account": "one's own account",
    "second_factor_needed": "says how to get in",
    "first": "opened by a link that was handed over",
    "handed_in": "opened by a link that was handed over",
}
"""Our own addresses outside workspaces, and why they may be there."""
KNOWN = [one for one in inside_a_workspace() if one.name in EXPECTED]
ROUTES = [pytest.param(one, id=one.name) for one in KNOWN]
SENDING = [pytest.param(one, id=one.name) for one in KNOWN if EXPECTED[one.name].form]
SignedIn = Callable[[Role], Client]
EVERYBODY = pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.long)])
"""Who may not is refused in every run; of those who may, all try in the long lane, and in the short one `who_try`."""


def path_of(address: Address, side: Side, **instead: object) -> str:
    route = EXPECTED[address.name]
    named: dict[str, object] = {"workspace": side.seat.slug, "rollout": side.rollout.slug, **instead}
    if not set(address.takes) <= set(named):
        named = {**named, **route.places(side), **instead}
    return address.at(**named)


def who_try(address: Address, needs: str, *, everybody: bool) -> list[Role]:
    """All who may not; of those who may, the one who may least and another, other ones from address to address."""
    able = [role for role in Role if may(role, needs)]
    some = {able[0], able[sum(map(ord, address.name)) % len(able)]}
    return [role for role in Role if everybody or role not in able or role in some]


def form_of(route: Route, side: Side) -> dict[str, object]:
    return dict(route.form(side)) if route.form else {}


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back, so that the next one finds things as they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_address_of_ours_is_inside_a_workspace_or_has_a_reason_not_to_be() -> None:
    ours = {one.name for one in addresses().values() if not one.pattern.startswith("account/") and not one.inside}
    assert ours | {"your_account", "second_factor_needed"} == set(OUTSIDE)


@pytest.mark.parametrize("address", [pytest.param(one, id=one.name) for one in inside_a_workspace()])
def test_every_address_inside_a_workspace_is_in_the_table(address: Address) -> None:
    assert address.name in EXPECTED, (
        f"The address {address.name} ({address.pattern}) is new. Add a line for it to EXPECTED in "
        "tests/console/guards/expected.py: PAGE, CSV, sent(…) or Route(…) with what fills its places."
    )


def test_no_line_of_the_table_is_for_an_address_that_is_gone() -> None:
    assert set(EXPECTED) <= {one.name for one in inside_a_workspace()}


@pytest.mark.parametrize("address", ROUTES)
def test_an_address_has_a_door_with_a_permission_that_there_is(address: Address) -> None:
    route = EXPECTED[address.name]
    assert address.needs in PERMISSIONS, "put @within(…) or @of_rollout(…) outermost on its view"
    assert route.sending_needs is None or route.sending_needs in PERMISSIONS
    if "csv" in address.name:
        assert address.needs != "see", "a file to take along needs `export` or more"
        assert route.reading_told, "a file that is taken along is a line of the audit log"


@EVERYBODY
@pytest.mark.parametrize("address", ROUTES)
def test_opening_answers_every_role_as_its_permission_says(
    signed_in: SignedIn, ours: Side, address: Address, *, everybody: bool
) -> None:
    route = EXPECTED[address.name]
    for role in who_try(address, address.needs or "", everybody=everybody):
        path = path_of(address, ours)
        lines = Entry.objects.filter(workspace=ours.seat.workspace).count()
        answer = signed_in(role).get(path, route.query)
        told = Entry.objects.filter(workspace=ours.seat.workspace).count() - lines
        if not may(role, address.needs or ""):
            assert answer.status_code == 403, role
        elif not route.opens:
            assert answer.status_code == 405, role
        else:
            assert answer.status_code == 200, role
            assert told == int(route.reading_told), "lines in the audit log"
        assert complaints_about(answer) == [], role


@EVERYBODY
@pytest.mark.parametrize("address", ROUTES)
def test_sending_answers_every_role_as_its_permission_says(
    signed_in: SignedIn, ours: Side, address: Address, *, everybody: bool
) -> None:
    route = EXPECTED[address.name]
    needs = route.sending_needs or address.needs or ""
    for role in who_try(address, needs, everybody=everybody):
        with undone():
            path, form = path_of(address, ours), form_of(route, ours)
            lines = Entry.objects.filter(workspace=ours.seat.workspace).count()
            answer = signed_in(role).post(path, form)
            told = Entry.objects.filter(workspace=ours.seat.workspace).count() - lines
        if not may(role, address.needs or ""):
            assert (answer.status_code, told) == (403, 0), role
        elif route.form is None:
            assert (answer.status_code, told) == (405, 0), role
        elif not may(role, needs):
            assert (answer.status_code, told) == (403, 0), role
        else:
            assert answer.status_code in (200, 302), role
            assert bool(route.no_line) != (told > 0), (
                f"{role}: {told} lines in the audit log; {route.no_line or 'one is due'}"
            )
        assert complaints_about(answer) == [], role


@pytest.mark.parametrize("address", SENDING)
def test_what_is_sent_without_the_token_of_a_form_is_refused(stage, ours: Side, address: Address) -> None:  # noqa: ANN001 - the fixture
    client = client_of(stage.seats[Role.ADMINISTRATOR])
    client.handler.enforce_csrf_checks = True
    path, form = path_of(address, ours), form_of(EXPECTED[address.name], ours)
    lines = Entry.objects.count()
    answer = client.post(path, form)
    assert (answer.status_code, Entry.objects.count()) == (403, lines)
    assert complaints_about(answer) == []


@pytest.mark.parametrize("address", ROUTES)
def test_who_is_not_signed_in_is_asked_to_sign_in(ours: Side, theirs: Side, address: Address) -> None:
    for side in (ours, theirs):
        path = path_of(address, side)
        for answer in (Client().get(path), Client().post(path)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/account/login/?next=/w/")
            assert answer.content == b""


@pytest.mark.parametrize("address", ROUTES)
def test_nothing_is_there_for_people_of_another_workspace(signed_in: SignedIn, theirs: Side, address: Address) -> None:
    route, path = EXPECTED[address.name], path_of(address, theirs)
    for role in (Role.VIEWER, Role.ADMINISTRATOR):
        client, form = signed_in(role), form_of(route, theirs)
        lines = Entry.objects.count()
        for answer in (client.get(path, route.query), client.head(path), client.post(path, form)):
            assert answer.status_code == 404
            assert complaints_about(answer) == []
        assert Entry.objects.count() == lines


@pytest.mark.parametrize("address", ROUTES)
def test_ids_of_another_workspace_lead_nowhere_inside_ones_own(
    signed_in: SignedIn, ours: Side, theirs: Side, address: Address
) -> None:
    client, route = signed_in(Role.ADMINISTRATOR), EXPECTED[address.name]
    paths = []
    if "rollout" in address.takes:
        paths += [path_of(address, ours, rollout=theirs.rollout.slug), f"{path_of(address, ours)}?run={theirs.run}"]
    own, foreign = route.places(ours), route.places(theirs)
    paths += [path_of(address, ours, **{name: foreign[name]}) for name in foreign if foreign[name] != own[name]]
    for path in paths:
        with undone():
            opened = [client.get(path)] if route.opens else []
            sent = [client.post(path, form_of(route, ours))] if route.form else []
        for answer in opened + sent:
            assert answer.status_code == 404, path
            assert complaints_about(answer) == [], path


@pytest.mark.parametrize("address", SENDING)
def test_values_of_another_workspace_in_a_form_reach_nothing_of_theirs(
    signed_in: SignedIn, ours: Side, theirs: Side, address: Address
) -> None:
    form = form_of(EXPECTED[address.name], theirs)
    theirs_told = Entry.objects.filter(workspace=theirs.seat.workspace).count()
    answer = signed_in(Role.ADMINISTRATOR).post(path_of(address, ours), form)
    assert answer.status_code < 500
    assert Entry.objects.filter(workspace=theirs.seat.workspace).count() == theirs_told
    sent_by_us = {str(value) for value in form.values()}
    body = answer.content.decode()
    assert [word for word in FOREIGN if word in body and not any(word in value for value in sent_by_us)] == []
