"""Documents and envelopes that somebody did something to, and why pages refuse each."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from desirepath.warehouse.signing import SigningKey, name_of_key
from tests.guidance.core.documents import GONE, changed
from tests.guidance.hostile_content.showing import sealed, whole, written
from tests.guidance.served import KEY
from tests.guidance.served import written as at

STRANGER = SigningKey(bytes(range(1, 33)))
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the group of Ed25519."""
ANY = frozenset(("bad_signature", "unknown_structure"))


@dataclass(frozen=True, kw_only=True)
class Tampered:
    """What was done, what is sent, and the words by which pages may refuse it."""

    done: str
    sent: bytes
    because: frozenset[str]


def _envelope(done: str, because: str | frozenset[str], envelope: Any) -> Tampered:
    sent = envelope if isinstance(envelope, bytes) else json.dumps(envelope).encode()
    return Tampered(done=done, sent=sent, because=frozenset((because,)) if isinstance(because, str) else because)


def _document(because: str, path: str, value: Any, done: str = "") -> Tampered:
    """One thing that is another in the document, which is signed as it should be."""
    return _envelope(done or f"{path} is {value!r}"[:80], because, sealed(written(changed(whole(), path, value))))


def flipped(count: int) -> list[Tampered]:
    """One bit of the envelope is another, wherever it falls."""
    dice, sound = Random("desirepath/guidance/bits"), json.dumps(sealed(written(whole()))).encode()
    found = []
    for number in range(count):
        place, bit = dice.randrange(len(sound)), 1 << dice.randrange(7)
        sent = sound[:place] + bytes((sound[place] ^ bit,)) + sound[place + 1 :]
        found.append(_envelope(f"bit {number}: {bit} at {place}", ANY, sent))
    return found


def _signatures() -> list[Tampered]:
    text = written(whole())
    sound = sealed(text)
    raw = b64decode(sound["signature"])
    beyond = (int.from_bytes(raw[32:], "little") + ORDER).to_bytes(32, "little")
    strangers = sealed(text, STRANGER)
    other = {
        "there is no signature": "",
        "it is all zeros": b64encode(bytes(64)).decode(),
        "it is that of another document": sealed(written(whole() | {"sequence": 2}))["signature"],
        "it is a stranger's under our name": strangers["signature"],
        "it is cut off": b64encode(raw[:63]).decode(),
        "it is longer": b64encode(raw + b"\0").decode(),
        "its number is beyond the group": b64encode(raw[:32] + beyond).decode(),
        "its point is the neutral one": b64encode(b"\1" + bytes(31) + raw[32:]).decode(),
        "it signs the document without what stands before it": sealed(text, begins="")["signature"],
        "it signs another use": sealed(text, begins="desirepath/records/1\n")["signature"],
        "it is no base64": "!" * 88,
    }
    named = {
        "a stranger signed it": strangers,
        "a stranger signed it and names our key": strangers | {"key": name_of_key(KEY.public)},
        "we signed it and a stranger is named": sound | {"key": strangers["key"]},
        "the document is another": sound | {"document": text.replace("Title", "Other", 1)},
        "the document has a space more": sound | {"document": text + " "},
    }
    made = [_envelope(done, "bad_signature", sound | {"signature": signature}) for done, signature in other.items()]
    return [*made, *(_envelope(done, "bad_signature", envelope) for done, envelope in named.items())]


def _envelopes() -> list[Tampered]:
    sound = sealed(written(whole()))
    other: dict[str, Any] = {
        "the signature was taken out": {name: value for name, value in sound.items() if name != "signature"},
        "the signature is null": sound | {"signature": None},
        "the signature is a list": sound | {"signature": [sound["signature"]]},
        "an algorithm is named": sound | {"alg": "none"},
        "another key comes with it": sound | {"trust": STRANGER.public},
        "the schema is a later one": sound | {"schema": "desirepath/signed/2"},
        "the document is no text": sound | {"document": whole()},
        "there are two": [sound, sound],
        "it is the document alone": whole(),
        "something stands after it": json.dumps(sound).encode() + b"{}",
        "it is a web token": b"eyJhbGciOiJub25lIn0.e30.",
        "it is null": b"null",
        "it is very deep": b"[" * 50_000,
        "it has a prototype": json.dumps(sound).encode().replace(b"{", b'{"__proto__":{"a":1},', 1),
    }
    return [_envelope(done, "unknown_structure", envelope) for done, envelope in other.items()]


