"""What is published is signed, and whatever is not exactly that is refused with a reason."""

from __future__ import annotations

import stat
from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.guidance.published import Envelope
from desirepath.warehouse.published_guides import next_sequence, publish, published_file, read_published
from desirepath.warehouse.signing import (
    KEY_FILE,
    PUBLIC_FILE,
    ContentRefused,
    Expected,
    SigningKey,
    name_of_key,
    public_of_home,
    verify,
)
from tests.delivery.made import NOW, as_guides, document, made

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(32))
SENT = msgspec.json.encode(KEY.sign(as_guides(document(sequence=7))))
EXPECTED = Expected(workspace="works", now=NOW, at_least=7)


def refused(sent: bytes, trusted: str = KEY.public, expected: Expected = EXPECTED) -> str:
    with pytest.raises(ContentRefused) as found:
        verify(sent, trusted, expected)
    return found.value.because


def changed(**fields: str) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(msgspec.json.decode(SENT, type=Envelope), **fields))


def test_what_was_signed_is_read_as_it_was() -> None:
    assert verify(SENT, KEY.public, EXPECTED) == as_guides(document(sequence=7))


def test_the_signature_is_that_of_ed25519_over_the_name_of_the_schema_and_the_document() -> None:
    envelope = msgspec.json.decode(SENT, type=Envelope)
    signed = b"desirepath/signed/1\n" + envelope.document.encode()
    Ed25519PublicKey.from_public_bytes(b64decode(KEY.public)).verify(b64decode(envelope.signature), signed)


def test_the_key_is_named_by_the_first_16_hex_digits_of_its_sha_256() -> None:
    # RFC 8032, section 7.1, test 1; the hash by sha256sum.
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    assert name_of_key(b64encode(public).decode()) == "21fe31dfa154a261"


def test_a_document_that_was_touched_is_refused() -> None:
    touched = msgspec.json.decode(SENT, type=Envelope).document.replace("new form", "old form")
    assert refused(changed(document=touched)) == "bad_signature"


def test_content_signed_by_another_home_is_refused() -> None:
    theirs = msgspec.json.encode(OTHER.sign(as_guides(document(sequence=7))))
    assert refused(theirs) == "bad_signature"
    assert refused(changed(key=name_of_key(OTHER.public))) == "bad_signature"
    assert refused(SENT, trusted="not base64!") == "bad_signature"


def test_content_is_refused_from_the_moment_it_expires() -> None:
    ends = 1_827_273_600_000  # 2027-11-27T00:00:00Z
    assert verify(SENT, KEY.public, Expected(workspace="works", now=ends - 1)).sequence == 7
    assert refused(SENT, expected=Expected(workspace="works", now=ends)) == "expired"


def test_content_that_is_older_than_what_was_seen_is_refused() -> None:
    assert refused(SENT, expected=Expected(workspace="works", now=NOW, at_least=8)) == "downgraded"


def test_content_of_another_workspace_is_refused() -> None:
    assert refused(SENT, expected=Expected(workspace="office", now=NOW)) == "other_workspace"


@pytest.mark.parametrize(
    "sent",
    [b"", b"<html>", b"[]", b"{}", b"[" * 100_000, SENT[:-1], SENT.replace(b"signed/1", b"signed/2"), b"\xff"],
)
def test_what_is_no_envelope_is_refused(sent: bytes) -> None:
    assert refused(sent) == "unknown_structure"


def signed_as_it_is(text: str) -> bytes:
    """An envelope over a text that our own structures would not write, signed with the right key."""
    signature = KEY._private.sign(("desirepath/signed/1\n" + text).encode())
    named = {"schema": "desirepath/signed/1", "key": name_of_key(KEY.public), "document": text}
    return msgspec.json.encode(named | {"signature": b64encode(signature).decode()})


def test_a_signed_document_with_a_field_or_a_day_that_is_not_known_is_refused() -> None:
    more = msgspec.json.encode(document(sequence=7) | {"script": "x"}).decode()
    no_day = msgspec.json.encode(document(sequence=7, expires_at="2027-02-30T00:00:00Z")).decode()
    assert refused(signed_as_it_is(more)) == "unknown_structure"
    assert refused(signed_as_it_is(no_day)) == "unknown_structure"


