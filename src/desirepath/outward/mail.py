"""Messages by e-mail, through the operator's own server, never without TLS."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desirepath.outward.inert import inert, visible
from desirepath.outward.notice import Foot, Notice
from desirepath.outward.refusals import Because, SendingFailed, TargetRefused
from desirepath.vocabulary.errors import BadInput, Mistake

SECONDS = 10.0
LONGEST_SUBJECT = 200
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
_MAILBOX = re.compile(rf"{_LOCAL}@{_DOMAIN}")
_MEND = "Write it as smtp://user:password@mail.example.com:587, or smtps:// where TLS begins at once."


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The operator's server. `secure_at_once` is TLS from the first byte (port 465), else STARTTLS is demanded."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    secure_at_once: bool = False
    authorities: Path | None = None

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"

    @classmethod
    def written(cls, address: str, sender: str, authorities: Path | None = None) -> MailServer:
        """The server of an address as `smtp://user:password@mail.example.com:587`. Raises BadInput."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise _no_server() from error
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
            raise _no_server()
        at_once = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=port or (465 if at_once else 587),
            sender=mailbox(sender),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            secure_at_once=at_once,
            authorities=authorities,
        )


def mailbox(written: str) -> str:
    """The one plain address that was written. Raises BadInput for names, lists, quotes, and all that is no ASCII."""
    if len(written) > 254 or not _MAILBOX.fullmatch(written):
        mend = "Write one plain address, as rollout-team@example.com."
        raise BadInput(Mistake(code="no_mailbox", what="This is no e-mail address", mend=mend))
    return written


def mail_of(notice: Notice, foot: Foot, sender: str, recipient: str) -> EmailMessage:
    """The message as plain text: no markup, nothing to load. Raises BadInput for an address that is none."""
    made = EmailMessage(policy=SMTP)
    made["From"] = mailbox(sender)
    made["To"] = mailbox(recipient)
    made["Subject"] = _no_encoded_word(visible(f"{notice.title} ({notice.rollout})", LONGEST_SUBJECT))
    made["Auto-Submitted"] = "auto-generated"
    lines = [inert(notice.title, 300), "", *(f"- {inert(one, 2_000)}" for one in notice.sentences)]
    lines += ["", inert(notice.rollout, 300), *([foot.known] if foot.known else [])]
    lines += [f"{foot.opens}: {foot.link}"] if foot.link else []
    made.set_content("\n".join((*lines, "")), cte="quoted-printable")
    return made


def send_mail(server: MailServer, message: EmailMessage, message_id: str) -> None:
    """Hand it to the server. Raises SendingFailed where the server cannot be reached or does not take it."""
    message["Message-ID"] = f"<{message_id}@{server.sender.rpartition('@')[2]}>"
    context = ssl.create_default_context()
    if server.authorities is not None:
        context.load_verify_locations(server.authorities)
    with _told_as_failures(), _opened(server, context) as opened:
        if not server.secure_at_once:
            opened.starttls(context=context)
        if server.user:
            opened.login(server.user, server.password)
        opened.send_message(message)


def _no_encoded_word(text: str) -> str:
    """The text such that no part of it is an encoded word: Python decodes one, and a line end in it begins a header."""
    return text.replace("=?", "= ?")


def no_mail() -> TargetRefused:
    """What is said where the operator has named no server."""
    return TargetRefused(Because.NO_MAIL)


def _opened(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.secure_at_once:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


@contextmanager
def _told_as_failures() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPNotSupportedError as error:
        raise SendingFailed("no_tls", again=False) from error
    except smtplib.SMTPAuthenticationError as error:
        raise SendingFailed("mail_sign_in", again=False) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise SendingFailed(
            "recipient", again=any(400 <= code < 500 for code, _ in error.recipients.values())
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise SendingFailed("certificate") from error
    except (smtplib.SMTPException, OSError) as error:
        raise SendingFailed("no_connection") from error


def _no_server() -> BadInput:
    return BadInput(Mistake(code="no_mail_server", what="This is no address of a mail server", mend=_MEND))
