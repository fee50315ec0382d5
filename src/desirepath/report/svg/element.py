"""SVG elements as escaped text, and how wide a text comes out."""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

_NARROW = frozenset("iljtfrI.,:;'|!()[] ·")


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """One element. `class_` is `class`, `stroke_width` is `stroke-width`; None leaves an attribute out.

    Children that are not Markup are escaped, attribute values always.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(children)
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704 - every part was escaped above


def svg(width: float, height: float, label: str, *children: str, class_: str) -> Markup:
    """A picture with a text alternative, scaling with the width that it is given."""
    return tag(
        "svg",
        *children,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        width=width,
        height=height,
        class_=class_,
        role="img",
        aria_label=label,
    )


def ornament(width: float, height: float, *children: str, class_: str, stretched: bool = False) -> Markup:
    """A picture that says nothing that the text beside it does not say: hidden from screen readers."""
    return tag(
        "svg",
        *children,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        class_=class_,
        preserveAspectRatio="none" if stretched else None,
        aria_hidden="true",
        focusable="false",
    )


def text(x: float, y: float, content: str, **attributes: object) -> Markup:
    return tag("text", content, x=x, y=y, **attributes)


def wrapped(content: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width, broken between words; what does not fit ends in `…`."""
    made = [""]
    for word in content.split():
        joined = f"{made[-1]} {word}".strip()
        if text_width(joined, size) <= width or not made[-1]:
            made[-1] = joined
        else:
            made.append(word)
    shown = [_cut(line, width, size) for line in made[:lines]]
    if len(made) > lines and not shown[-1].endswith("…"):
        shown[-1] = _cut(shown[-1] + " …", width, size)
    return tuple(shown)


def text_width(content: str, size: float) -> float:
    """About how wide the text is in Inter at this size; wide scripts take a full em a character."""
    return size * sum(_em(character) for character in content)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    if character in _NARROW:
        return 0.31
    return 0.7 if character.isupper() or character in "mwMW%" else 0.58


def _cut(line: str, width: float, size: float) -> str:
    if text_width(line, size) <= width:
        return line
    kept = line.rstrip("… ")
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _short(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
