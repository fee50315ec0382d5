"""Write the message file of the console's other language: every text that a reader sees, its translations kept.

`make messages` runs it after texts have changed; what has no German yet is counted at the end, and a test fails on it.
Texts are found where they are marked: in the console's code and templates, in the report's, in the catalogues.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

from desirepath.console.rollout_form.labels import label_of
from desirepath.diagnose.reasons import blocker_catalogue
from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.study import metric_catalogue
from desirepath.vocabulary.file_keys import Key, Section
from desirepath.vocabulary.rollout_keys import ROLLOUT
from desirepath.vocabulary.tables import TABLES

SOURCE = Path(__file__).parent.parent / "src" / "desirepath"
GERMAN = SOURCE / "console" / "locale" / "de" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[Any, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "said": None,
    "marked": None,
    "said_many": (1, 2),
    "in_parts": None,
    "counted": (2, 3),
}
"""The functions that texts are given to, with the places of singular and plural."""
_JINJA = {"newstyle_gettext": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
_DATED = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By):.*\n',
    re.MULTILINE,
)
Found = Iterator[tuple[str, str | tuple[str, ...], str | None]]


def messages() -> Catalog:
    """Every message with the files that it stands in, without translations."""
    made = Catalog(locale="de", project="desirepath", charset="utf-8", fuzzy=False)
    made.header_comment = "# The texts of the console and of the report's parts in it, in German."
    for place, message, context in (*_in_python(), *_in_jinja(), *_in_django(), *_in_catalogues(), *_in_what_goes_in()):
        if message and message[0]:
            made.add(message, locations=[(place, 0)], context=context)
    return made


def german() -> Catalog:
    """The messages with their German, as far as there is one."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def without_german(catalogue: Catalog) -> list[str | tuple[str, ...]]:
    """The messages that have no German, or not for all their forms."""
    forms = ((one.id, one.string if isinstance(one.string, tuple) else (one.string,)) for one in catalogue if one.id)
    return [
        message for message, strings in forms if not all(strings) or (isinstance(message, tuple) and len(strings) < 2)
    ]


def _in_python() -> Found:
    for folder in ("console", "report"):
        for file in sorted((SOURCE / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield from _in_code(ast.parse(file.read_bytes()), _place(file))


def _in_code(code: ast.Module, place: str) -> Found:
    """The texts given to our functions, in f-strings too, where tokens would not show them."""
    for call in ast.walk(code):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in KEYWORDS:
            continue
        places = KEYWORDS[name] or (1,)
        given = [_text(call.args[one - 1]) if len(call.args) >= one else None for one in _numbers(places)]
        if all(given):
            message = [one for one in given if one]
            context = message.pop(0) if isinstance(places[0], tuple) else None
            yield place, tuple(message) if len(message) > 1 else message[0], context


def _numbers(places: tuple[Any, ...]) -> list[int]:
    return [one[0] if isinstance(one, tuple) else one for one in places]


def _text(given: ast.expr) -> str | None:
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None


def _in_jinja() -> Found:
    ours = (file for file in (SOURCE / "console").glob("*/templates/**/*.html"))
    for file in sorted((*ours, *(SOURCE / "report").rglob("*.j2"))):
        yield from _extracted(babel_extract, file.read_bytes(), _place(file), _JINJA)


def _in_django() -> Found:
    for file in sorted((SOURCE / "console" / "accounts" / "allauth_templates").rglob("*.html")):
        as_code = templatize(file.read_text(encoding="utf-8"))
        yield from _extracted("python", as_code.encode(), _place(file))


def _in_catalogues() -> Found:
    for place, words in _catalogue_words():
        yield from ((place, word, None) for word in words if word)


def _catalogue_words() -> Iterator[tuple[str, tuple[str | None, ...]]]:
    for metric in metric_catalogue().values():
        yield "prove/metrics", (metric.title, metric.question, metric.unit, metric.unit_without_people)
    for one in intervention_catalogue().values():
        yield "intervene/interventions", (one.title, one.does, one.effort, one.not_when, *one.needs, *one.risks)
    for entry in blocker_catalogue().values():
        yield "diagnose/blockers", (entry.constant.title, entry.constant.question)
    for design in design_catalogue().values():
        says = design.says.removesuffix(" by")
        yield "prove/designs", (design.title, design.question, *design.assumes, says)


def _in_what_goes_in() -> Found:
    """What the keys of a rollout file and the columns of tables mean, and what the form calls the keys."""
    for group, key in _keys(ROLLOUT):
        yield "vocabulary/rollout_keys.py", key.meaning, None
        yield "console/rollout_form/labels.py", label_of(key.name, group), None
    for table in TABLES.values():
        yield "vocabulary/tables.py", table.holds, None
        yield from (("vocabulary/tables.py", column.meaning, None) for column in table.columns)


def _keys(section: Section, group: str = "") -> Iterator[tuple[str, Key]]:
    for key in section.keys:
        if key.name in ("collect", "register"):  # the form has no fields for them
            continue
        yield group, key
        if key.inside is not None:
            yield from _keys(key.inside, key.name)


def _extracted(method: Any, text: bytes, place: str, options: dict[str, str] | None = None) -> Found:
    for _, message, _, context in extract(method, BytesIO(text), keywords=KEYWORDS, options=options):
        yield place, message, context


def _place(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def write(catalogue: Catalog) -> None:
    """The message file, by text, without dates; and what it is compiled to."""
    text = BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    GERMAN.parent.mkdir(parents=True, exist_ok=True)
    GERMAN.write_text(_DATED.sub("", text.getvalue().decode()), encoding="utf-8")
    with GERMAN.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def main() -> None:
    found = messages()
    if GERMAN.exists():
        known = german()
        known.update(found, no_fuzzy_matching=True, update_creation_date=False)
        known.header_comment = found.header_comment
        found = known
    write(found)
    missing = without_german(found)
    sys.stdout.write(f"{len(found)} messages, {len(missing)} without German\n")


if __name__ == "__main__":
    main()