def _times() -> list[Tampered]:
    now = datetime.now(UTC)
    return [
        _document("expired", "expires_at", at(now - timedelta(seconds=5)), "it expired a moment ago"),
        _document("expired", "expires_at", "2020-01-01T00:00:00Z"),
        _document("expired", "issued_at", at(now + timedelta(days=3)), "it is not issued yet"),
        _document("hostile", "expires_at", "2026-02-31T00:00:00Z"),
        _document("unknown_structure", "expires_at", "never"),
        _document("unknown_structure", "expires_at", 9e15),
        _document("downgraded", "sequence", 0),
        _document("unknown_structure", "sequence", -1),
        _document("unknown_structure", "sequence", 1e300),
        _document("unknown_structure", "sequence", "9"),
        _document("other_workspace", "workspace", "office"),
        _document("other_workspace", "workspace", "Works"),
        _document("other_workspace", "workspace", "works "),
        _document("unknown_structure", "workspace", ["works"]),
    ]


def _nested(depth: int) -> dict[str, Any]:
    rule: dict[str, Any] = {"is": "all", "of": []}
    for _ in range(depth):
        rule = {"is": "not", "of": rule}
    return rule


def _structures() -> list[Tampered]:
    strange = "unknown_structure"
    return [
        _document(strange, "guides.0.html", "<b>", "a field is not known"),
        _document(strange, "guides.0.content.kind", "iframe"),
        _document(strange, "guides.0.content.kind", "__proto__"),
        _document(strange, "guides.0.content.kind", "constructor"),
        _document(strange, "guides.4.content.blocks.0.block", "html"),
        _document(strange, "guides.4.content.style", "position:fixed"),
        _document(strange, "guides.0.target", {"is": "script", "of": []}),
        _document(strange, "guides.0.content", GONE),
        _document(strange, "guides.0.held_out", 2),
        _document(strange, "schema", "desirepath/guides/2"),
        _document(strange, "guides", {"length": 1}),
        _document(strange, "guides.4.content.title", {"__proto__": "x"}, "a language is __proto__"),
        _document("hostile", "guides.0.target", _nested(11), "rules are too deep"),
        _document("hostile", "guides", [whole()["guides"][4] | {"id": f"g{one}"} for one in range(2_001)], "too many"),
        _document("hostile", "guides.1.id", "walk"),
    ]


def _reaching() -> list[Tampered]:
    links = (
        *("http://intranet.example/", "https://elsewhere.example/", "https://intranet.example.elsewhere.example/"),
        *(
            "https://intranet.example@elsewhere.example/",
            "https://user:pw@intranet.example/",
            "javascript:alert(1)//https://",
        ),
        *(
            "https://intranet.example:444/",
            "//intranet.example/",
            "data:text/html,x",
            "https://intranet.example\\@elsewhere.example/",
        ),
        *(
            "https://\u0456ntranet.example/",
            "file:///etc/passwd",
            "\\\\elsewhere\\share",
            "https://intranet.example/\n",
        ),
    )
    selectors = (
        *(
            "input[type=password][value^=a]",
            "[value$='4']",
            "[v\\61lue^='4']",
            "[VALUE*=a]",
            "input[ value |= a]",
            "[data-value^=a]",
        ),
        *("#a{color:red}", "#a, <style>", "#a\u0000", "[aria-valuetext^=a]", "x" * 401),
    )
    found = [_document("hostile", "guides.4.content.blocks.5.to", link) for link in links]
    return [
        *found,
        *(_document("hostile", "guides.1.content.at", [one]) for one in selectors[:-1]),
        _document("unknown_structure", "guides.1.content.at", [selectors[-1]]),
    ]


def tampered() -> list[Tampered]:
    """All but the flipped bits."""
    return [*_signatures(), *_envelopes(), *_times(), *_structures(), *_reaching()]
