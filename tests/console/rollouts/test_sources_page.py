"""What came in, the files beside a rollout file, and files that are brought."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from desirepath.console.audit.models import Entry
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollouts.files_beside import safe_name
from desirepath.console.rollouts.reads import rollout_by_id, text_of
from desirepath.console.workspaces.permissions import Role
from desirepath.vocabulary.errors import BadInput
from tests.console.conftest import client_of
from tests.console.stage import Stage

PAGE = "/w/ours/r/purchase-requests/data/"
PEOPLE = b"employee_no,mail,country,start_date\n7,a.b@example.com,NL,2020-01-31\n8,c.d@example.com,DE,2021-02-28\n"


@pytest.fixture
def folder(stage: Stage) -> Iterator[Path]:
    """The rollout's folder, as it was afterwards."""
    there = stage.rollout.folder
    shutil.rmtree(there / "staged", ignore_errors=True)
    before = {one.name: one.read_bytes() for one in there.iterdir() if one.is_file()}
    yield there
    shutil.rmtree(there / "staged", ignore_errors=True)
    for one in there.iterdir():
        if one.name not in before:
            one.unlink()
    for name, body in before.items():
        (there / name).write_bytes(body)


@pytest.fixture
def author(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.AUTHOR)


def brought(client: Client, *files: tuple[str, bytes]) -> str:
    given = [SimpleUploadedFile(name, body) for name, body in files]
    return client.post(f"{PAGE}upload/", {"files": given}, follow=True).content.decode()


def waiting(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / "staged").glob("*") if not one.name.endswith(".seen"))


@pytest.mark.parametrize("role", list(Role))
def test_the_page_says_what_came_in_and_from_which_files(signed_in: Callable[[Role], Client], role: Role) -> None:
    page = signed_in(role).get(PAGE).content.decode()
    for file in ("events", "people", "tickets"):
        assert f">{file}<small" in page
    assert '<span class="badge good">there</span>' in page
    assert ("Drop files here" in page) == (role is not Role.VIEWER)


