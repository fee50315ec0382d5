"""Pages as text, from templates; everything that was entered is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from example.application.answers import Answer, nonce, page
from example.application.entries import HOUSE_SUPPLIER, SUPPLIERS
from example.application.guidance import MOUNTED, Guidance
from example.application.seats import REGIONS, ROLES, Seat
from example.application.steps import APPLICATION, STEPS, WORKFLOW

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(
    application=APPLICATION,
    workflow=WORKFLOW,
    steps=STEPS,
    roles=ROLES,
    regions=REGIONS,
    suppliers=SUPPLIERS,
    house_supplier=HOUSE_SUPPLIER,
    mounted=MOUNTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a page, and the guidance that is built into it; None: none."""

    seat: Seat | None
    guidance: Guidance | None


def screen(name: str, reader: Reader, *, status: int = 200, **shown: object) -> Answer:
    """The page of this template."""
    one = nonce()
    whole: dict[str, object] = {"said": None, "request": None, "wrong": {}, "entered": {}, **shown}
    attributes = None if reader.seat is None else {"role": reader.seat.role, "region": reader.seat.region}
    text = _TEMPLATES.get_template(f"{name}.html.j2").render(
        **whole, seat=reader.seat, guidance=reader.guidance, attributes=attributes, nonce=one
    )
    return page(text, one, status)
