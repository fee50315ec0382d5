"""The style sheets and the mark, for the pages that are written in Django's own template language."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from desirepath.console.look import sheets

register = template.Library()


@register.simple_tag
def sheet(name: str) -> str:
    """Where a style sheet is."""
    return sheets.address(name)


@register.simple_tag
def mark() -> SafeString:
    """The mark of desirepath."""
    return SafeString(render_to_string("look/mark.html", using="pages"))  # a picture of ours
