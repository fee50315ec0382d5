"""What is kept of events that were refused, so that they can be taken once a mapping is mended.

Persons stand in it by their hashed names, marked so that they are not hashed again; what looks like an e-mail
address, an IBAN or a card number is taken out; what no mapping can ask for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from desirepath.collector.careful_json import Broken
from desirepath.connectors.person_ids import HASHED, PersonHash
from desirepath.doors.redact import without_personal

DoorName: TypeAlias = Literal["own", "segment"]
MARK = "hashed:"
LONGEST_RAW = 1024 * 1024
"""Bytes of a body, or of an event, that are kept; a longer body is cut there."""
_PERSON_NAMES = "userId|user_id|anonymousId|anonymous_id|previousId|previous_id|distinct_id|email"
_NEVER_KEPT = frozenset(
    {*_PERSON_NAMES.split("|"), "context", "integrations", "traits", "groupId", "writeKey", "api_key"}
)
_SEGMENTS = ("type", "event", "name", "properties", "timestamp", "originalTimestamp", "messageId")
_PERSON_MEMBER = re.compile(
    rf'("(?:{_PERSON_NAMES}|writeKey|api_key)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,\]}}]+)', re.DOTALL
)
_HIDDEN_LETTER = re.compile(r"\\u00[3-7]", re.IGNORECASE)
_TEXT = re.compile(r'"([^"\\]{1,256})"')
MOST_LOOKED_FOR = 50
"""Persons of a body that cannot be read who are looked for within other texts; all are where they are a text alone."""
_SHORTEST_ELSEWHERE = 4
"""Signs of the shortest person id that is looked for in other texts too."""
_ENCODER = msgspec.json.Encoder()


class _Kept(msgspec.Struct):
    door: DoorName
    event: msgspec.Raw


_DECODER = msgspec.json.Decoder(_Kept)


def kept_event(door: DoorName, event: Mapping[str, Any], persons: PersonHash, kind: str) -> bytes | None:
    """An event as it is kept. `kind` is its type in Segment's terms, where it came that way."""
    user = _text(event.get("userId" if door == "segment" else "user_id"))
    cleaner = _Cleaner(user, persons)
    if door == "segment":
        kept = {
            "type": kind,
            **{name: cleaner.clean(event[name]) for name in _SEGMENTS if name in event and name != "type"},
        }
        kept["userId"] = cleaner.person
    else:
        kept = {cleaner.text(name): cleaner.clean(value) for name, value in event.items() if name not in _NEVER_KEPT}
        kept["user_id"] = cleaner.person
    return _enclosed(door, _ENCODER.encode(kept))


def kept_broken(door: DoorName, broken: Broken, persons: PersonHash) -> bytes | None:
    """An event that is against the rules as it is kept: its text; None where names in it may be hidden by escapes."""
    if _HIDDEN_LETTER.search(broken.text) is not None:
        return None
    return _enclosed(door, _cleaned(broken.text, persons).encode("utf-8", "replace"))


def kept_body(body: bytes, persons: PersonHash) -> bytes:
    """A body that is no batch as it is kept: its beginning, as far as it can be cleaned without being read."""
    return _cleaned(body[:LONGEST_RAW].decode("latin-1"), persons).encode("latin-1", "replace")


def read_kept(raw: bytes) -> tuple[DoorName, bytes] | None:
    """The door by which a kept event came, and the event; None for a kept body."""
    try:
        kept = _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return kept.door, bytes(kept.event)


def hashed_person(person: str, persons: PersonHash, *, again: bool) -> str:
    """The hashed name of a person. In an event that was kept (`again`) it may stand already, marked."""
    if again and person.startswith(MARK) and HASHED.fullmatch(person, len(MARK)):
        return person[len(MARK) :]
    return persons.of(person)


class _Cleaner:
    """Cleans the values of one event."""

    def __init__(self, user: str | None, persons: PersonHash) -> None:
        self._persons = persons
        self._user = user
        self.person = self._marked(user) if user else None

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - any value of JSON
        if isinstance(value, dict):
            return {self.text(name): self._member(name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.clean(inner) for inner in value]
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, bool):
            return value
        number = str(value)
        cleaned = self.text(number)
        return value if cleaned == number else cleaned

    def text(self, text: str) -> str:
        """A text without what is personal, and with the event's person by the hashed name."""
        if self._user is not None and self.person is not None:
            if text.strip() == self._user:
                return self.person
            if len(self._user) >= _SHORTEST_ELSEWHERE and self._user in text:
                text = text.replace(self._user, self.person)
        return without_personal(text).text or ""

    def _member(self, name: str, value: Any) -> Any:  # noqa: ANN401 - any value of JSON
        if name in _NEVER_KEPT and (person := _text(value)):
            return self._marked(person)
        return self.clean(value)

    def _marked(self, person: str) -> str:
        return MARK + hashed_person(person, self._persons, again=True)


def _cleaned(text: str, persons: PersonHash) -> str:
    found: set[str] = set()

    def hashed(member: re.Match[str]) -> str:
        person = member[2].strip('"').strip()
        if not person or person == "null":
            return member[0]
        found.add(person)
        return f'{member[1]}"{MARK}{persons.of(person)}"'

    text = _PERSON_MEMBER.sub(hashed, text)
    text = _TEXT.sub(lambda told: f'"{MARK}{persons.of(told[1])}"' if told[1] in found else told[0], text)
    for person in sorted(found, key=len, reverse=True)[:MOST_LOOKED_FOR]:
        if len(person) >= _SHORTEST_ELSEWHERE:
            text = text.replace(person, MARK + persons.of(person))
    return without_personal(text).text or ""


def _enclosed(door: DoorName, event: bytes) -> bytes | None:
    return b'{"door":"%b","event":%b}' % (door.encode(), event) if len(event) <= LONGEST_RAW else None


def _text(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
    return None if value is None or isinstance(value, dict | list | bool) else str(value).strip() or None