@given(at=st.integers(0, len(SENT) - 1), bit=st.integers(0, 7))
def test_no_bit_can_be_turned_without_being_refused_or_saying_the_same(at: int, bit: int) -> None:
    turned = SENT[:at] + bytes([SENT[at] ^ 1 << bit]) + SENT[at + 1 :]
    assert outcome(turned) in ("bad_signature", "unknown_structure", as_guides(document(sequence=7)))


def outcome(sent: bytes) -> object:
    """The document, or why it is refused."""
    try:
        return verify(sent, KEY.public, EXPECTED)
    except ContentRefused as content:
        return content.because


def test_the_key_of_a_home_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = SigningKey.of_home(tmp_path)
    assert SigningKey.of_home(tmp_path).public == first.public
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert SigningKey.of_home(tmp_path / "other").public != first.public


def test_a_key_that_is_none_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).parent.mkdir()
    (tmp_path / KEY_FILE).write_text("no key")
    with pytest.raises(BadInput, match="cannot be had"):
        SigningKey.of_home(tmp_path)
    assert (tmp_path / KEY_FILE).read_text() == "no key"


def test_the_public_part_lies_beside_the_key_and_follows_it(tmp_path: Path) -> None:
    key = SigningKey.of_home(tmp_path)
    assert (tmp_path / PUBLIC_FILE).read_text() == key.public == public_of_home(tmp_path)
    (tmp_path / PUBLIC_FILE).unlink()  # as in a home from before it was kept
    SigningKey.of_home(tmp_path)
    assert public_of_home(tmp_path) == key.public
    (tmp_path / KEY_FILE).write_text(bytes(32).hex())  # as after another key was restored from a backup
    SigningKey.of_home(tmp_path)
    assert public_of_home(tmp_path) == OTHER.public
    assert sorted(one.name for one in (tmp_path / KEY_FILE).parent.iterdir()) == ["ed25519.key", "ed25519.pub"]


def test_what_is_published_is_read_without_the_private_key_and_none_is_made(tmp_path: Path) -> None:
    home = made(tmp_path).home
    sent = publish(home, as_guides(document())).envelope
    (home / KEY_FILE).unlink()
    found = read_published(home, "works")
    assert found is not None
    assert found.envelope == sent
    assert not (home / KEY_FILE).exists()


@pytest.mark.parametrize("there", [None, "", "no key", b64encode(b"short").decode(), "é"])
def test_without_a_public_part_that_is_one_nothing_is_read_and_what_to_do_is_said(
    tmp_path: Path, there: str | None
) -> None:
    home = made(tmp_path).home
    publish(home, as_guides(document()))
    if there is None:
        (home / PUBLIC_FILE).unlink()
    else:
        (home / PUBLIC_FILE).write_text(there, encoding="utf-8")
    with pytest.raises(BadInput, match="Start the console once"):
        read_published(home, "works")


def test_the_sequence_of_a_workspace_only_grows(tmp_path: Path) -> None:
    home = made(tmp_path)
    assert next_sequence(home.home, "works") == 1
    assert [home.publish().sequence, home.publish().sequence] == [1, 2]
    with pytest.raises(ValueError, match="not above"):
        publish(home.home, as_guides(document(sequence=2)))


def test_a_published_file_that_was_touched_is_not_read(tmp_path: Path) -> None:
    home = made(tmp_path)
    home.publish()
    file = published_file(home.home, "works")
    file.write_bytes(file.read_bytes().replace(b"new form", b"old form"))
    with pytest.raises(ContentRefused):
        read_published(home.home, "works")


def test_nothing_is_published_at_first_and_what_has_expired_is_still_read(tmp_path: Path) -> None:
    home = made(tmp_path)
    assert read_published(home.home, "works") is None
    home.publish(expires_at="2026-11-27T00:00:01Z")
    found = read_published(home.home, "works")
    assert found is not None
    assert found.guides.expires_at < "2026-11-28"
