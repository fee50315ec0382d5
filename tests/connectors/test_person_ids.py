"""Persons go by keyed hashes: one name each, nothing to be told from it, and one key on the disk."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pytest

from desirepath.connectors.person_ids import HASHED, PersonHash
from desirepath.vocabulary.errors import BadInput

KEY = bytes(range(32))


def test_the_name_is_the_first_half_of_an_hmac_with_sha_256() -> None:
    referee = hmac.new(KEY, "Zoë".encode(), hashlib.sha256).hexdigest()
    assert PersonHash(KEY).of("Zoë") == referee[:32]
    assert HASHED.fullmatch(PersonHash(KEY).of("Zoë"))


def test_one_person_has_one_name_and_another_key_gives_another() -> None:
    assert PersonHash(KEY).of("alice") == PersonHash(KEY).of("alice")
    assert PersonHash(KEY).of("alice") != PersonHash(KEY).of("Alice")
    assert PersonHash(KEY).of("alice") != PersonHash(KEY[::-1]).of("alice")


def test_any_text_has_a_name() -> None:
    assert HASHED.fullmatch(PersonHash(KEY).of("\ud800"))
    assert HASHED.fullmatch(PersonHash(KEY).of(""))


def test_a_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "person.key"
    made = PersonHash.kept_in(file, create=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [found.name for found in file.parent.iterdir()] == ["person.key"]
    assert PersonHash.kept_in(file, create=True).of("alice") == made.of("alice") == PersonHash.kept_in(file).of("alice")


def test_two_new_keys_differ(tmp_path: Path) -> None:
    one, other = (PersonHash.kept_in(tmp_path / name, create=True) for name in ("a", "b"))
    assert one.of("alice") != other.of("alice")


def test_a_missing_key_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        PersonHash.kept_in(tmp_path / "person.key")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"zz", b"00" * 31, b"00" * 33, b"\xff\xfe"])
def test_what_is_no_key_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "person.key"
    file.write_bytes(content)
    with pytest.raises(BadInput, match="the key of persons cannot be read"):
        PersonHash.kept_in(file, create=True)
    assert file.read_bytes() == content


def test_a_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        PersonHash(KEY[:31])


def test_no_more_than_the_latest_persons_are_remembered() -> None:
    persons = PersonHash(KEY)
    for number in range(70_000):
        persons.of(str(number))
    assert persons.of.cache_info().currsize == 65_536
