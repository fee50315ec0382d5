"""Why a message did not arrive: refused, which no second try changes, or failed, which one may."""

from __future__ import annotations

from enum import StrEnum


class Because(StrEnum):
    """Why an address may not be a target."""

    NO_ADDRESS = "no_address"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTERS = "hidden_characters"
    NOT_HTTPS = "not_https"
    USERINFO = "userinfo"
    PORT = "port"
    FRAGMENT = "fragment"
    NO_HOST = "no_host"
    OTHER_LETTERS = "other_letters"
    FORBIDDEN_NAME = "forbidden_name"
    FORBIDDEN_RANGE = "forbidden_range"
    NO_MAIL = "no_mail"


class TargetRefused(Exception):
    """Nothing may be sent there. `about` is the name or the IP address that it was refused for, else empty."""

    def __init__(self, because: Because, about: str = "") -> None:
        super().__init__(f"{because.value} {about}".strip())
        self.because = because
        self.about = about


class SendingFailed(Exception):
    """It may be sent, and did not arrive. `why` is a stable word; `again` says whether another try may help."""

    def __init__(self, why: str, *, again: bool = True, status: int | None = None) -> None:
        super().__init__(why if status is None else f"{why} {status}")
        self.why = why
        self.again = again
        self.status = status
