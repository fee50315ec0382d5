"""What every page is made with: the templates, and the style sheets with the font in them."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from desirepath.report.html.ticked import ticked


@cache
def templates() -> Environment:
    """The templates of all pages; whatever is put into them is escaped."""
    loader = PackageLoader("desirepath.report.html", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["ticked"] = ticked
    return made


@cache
def style(*sheets: str) -> Markup:
    """These style sheets, in their order, with the font in them. All are ours, so none is escaped."""
    package = files("desirepath.report")
    font = base64.b64encode((package / "fonts" / "inter-latin-variable.woff2").read_bytes()).decode()
    text = "\n".join((package / "html" / name).read_text(encoding="utf-8") for name in sheets)
    return Markup(text.replace("INTER_WOFF2", font))  # noqa: S704 - files of this package
