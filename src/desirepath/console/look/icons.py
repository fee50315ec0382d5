"""The few signs that stand beside words: drawn here, so that no font is fetched for them."""

from __future__ import annotations

from markupsafe import Markup

_DRAWN = {
    "overview": "M3 10.5 10 4l7 6.5M5 9v7h10V9",
    "plan": "M4 5h12v11H4zM4 8.500h12M7 3v3m6-3v3M7 12l2 2 4-3.500",
    "review": "M4 4h12v13H4zM7 3v2m6-2v2M7 9h6M7 12h3",
    "packs": "M4 7h12v10H4zM4 7l2-3h8l2 3M8 10h4",
    "map": "M3 10h4m6 0h4M10 3v4m0 6v4M7 7h6v6H7z",
    "friction": "M10 3 18 17H2zM10 8v4m0 2.5v.5",
    "interventions": "M4 4h12v9H9l-4 4v-4H4zM7 8h6",
    "effects": "M3 16V4m0 12h14M6 13l3-4 3 2 4-6",
    "cohorts": "M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm6.5 1a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2 16c0-3 2-5 5-5s5 2 5 5m2-4c2.500 0 4 1.500 4 4",
    "words": "M3 5h14M3 10h9M3 15h11",
    "path": "M4 16c0-6 12-2 12-8M4 16h.1M16 5v3M4 4h5v4H4z",
    "file": "M5 3h7l4 4v10H5zM12 3v4h4",
    "data": "M4 5c0-1.500 12-1.500 12 0s-12 1.500-12 0v10c0 1.500 12 1.500 12 0V5M4 10c0 1.500 12 1.500 12 0",
    "runs": "M10 3a7 7 0 1 0 7 7M10 6v4l3 2M13 3h4v4",
    "rollouts": "M3 5h14v4H3zM3 12h14v4H3z",
    "guidance": "M4 3h12v14H4zM7 7h6M7 10h6M7 13h3",
    "articles": "M3 4c3 0 5 0 7 2 2-2 4-2 7-2v11c-3 0-5 0-7 2-2-2-4-2-7-2zM10 6v11",
    "escalations": "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 6v5m0 2.500v.5",
    "people": "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c0-3.500 2.500-5 6-5s6 1.500 6 5",
    "keys": "M8 12a3.500 3.500 0 1 1 2-2l6 6v1h-3v-2h-2v-2h-1z",
    "notices": "M3 5h14v10H3zM3 6l7 5 7-5",
    "privacy": "M10 2l7 3v5c0 4-3 7-7 8-4-1-7-4-7-8V5zM7 10l2 2 4-4",
    "audit": "M5 3h10v14H5zM8 7h4M8 10h4M8 13h2",
    "out": "M8 4H4v12h4M9 10h8m-3-3 3 3-3 3",
}


def icon(name: str) -> Markup:
    """The sign, as a picture that screen readers pass over."""
    return Markup(  # noqa: S704 - drawn above
        f'<svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">'
        f'<path d="{_DRAWN[name]}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )
