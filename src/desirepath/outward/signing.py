"""Signatures of what is sent, by which a receiver knows that it is ours, whole and new.

Source: the Standard Webhooks specification, symmetric signatures of version 1.
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256

BEGINS = "whsec_"
"""Stands before the secret in base64."""


def secret_from(kept_apart: str, salt: str) -> str:
    """The secret of a target, as receivers are given it. It is stored nowhere: it is made of a key and the target's salt."""
    made = hmac.digest(kept_apart.encode(), b"secret of a target\n" + salt.encode(), sha256)
    return BEGINS + b64encode(made).decode("ascii")


def signature(secret: str, message: str, sent_at: int, body: bytes) -> str:
    """The signature over id, time (seconds since 1970) and body."""
    key = b64decode(secret.removeprefix(BEGINS), validate=True)
    signed = f"{message}.{sent_at}.".encode("ascii") + body
    return f"v1,{b64encode(hmac.digest(key, signed, sha256)).decode('ascii')}"


def signed_headers(secret: str, message: str, sent_at: int, body: bytes) -> Mapping[str, str]:
    """The headers that carry id, time and signature. The id stays the same when a message is tried again."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(sent_at),
        "webhook-signature": signature(secret, message, sent_at, body),
    }
