"""Write keys: made, shown once, kept hashed, revoked."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pytest

from desirepath.doors.keys import KeyRing
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.write_keys import Rate, create_key, file_of_keys, read_keys, revoke_key


def test_a_key_is_thirty_two_signs_and_its_text_is_kept_nowhere(tmp_path: Path) -> None:
    file = file_of_keys(tmp_path / "warehouse")
    made, text = create_key(file, "purchasing", ["https://ERP.example.com/"], Rate(events=5.0))
    assert file == tmp_path / "warehouse.keys" / "write-keys.json"
    assert text.startswith("dp_")
    assert text[3:].isalnum()
    assert len(text) == 3 + 32
    assert text not in file.read_text()
    kept = json.loads(file.read_text())["keys"][0]
    assert kept["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (kept["application"], kept["origins"], kept["rate"]["events"]) == (
        "purchasing",
        ["https://erp.example.com"],
        5.0,
    )
    assert made == read_keys(file)[0]


def test_only_the_owner_may_read_the_keys(tmp_path: Path) -> None:
    file = file_of_keys(tmp_path / "warehouse")
    create_key(file, "purchasing")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["write-keys.json"]


def test_a_revoked_key_is_out_of_force_and_stays_on_record(tmp_path: Path) -> None:
    file = tmp_path / "write-keys.json"
    made, text = create_key(file, "purchasing")
    kept, other = create_key(file, "travel")
    ring = KeyRing(file)
    assert ring.of(text.encode()) == made
    first = revoke_key(file, made.id)
    assert revoke_key(file, made.id).revoked_at == first.revoked_at
    assert ring.refresh()
    assert ring.of(text.encode()) is None
    assert ring.of(other.encode()) == kept
    assert [one.id for one in read_keys(file)] == [made.id, kept.id]


def test_keys_that_cannot_be_read_leave_those_in_force_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "write-keys.json"
    _, text = create_key(file, "purchasing")
    ring = KeyRing(file)
    file.write_text("{")
    assert not ring.refresh()
    assert ring.of(text.encode()) is not None
    with pytest.raises(BadInput, match="cannot be read"):
        KeyRing(file)


@pytest.mark.parametrize("origin", ["erp.example.com", "ftp://a", "https://a/path", "https://a b", "null", ""])
def test_an_origin_that_no_browser_sends_is_refused(tmp_path: Path, origin: str) -> None:
    with pytest.raises(BadInput, match="origin"):
        create_key(tmp_path / "write-keys.json", "purchasing", [origin])


@pytest.mark.parametrize("name", ["", "../x", "Purchasing", "a\n", "x" * 65])
def test_the_name_of_an_application_is_plain(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="application"):
        create_key(tmp_path / "write-keys.json", name)


def test_a_key_that_is_not_there_cannot_be_revoked(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no write key"):
        revoke_key(tmp_path / "write-keys.json", "key_0")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(BadInput, match="the write keys cannot be"):
        create_key(tmp_path / "a-file" / "write-keys.json", "purchasing")
