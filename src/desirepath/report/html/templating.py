"""What every page is made with: the templates, and the style sheets with the font in them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from desirepath.report.html.ticked import ticked
from desirepath.report.spoken import gettext, ngettext

FONT_PLACE = "data:font/woff2;base64,INTER_WOFF2"
"""What stands in a style sheet where the font belongs."""


def wide(per_cent: str) -> str:
    """The class of a width: `37.2%` is `w-37`. Pages carry no style of their own, so that a strict policy can hold."""
    return f"w-{_whole(per_cent)}"


def across(per_cent: str) -> str:
    """The class of a place from the left: `37.2%` is `at-37`."""
    return f"at-{_whole(per_cent)}"


def _whole(per_cent: str) -> int:
    return min(100, max(0, round(float(per_cent.removesuffix("%")))))


def filters() -> Mapping[str, Callable[..., Any]]:
    """The filters of the templates."""
    return {"ticked": ticked, "wide": wide, "across": across}


@cache
def templates() -> Environment:
    """The templates of all pages; whatever is put into them is escaped."""
    loader = PackageLoader("desirepath.report.html", "templates")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.filters.update(filters())
    return made


def sheet_text(name: str) -> str:
    """A style sheet as it lies here, with `FONT_PLACE` where the font belongs."""
    return (files("desirepath.report") / "html" / name).read_text(encoding="utf-8")


@cache
def style(*sheets: str) -> Markup:
    """These style sheets, in their order, with the font in them. All are ours, so none is escaped."""
    font = base64.b64encode((files("desirepath.report") / "fonts" / "inter-latin-variable.woff2").read_bytes()).decode()
    text = "\n".join(sheet_text(name) for name in sheets)
    return Markup(text.replace("INTER_WOFF2", font))  # noqa: S704 - files of this package
