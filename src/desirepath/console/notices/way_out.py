"""The one way out: an address is checked here at save, at a test and when a message is sent, and here it is sent."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desirepath.console.notices.models import Delivery, Target
from desirepath.console.notices.words import MAIL
from desirepath.outward.addresses import read_target
from desirepath.outward.environment import Outward
from desirepath.outward.mail import mail_of, mailbox, no_mail, send_mail
from desirepath.outward.notice import Foot, Notice
from desirepath.outward.post import Posted, post
from desirepath.outward.resolve import checked_addresses
from desirepath.outward.shaped import shaped
from desirepath.outward.signing import secret_from, signed_headers
from desirepath.report.spoken import speaking


def check_address(shape: str, address: str) -> None:
    """Raise TargetRefused, SendingFailed or BadInput where nothing may or can be sent to the address now."""
    word = operators_word()
    if shape == MAIL:
        mailbox(address)
        if word.mail is None:
            raise no_mail()
        return
    checked_addresses(read_target(address, word.rules.allowed), word.rules.allowed, word.resolver)


def send(delivery: Delivery) -> int | None:
    """Send a message; the status of the reply, None by e-mail. Raises TargetRefused, SendingFailed, BadInput."""
    target, word = delivery.target, operators_word()
    notice = msgspec.convert(delivery.notice, Notice)
    with spoken(target.language):
        foot = _foot(notice, word)
    if target.shape == MAIL:
        if word.mail is None:
            raise no_mail()
        send_mail(word.mail, mail_of(notice, foot, word.mail.sender, target.address), delivery.message)
        return None
    media_type, body = shaped(target.shape, notice, foot)
    signed = signed_headers(secret_of(target), delivery.message, int(time.time()), body)
    to = read_target(target.address, word.rules.allowed)
    return post(Posted(target=to, body=body, headers={"Content-Type": media_type, **signed}), word.rules, word.resolver)


def secret_of(target: Target) -> str:
    """What the target's messages are signed with. It lies in no database: its key lies beside, in the console's home."""
    return secret_from(settings.HOME.secret("notices"), target.salt)


def operators_word() -> Outward:
    """What the operator says."""
    word: Outward = settings.OUTWARD
    return word


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """The language of a target, for as long as the block lasts."""
    with translation.override(language), speaking(language, translation.gettext, translation.ngettext):
        yield


def _foot(notice: Notice, word: Outward) -> Foot:
    known = ""
    if notice.as_of is not None:
        last_day = date_format(notice.as_of - timedelta(microseconds=1), "DATE_FORMAT")
        known = _("Data until %(day)s") % {"day": last_day}
    return Foot(known=known, link=word.link_to(notice.path), opens=_("Open in desirepath"))
