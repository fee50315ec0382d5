"""What the operator says about messages that leave the house: in the environment, never on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.outward.mail import MailServer
from desirepath.outward.post import Rules
from desirepath.outward.ranges import Allowed
from desirepath.outward.resolve import Resolver, addresses_now
from desirepath.vocabulary.errors import BadInput, Mistake

NETWORKS, AUTHORITIES = "DESIREPATH_NOTICE_NETWORKS", "DESIREPATH_NOTICE_AUTHORITIES"
MAIL, SENDER, ADDRESS = "DESIREPATH_MAIL", "DESIREPATH_MAIL_FROM", "DESIREPATH_ADDRESS"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(?:/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """The operator's word. `address` is where the console is read, without a last `/`; empty: messages carry no link."""

    rules: Rules = field(default_factory=Rules)
    mail: MailServer | None = None
    address: str = ""
    resolver: Resolver = addresses_now

    @classmethod
    def of_environment(cls, environ: Mapping[str, str]) -> Outward:
        """Raises BadInput where a value cannot be meant: the console does not start on half a rule."""
        authorities = _file(environ.get(AUTHORITIES, ""))
        server, sender = environ.get(MAIL, ""), environ.get(SENDER, "")
        return cls(
            rules=Rules(allowed=Allowed.written(environ.get(NETWORKS, "")), authorities=authorities),
            mail=MailServer.written(server, sender, authorities) if server else None,
            address=_address(environ.get(ADDRESS, "")),
        )

    def link_to(self, path: str) -> str:
        """The whole address of a page of the console; empty where the operator has not said where it is read."""
        return f"{self.address}{path}" if self.address else ""


def _file(written: str) -> Path | None:
    if not written:
        return None
    file = Path(written)
    if not file.is_file():
        mend = f"{AUTHORITIES} names a file of certificates in PEM."
        raise BadInput(Mistake(code="no_authorities", what=f"`{written}` is no file", mend=mend))
    return file


def _address(written: str) -> str:
    if written and not _ADDRESS.fullmatch(written):
        mend = f"{ADDRESS} is where people open the console, as https://desirepath.example.com."
        raise BadInput(Mistake(code="no_address", what=f"`{written}` is no address", mend=mend))
    return written.rstrip("/")