def test_the_table_goes_along_as_csv_and_is_noted(author: Client, stage: Stage) -> None:
    answer = author.get(f"{PAGE}sources.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "table,files,rows,set aside,duplicates,latest"
    assert {line.partition(",")[0] for line in lines[1:]} >= {"events", "people", "tickets"}
    line = Entry.objects.order_by("-number")[0]
    assert (line.verb, line.who) == ("table.exported", stage.seats[Role.AUTHOR].email)


def test_an_upload_waits_and_shows_what_it_is_with_persons_covered(author: Client, folder: Path) -> None:
    page = brought(author, ("hr.csv", PEOPLE))
    assert waiting(folder) == ["hr.csv"]
    assert '<option value="people" selected>' in page
    chosen = page[page.index('id="column-hired_on"') :]
    assert '<option value="start_date" selected>' in chosen[: chosen.index("</select>")]
    chosen = page[page.index('id="column-region"') :]
    assert '<option value="country" selected>' in chosen[: chosen.index("</select>")]
    assert ">NL</td>" in page
    assert "a.b@example.com" not in page
    assert ">7</td>" not in page
    assert Entry.objects.order_by("-number")[0].verb == "file.uploaded"


def test_taking_in_moves_the_file_and_names_it_with_its_columns(
    author: Client, stage: Stage, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    brought(author, ("hr.csv", PEOPLE))
    chosen = {"column-user_id": "employee_no", "column-hired_on": "start_date", "column-region": "country"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = author.post(f"{PAGE}staged/hr.csv/take-in/", {"table": "people", **chosen})
    assert answer.status_code == 302
    assert (folder / "hr.csv").read_bytes() == PEOPLE
    assert waiting(folder) == []
    new = form_of(text_of(stage.rollout.id)).sources[-1]
    assert (new.field("table").value, new.field("file").value) == ("people", "hr.csv")
    assert new.field("columns").value.split("\n") == ["user_id=employee_no", "region=country", "hired_on=start_date"]
    assert (folder / "rollout.yaml").read_text(encoding="utf-8") == text_of(stage.rollout.id)
    line = Entry.objects.order_by("-number")[0]
    assert line.verb == "file.taken_in"


def test_a_needed_column_that_is_not_chosen_is_said_and_nothing_is_taken_in(
    author: Client, stage: Stage, folder: Path
) -> None:
    brought(author, ("hr.csv", PEOPLE))
    page = author.post(f"{PAGE}staged/hr.csv/take-in/", {"table": "people"}).content.decode()
    assert "has no column <code>user_id</code>" in page
    assert waiting(folder) == ["hr.csv"]
    assert rollout_by_id(stage.rollout.id).version == 1


def test_a_file_of_a_name_that_is_there_is_replaced_only_when_that_is_said(
    author: Client, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    (folder / "hr.csv").write_bytes(PEOPLE)
    brought(author, ("hr.csv", b"user_id,role\n1,buyer\n"))
    take = f"{PAGE}staged/hr.csv/take-in/"
    sent = {"table": "people", "column-user_id": "user_id", "column-role": "role"}
    assert "There is a file" in author.post(take, sent).content.decode()
    assert (folder / "hr.csv").read_bytes() == PEOPLE
    with django_capture_on_commit_callbacks(execute=True):
        assert author.post(take, {**sent, "replace": "yes"}).status_code == 302
    assert (folder / "hr.csv").read_bytes() == b"user_id,role\n1,buyer\n"


def test_a_table_can_be_said_to_be_another(author: Client, folder: Path) -> None:
    del folder
    brought(author, ("hr.csv", PEOPLE))
    page = author.get(f"{PAGE}staged/hr.csv/?table=tickets").content.decode()
    assert "Not found yet, choose them: ticket_id, opened_at" in page


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("notes.docx", b"x", "is in no format that is read here"),
        ("events.parquet", b"this is no parquet", "events.parquet"),
        ("empty.csv", b"", "empty.csv"),
        ("log.xes", b"<log><trace>", "log.xes"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_once_and_leaves_nothing(
    author: Client, folder: Path, name: str, body: bytes, said: str
) -> None:
    page = brought(author, (name, body))
    assert page.count('class="told error') == 1
    assert said in page
    assert list((folder / "staged").glob("*")) == []


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "..\\evil.csv", "/etc/evil.csv", ".evil.csv", "evil*.csv", "evil[.csv"]
)
def test_a_name_is_one_of_a_file_and_no_pattern(name: str) -> None:
    assert safe_name(name) in ("evil.csv", "evil_.csv")


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 300 + ".csv.gz") == "x" * 113 + ".csv.gz"


@pytest.mark.parametrize("name", ["rollout.yaml", "labels.csv", "x.exe", "csv", "x.csv.seen", "x.gz", ""])
def test_what_is_in_no_format_or_is_ours_has_no_name(name: str) -> None:
    with pytest.raises(BadInput, match="in no format"):
        safe_name(name)


def test_a_file_never_lands_outside_of_where_uploads_wait(author: Client, folder: Path) -> None:
    brought(author, ("../../evil.csv", PEOPLE))
    assert waiting(folder) == ["evil.csv"]


def test_several_files_wait_together_and_are_discarded_one_by_one(author: Client, folder: Path) -> None:
    page = brought(author, ("one.csv", PEOPLE), ("two.csv", PEOPLE))
    assert "2 files wait to be taken in." in page
    assert author.post(f"{PAGE}staged/one.csv/discard/").status_code == 302
    assert waiting(folder) == ["two.csv"]
    assert Entry.objects.order_by("-number")[0].verb == "file.discarded"
    assert not (folder / "staged" / "one.csv.seen").exists()


def test_more_than_two_gigabytes_are_refused_before_they_are_read(author: Client, folder: Path) -> None:
    answer = author.post(
        f"{PAGE}upload/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(3 << 30)
    )
    assert answer.status_code == 302
    assert "more than 2 GB" in author.get(answer.headers["Location"]).content.decode()
    assert waiting(folder) == []


def test_an_upload_without_the_token_of_the_page_is_refused(stage: Stage, folder: Path) -> None:
    client = client_of(stage.seats[Role.AUTHOR])
    client.handler.enforce_csrf_checks = True
    answer = client.post(f"{PAGE}upload/", {"files": SimpleUploadedFile("hr.csv", PEOPLE)})
    assert answer.status_code == 403
    assert waiting(folder) == []


def test_a_file_is_deleted_and_the_page_says_that_the_rollout_file_misses_it(
    author: Client, stage: Stage, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    name = form_of(text_of(stage.rollout.id)).sources[1].field("file").value
    with django_capture_on_commit_callbacks(execute=True):
        assert author.post(f"{PAGE}delete/", {"file": name}).status_code == 302
    assert not (folder / name).exists()
    page = author.get(PAGE).content.decode()
    assert f"There is no file <code>{name}</code>" in page
    assert Entry.objects.order_by("-number")[0].verb == "file.deleted"


@pytest.mark.parametrize("name", ["rollout.yaml", "../rollout.yaml", "staged", "nothing.csv", ""])
def test_only_files_of_the_list_are_deleted(author: Client, folder: Path, name: str) -> None:
    assert author.post(f"{PAGE}delete/", {"file": name}).status_code == 404
    assert (folder / "rollout.yaml").is_file()


def test_a_viewer_brings_and_deletes_nothing(signed_in: Callable[[Role], Client], folder: Path) -> None:
    viewer = signed_in(Role.VIEWER)
    assert viewer.post(f"{PAGE}upload/", {"files": SimpleUploadedFile("hr.csv", PEOPLE)}).status_code == 403
    assert viewer.post(f"{PAGE}delete/", {"file": "people.csv"}).status_code == 403
    assert waiting(folder) == []


def test_nothing_is_there_for_another_workspace(author: Client, stage: Stage, folder: Path) -> None:
    brought(author, ("hr.csv", PEOPLE))
    theirs = client_of(stage.their_seat)
    for where in ("", "sources.csv", "staged/hr.csv/"):
        assert theirs.get(PAGE + where).status_code == 404
    for where in ("staged/hr.csv/discard/", "staged/hr.csv/take-in/", "delete/"):
        assert theirs.post(PAGE + where, {"file": "hr.csv"}).status_code == 404
    assert theirs.post(f"{PAGE}upload/", {"files": SimpleUploadedFile("x.csv", PEOPLE)}).status_code == 404
    assert waiting(folder) == ["hr.csv"]


def test_headers_of_a_file_are_shown_as_text(author: Client, folder: Path) -> None:
    del folder
    page = brought(author, ("x.csv", b"<script>alert(1)</script>,at\n<b>1</b>,2024-01-01\n"))
    assert "<script>alert(1)" not in page
    assert "<b>1</b>" not in page
    assert "&lt;b&gt;1" in page
