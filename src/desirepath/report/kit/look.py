"""The colours and the type of the kit: those of the report page, as far as office programs have them."""

from __future__ import annotations

INK, MUTED, LINE, EDGE = "#17213A", "#566077", "#E3E7EE", "#C5CCDA"
NAV, ACCENT, SOFT, BAND = "#0F1E3D", "#2459C9", "#F0F5FE", "#9DBDF2"
BAR = "#C9DBFA"
GOOD, GOOD_GROUND = "#0A6B4B", "#E2F5EC"
WARN, WARN_GROUND = "#974108", "#FFF4DE"
WHITE = "#FFFFFF"
FACE = "Arial"
"""Every office program has it or one of its measures; the page's own face cannot be put into a workbook."""

BADGES = {
    "Confirmed": (GOOD, GOOD_GROUND),
    "Suspected": (WARN, WARN_GROUND),
    "yes": (WARN, WARN_GROUND),
}
"""Ink and ground of the words that take a colour."""
