"""What looks like an e-mail address, an IBAN or a card number, found and taken out of what clients send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from desirepath.language.gap import GAP

SHORTEST_NUMBER = 13
"""Signs of the shortest card number; IBANs have 15."""
_LOCAL = r"[^\s@＠%,;:<>()\[\]{}\"'=&?/\\]"
# Each sign is looked at once, however long the text: a beginning is one, and nothing of it is given back.
_MAIL = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}++(?:@|＠|%40)[^\W_](?:[^\W_]|-){{0,62}}+(?:\.(?:[^\W_]|-){{1,63}}+){{0,8}}+"
)
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}[0-9]{2}(?=((?:[ -]?[A-Z0-9]){11,30}))", re.IGNORECASE | re.ASCII)
_CARD = re.compile(r"(?<![^\W_])[2-6][0-9]{3}(?=((?:[ .-]?[0-9]){9,15}))", re.ASCII)
_LONG_NUMBER = re.compile(r"[0-9]{2}[ .-]?[A-Z0-9](?:[ .-]?[A-Z0-9]){8}", re.IGNORECASE | re.ASCII)
"""Stands in every IBAN and every card number."""
_COUNTRIES = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
    "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
    "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
    "UA29 VA22 VG24 XK20 YE30 "
)
_IBAN_LENGTHS = {place[:2]: int(place[2:]) for place in _COUNTRIES.split()}
"""Signs of an IBAN by country (ISO 13616). Without them, one in ten long ids would pass for one."""


_WIDE_AT = "＠".encode()
_SEPARATORS = str.maketrans("", "", " -.")
Length: TypeAlias = Callable[[re.Match[str]], int]


class Redacted(NamedTuple):
    """What is left of a value, and how many pieces were taken out of it."""

    text: str | None
    pieces: int


def may_be_personal(text: str) -> bool:
    """Whether it is worth looking: nothing shorter than a card number is personal without an at sign."""
    return len(text) >= SHORTEST_NUMBER or has_at_sign(text)


def has_at_sign(text: str) -> bool:
    """Whether an e-mail address can stand in the text."""
    # One sign is found much sooner than three.
    return "@" in text or ("%" in text and "%40" in text) or "＠" in text


def has_at_sign_within(body: bytes) -> bool:
    """Whether an e-mail address can stand in a text of a body in UTF-8 that has no escapes."""
    if b"@" in body or (b"%" in body and b"%40" in body):
        return True
    return not body.isascii() and _WIDE_AT in body


def without_personal(text: str) -> Redacted:
    """The text with a gap for each address and number that was found."""
    if not may_be_personal(text):
        return Redacted(text, 0)
    pieces = 0
    for pattern, real in _LOOKS_LIKE:
        text, found = _without(pattern, real, text)
        pieces += found
    return Redacted(text, pieces)


def is_personal(text: str) -> bool:
    """Whether any such address or number stands in the text."""
    return without_personal(text).pieces > 0


def names_a_person(text: str) -> bool:
    """Whether an address or an IBAN stands in what should be an id.

    Card numbers are not looked for: of long numbers that count something, one in ten passes for a card.
    """
    return may_be_personal(text) and any(_without(pattern, real, text)[1] for pattern, real in _LOOKS_LIKE[:2])


def none_is_personal(texts: Sequence[str], *, no_at_sign: bool = False) -> bool:
    """Whether it can be told at a glance that nothing personal stands in any of the texts.

    `no_at_sign` says that it is known already that none has one.
    """
    if not no_at_sign and has_at_sign("\n".join(texts)):
        return False
    long = "\n".join([text for text in texts if len(text) >= SHORTEST_NUMBER])
    if not long:
        return True
    written = long.encode("utf-8", "replace")
    return len(written.translate(None, b"0123456789")) == len(written) or _LONG_NUMBER.search(long) is None


def _without(pattern: re.Pattern[str], real: Length, text: str) -> tuple[str, int]:
    """The text without what `pattern` begins and `real` gives a length to; each place is looked at for itself."""
    if pattern is _MAIL and not has_at_sign(text):
        return text, 0
    parts: list[str] = []
    at = 0
    for begun in pattern.finditer(text):
        length = real(begun) if begun.start() >= at else 0
        if length:
            parts += (text[at : begun.start()], GAP)
            at = begun.start() + length
    return "".join([*parts, text[at:]]), len(parts) // 2


def _mail(begun: re.Match[str]) -> int:
    return len(begun[0])


def _iban(begun: re.Match[str]) -> int:
    """The length of an IBAN of its country with right check digits (ISO 13616), or 0."""
    signs = _IBAN_LENGTHS.get(begun[0][:2].upper())
    for length, plain in _numbers(begun):
        if len(plain) == signs and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1:
            return length
    return 0


def _card(begun: re.Match[str]) -> int:
    """The length of the longest number whose last digit checks the others (ISO/IEC 7812, Luhn), or 0."""
    for length, plain in _numbers(begun):
        digits = [int(sign) for sign in plain]
        doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
        if len(digits) >= SHORTEST_NUMBER and (sum(digits[::-2]) + sum(doubled)) % 10 == 0:
            return length
    return 0


def _numbers(begun: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Everything that begins here and ends where a word does, the longest first: its length, and it without gaps."""
    found = begun[0] + begun[1]
    after = begun.string[begun.end(1) : begun.end(1) + 1]
    for length in range(len(found), SHORTEST_NUMBER - 1, -1):
        if found[length - 1].isalnum() and not (found[length : length + 1] or after).isalnum():
            yield length, found[:length].translate(_SEPARATORS)


_LOOKS_LIKE: tuple[tuple[re.Pattern[str], Length], ...] = ((_MAIL, _mail), (_IBAN, _iban), (_CARD, _card))
