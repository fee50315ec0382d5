"""Whether a page's path is one that a pattern describes, in time that grows with their lengths alone."""

from __future__ import annotations

import re

_ESCAPES = re.compile(rb"%([0-9A-Fa-f]{2})")
_BARE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def fits(pattern: str, path: str) -> bool:
    """Whether the path is one of the pattern's."""
    return case_in(pattern, path) is not None


def case_in(pattern: str, path: str) -> str | None:
    """What stands in a path where the pattern says `{case}`; empty where it asks for none, None where it does not fit.

    `*` is one part, `**` at the end any number of them. What follows `?` or `#` is not looked at.
    """
    asked, given = _parts(pattern), _parts(path)
    is_open = asked[-1:] == ["**"]
    fixed = asked[:-1] if is_open else asked
    if len(given) < len(fixed) or (not is_open and len(given) > len(fixed)):
        return None
    found = ""
    for wanted, part in zip(fixed, given, strict=False):
        if wanted == "{case}":
            found = part
        elif wanted not in {"*", part}:
            return None
    return found


def _parts(path: str) -> list[str]:
    plain = re.split(r"[?#]", path, maxsplit=1)[0]
    return [_unescaped(part) for part in plain.split("/") if part]


def _unescaped(part: str) -> str:
    """A part with its escapes read, as browsers do it; as it is where they are none."""
    if _BARE.search(part):
        return part
    try:
        return _ESCAPES.sub(lambda found: bytes.fromhex(found[1].decode()), part.encode()).decode()
    except UnicodeDecodeError:
        return part
