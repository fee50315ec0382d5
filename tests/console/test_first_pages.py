"""The pages that everything else hangs on open, and only for those who work there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from desirepath.console.workspaces.permissions import Role
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGES = ("/w/ours/", "/w/ours/r/purchase-requests/", "/w/ours/r/purchase-requests/runs/", "/w/ours/people/")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_every_role_of_its_workspace(
    signed_in: Callable[[Role], Client], role: Role, page: str
) -> None:
    assert signed_in(role).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_there_for_people_of_another_workspace(stage: Stage, page: str) -> None:
    assert client_of(stage.their_seat).get(page).status_code == 404


def test_the_overview_says_where_for_whom_and_why(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.VIEWER).get("/w/ours/r/purchase-requests/").content.decode()
    assert "Day 27 of 45" in page
    assert "Enter the quote" in page
    assert "Workflow friction" in page
