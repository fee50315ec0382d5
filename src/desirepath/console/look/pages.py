"""The templates of our own pages: Jinja, with the parts of the report beside them, so that both show one thing one way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.middleware.csrf import get_token
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from desirepath.console.look import figures, icons, sheets, times
from desirepath.report.html.templating import filters

_APPS = sorted(Path(__file__).parent.parent.glob("*/templates"))


def environment(**options: Any) -> Environment:  # noqa: ANN401 - what Django hands on
    """The environment that Django makes pages with; whatever is put into them is escaped."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(_APPS), PackageLoader("desirepath.report.html", "templates")]),
        autoescape=True,
        auto_reload=bool(options.get("auto_reload")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(url=_url, static=static, sheet=sheets.address, icon=icons.icon, csrf=_csrf)
    made.filters.update(filters())
    made.filters.update(figures.FILTERS)
    made.filters.update(times.FILTERS)
    return made


class Pages(Jinja2):
    """Django's Jinja backend with our environment."""

    def __init__(self, params: dict[str, Any]) -> None:
        params = {**params, "OPTIONS": {**params["OPTIONS"], "environment": f"{__name__}.environment"}}
        super().__init__(params)


def _url(name: str, *places: object) -> str:
    return reverse(name, args=places)


def _csrf(request: Any) -> str:  # noqa: ANN401 - Django's request
    """The hidden field that every form that changes something carries."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
