"""The rollout file as form and text on one page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import rollout_by_id, text_of, versions_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/file/"


def as_form(text: str, stands_on: int, **more: str) -> dict[str, str]:
    return {**form_of(text).posted(), "sent_as": "form", "base": text, "stands_on": str(stands_on), **more}


def as_text(text: str, stands_on: int, **more: str) -> dict[str, str]:
    return {"sent_as": "text", "text": text, "stands_on": str(stands_on), **more}


@pytest.fixture
def text(stage: Stage) -> str:
    return text_of(stage.rollout.id)


def newest(stage: Stage) -> int:
    return rollout_by_id(stage.rollout.id).version


@pytest.mark.parametrize("role", list(Role))
def test_the_page_shows_the_text_and_every_field_to_all_roles(
    signed_in: Callable[[Role], Client], role: Role, text: str
) -> None:
    page = signed_in(role).get(PAGE).content.decode()
    assert text in html.unescape(page)
    missing = [one.name for one in form_of(text).every_field() if f'name="{one.name}"' not in page]
    assert missing == []
    assert ("Keep</button>" in page) == (role is not Role.VIEWER)


def test_a_form_sent_back_unchanged_makes_no_version(
    stage: Stage, signed_in: Callable[[Role], Client], text: str
) -> None:
    answer = signed_in(Role.AUTHOR).post(PAGE, as_form(text, 1, do="keep"))
    assert answer.status_code == 302
    assert newest(stage) == 1


def test_one_field_changes_one_line_of_the_text(stage: Stage, signed_in: Callable[[Role], Client], text: str) -> None:
    sent = as_form(text, 1, do="keep", note="A new title", title="Requests in one place")
    assert signed_in(Role.AUTHOR).post(PAGE, sent).status_code == 302
    now = text_of(stage.rollout.id)
    changed = [one for one in zip(text.splitlines(), now.splitlines(), strict=True) if one[0] != one[1]]
    assert [after for _, after in changed] == ["title: Requests in one place"]
    assert versions_of(stage.rollout.id)[0].note == "A new title"
    line = Entry.objects.order_by("-number")[0]
    assert (line.verb, line.about) == ("rollout.saved", "purchase-requests")


def test_line_breaks_of_browsers_do_not_reach_the_file(
    stage: Stage, signed_in: Callable[[Role], Client], text: str
) -> None:
    sent = as_text((text + "# written by hand\n").replace("\n", "\r\n"), 1, do="keep")
    assert signed_in(Role.AUTHOR).post(PAGE, sent).status_code == 302
    assert text_of(stage.rollout.id) == text + "# written by hand\n"


def test_a_mistake_stands_at_its_field_and_keeps_the_text_from_being_kept(
    stage: Stage, signed_in: Callable[[Role], Client], text: str
) -> None:
    sent = as_form(text, 1, do="keep", smallest_group="3")
    page = signed_in(Role.AUTHOR).post(PAGE, sent).content.decode()
    assert newest(stage) == 1
    cell = page[page.index('<label for="smallest_group"') :]
    assert 'aria-invalid="true"' in cell[: cell.index("</div>")]
    assert 'value="3"' in cell[: cell.index("</div>")]
    assert "Keep it although it has mistakes" in page


def test_mistakes_are_kept_where_that_is_wanted(stage: Stage, signed_in: Callable[[Role], Client], text: str) -> None:
    sent = as_form(text, 1, do="keep", despite="yes", smallest_group="3")
    assert signed_in(Role.AUTHOR).post(PAGE, sent).status_code == 302
    assert "smallest_group: 3" in text_of(stage.rollout.id)


def test_checking_keeps_nothing_and_says_so(stage: Stage, signed_in: Callable[[Role], Client], text: str) -> None:
    page = signed_in(Role.AUTHOR).post(PAGE, as_form(text, 1, do="check", title="Other")).content.decode()
    assert "No mistakes. Nothing is kept yet." in page
    assert 'value="Other"' in page
    assert newest(stage) == 1


def test_text_that_is_no_yaml_is_shown_with_its_line_and_without_a_form(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.AUTHOR).post(PAGE, as_text("rollout: [one\ntitle: x\n", 1, do="check")).content.decode()
    assert "rollout.yaml:2" in page or "rollout.yaml:1" in page or "rollout.yaml:3" in page
    assert "cannot be read as a form" in page
    assert "rollout: [one" in page


def test_a_row_is_added_with_what_was_written_and_not_kept(
    stage: Stage, signed_in: Callable[[Role], Client], text: str
) -> None:
    sent = as_form(text, 1, add="exclude") | {"exclude-new-from": "2026-01-01", "exclude-new-to": "2026-01-02"}
    page = signed_in(Role.AUTHOR).post(PAGE, sent).content.decode()
    assert 'name="exclude-0-from"' in page
    assert 'value="2026-01-01"' in page
    assert 'name="exclude-new0-from"' in page
    assert 'name="exclude-new1-from"' in page
    assert newest(stage) == 1


def test_a_row_is_removed_by_its_button(stage: Stage, signed_in: Callable[[Role], Client], text: str) -> None:
    rows = len(form_of(text).sources)
    page = signed_in(Role.AUTHOR).post(PAGE, as_form(text, 1, remove=f"sources-{rows - 1}")).content.decode()
    assert f'name="sources-{rows - 2}-table"' in page
    assert f'name="sources-{rows - 1}-table"' not in page
    base = html.unescape(re.search(r'name="base" value="([^"]*)"', page)[1])  # type: ignore[index]
    assert len(form_of(base).sources) == rows - 1
    assert newest(stage) == 1


def test_what_somebody_saved_meanwhile_stands_beside_what_was_written(
    stage: Stage, seat: Seat, signed_in: Callable[[Role], Client], text: str
) -> None:
    save_file(seat, stage.rollout, text + "# theirs\n", stands_on=1)
    client = signed_in(Role.AUTHOR)
    page = client.post(PAGE, as_text(text + "# ours\n", 1, do="keep")).content.decode()
    assert "Version 2 was saved while you were writing" in page
    assert '<ins dir="auto"># theirs</ins>' in page
    assert '<ins dir="auto"># ours</ins>' in page
    assert '<del dir="auto"># theirs</del>' in page
    assert newest(stage) == 2
    assert client.post(PAGE, as_text(text + "# ours\n", 2, do="keep")).status_code == 302
    assert text_of(stage.rollout.id) == text + "# ours\n"


def test_a_version_shows_its_lines_and_going_back_makes_a_new_one(
    stage: Stage, seat: Seat, signed_in: Callable[[Role], Client], text: str
) -> None:
    save_file(seat, stage.rollout, text + "# more\n", stands_on=1, note="More")
    client = signed_in(Role.AUTHOR)
    page = client.get(f"{PAGE}versions/2/").content.decode()
    assert '<ins dir="auto"># more</ins>' in page
    assert "Go back" not in page
    assert "Go back to this version" in client.get(f"{PAGE}versions/1/").content.decode()
    assert client.post(f"{PAGE}versions/1/back/", {"stands_on": "2"}).status_code == 302
    assert newest(stage) == 3
    assert text_of(stage.rollout.id) == text
    assert client.get(f"{PAGE}versions/9/").status_code == 404


def test_a_viewer_changes_nothing(stage: Stage, signed_in: Callable[[Role], Client], text: str) -> None:
    viewer = signed_in(Role.VIEWER)
    assert viewer.post(PAGE, as_text(text + "# x\n", 1, do="keep")).status_code == 403
    assert viewer.post(f"{PAGE}versions/1/back/", {"stands_on": "1"}).status_code == 403
    assert newest(stage) == 1


@pytest.mark.parametrize("page", [PAGE, f"{PAGE}versions/1/"])
def test_the_file_is_not_there_for_another_workspace(stage: Stage, page: str) -> None:
    client = client_of(stage.their_seat)
    assert client.get(page).status_code == 404
    assert client.post(page.replace("versions/1/", "versions/1/back/"), {"text": "x"}).status_code == 404


def test_markup_in_the_file_stays_text(signed_in: Callable[[Role], Client], text: str) -> None:
    nasty = '"</textarea><script>alert(1)</script>"'
    page = signed_in(Role.AUTHOR).post(PAGE, as_form(text, 1, do="check", title=nasty)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
