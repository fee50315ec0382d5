"""Who changes the log in the database is found out: by the command, by the page, at random."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from desirepath.cli.main import BAD_INPUT, DONE, run
from desirepath.console.audit.models import Entry
from desirepath.console.audit.record import audit_key
from desirepath.console.audit.verify import verify
from desirepath.console.home import HOME_VARIABLE, Home
from desirepath.console.workspaces.permissions import Role
from tests.console.audit.conftest import LINES
from tests.console.audit.tampering import FIELDS, at_random, named, rows, written

FEW, MANY = 200, 1_000


@pytest.fixture
def command(log: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """`desirepath audit verify` on the log; its exit status."""
    monkeypatch.setenv(HOME_VARIABLE, str(log.folder))
    return lambda: run(["audit", "verify", "--home", str(log.folder)])


def test_a_log_that_nobody_touched_is_whole(
    command: Callable[[], int], signed_in: Callable[[Role], Client], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command() == DONE
    assert f"whole: {LINES} lines" in capsys.readouterr().out
    assert "The log is whole" in signed_in(Role.ADMINISTRATOR).get("/w/ours/audit/?verify=1").content.decode()


def test_every_kind_of_tampering_is_found_by_the_command(command: Callable[[], int]) -> None:
    kinds = {
        kind: tamper for kind, tamper in named().items() if kind not in [f"edited {field}" for field in FIELDS[1:]]
    }
    assert len(kinds) == 14
    for kind, tamper in kinds.items():
        with transaction.atomic():
            tamper()
            assert command() == BAD_INPUT, kind
            transaction.set_rollback(True)
    assert command() == DONE


def test_every_kind_of_tampering_is_found_by_the_page(log: Home, signed_in: Callable[[Role], Client]) -> None:
    del log
    client = signed_in(Role.ADMINISTRATOR)
    for kind, tamper in named().items():
        with transaction.atomic():
            tamper()
            page = client.get("/w/ours/audit/?verify=1").content.decode()
            transaction.set_rollback(True)
        assert "The log is not whole" in page, kind


@pytest.mark.parametrize("times", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_of_tamperings_at_random_none_goes_unseen(log: Home, times: int) -> None:
    by, kinds = random.Random(MANY), Counter[str]()
    for _ in range(times):
        with transaction.atomic():
            kind = at_random(by)
            assert verify(audit_key(), log.audit_anchor).problems, kind
            kinds[kind] += 1
            transaction.set_rollback(True)
    assert len(kinds) == 7
    assert verify(audit_key(), log.audit_anchor).problems == ()


def test_a_log_cut_short_is_found_even_where_the_file_with_its_end_is_gone(log: Home) -> None:
    log.audit_anchor.unlink()
    written(rows()[:-3])
    assert verify(audit_key(), log.audit_anchor).problems == (
        "The file audit.anchor, which says where the log ends, is missing or damaged.",
    )


def test_a_damaged_end_is_told_and_not_believed(log: Home) -> None:
    log.audit_anchor.write_text("many lines", encoding="ascii")
    assert len(verify(audit_key(), log.audit_anchor).problems) == 1


def test_another_key_finds_every_line_wrong(log: Home) -> None:
    found = verify(b"another key", log.audit_anchor, most=1000)
    assert len(found.problems) == LINES


def test_an_older_end_never_replaces_a_newer_one(log: Home) -> None:
    from desirepath.console.audit.record import _anchored, anchor

    before = anchor(log.audit_anchor)
    _anchored(log.audit_anchor, LINES - 1, "f" * 64)
    assert anchor(log.audit_anchor) == before == (LINES, Entry.objects.latest("number").seal)


def test_key_end_and_lock_are_readable_by_their_owner_alone(log: Home) -> None:
    audit_key()
    kept = {file.name: file.stat().st_mode & 0o777 for file in log.folder.iterdir()}
    assert kept == {"audit.secret": 0o600, "audit.anchor": 0o600, "audit.anchor.lock": 0o600}
    assert log.folder.stat().st_mode & 0o777 == 0o700
