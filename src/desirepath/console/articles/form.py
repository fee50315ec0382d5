"""The form that an article is written in: its parts are those of guides."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desirepath.console.guides.field_texts import Texts, languages_in, texts_of, usual_texts
from desirepath.console.guides.field_values import Sent, read_fields
from desirepath.console.guides.fields import Field, GuideForm, blocks, words
from desirepath.console.guides.mended import said_of
from desirepath.console.guides.whole_form import Filled, languages_sent, ordered
from desirepath.intervene.publishable import mistakes_in
from desirepath.vocabulary.guidance.published import Article, Guides

FORM = GuideForm(
    name="article",
    title=gettext_lazy("Article"),
    says=gettext_lazy("Found by search, and first where it fits."),
    fields=(
        words("title", gettext_lazy("Title"), needed=True),
        blocks(gettext_lazy("Text"), needed=True),
        Field(
            name="place", holds="name", label=gettext_lazy("Step"), help=gettext_lazy("As workflow/step; may be empty.")
        ),
        Field(
            name="roles", holds="name", label=gettext_lazy("Roles"), help=gettext_lazy("Parted by commas; empty: all.")
        ),
        Field(
            name="pages",
            holds="name",
            label=gettext_lazy("Pages"),
            help=gettext_lazy("Paths parted by spaces, as /requests/*."),
        ),
    ),
)
_AT = re.compile(r"`articles\.0\.([a-z]+)")


def filled_with(article: Article | None, languages: tuple[str, ...]) -> Filled:
    """The form of an article that there is, or of a new one."""
    if article is None:
        return Filled(form=FORM, languages=languages, texts=usual_texts(FORM.fields, "c.", languages))
    told = msgspec.to_builtins(article)
    there = ordered((*languages, *languages_in(told)))
    place = "/".join(one for one in (article.workflow, article.step) if one)
    alone = {"place": place, "roles": ", ".join(article.roles), "pages": " ".join(article.pages)}
    return Filled(form=FORM, languages=there, texts=texts_of(FORM.fields, told | alone, "c.", there))


def as_sent(given: Mapping[str, str]) -> Filled:
    """The form as it was sent."""
    texts: Texts = dict(given)
    return Filled(form=FORM, languages=languages_sent(given), texts=texts)


def read_article(filled: Filled, slug: str, link_hosts: tuple[str, ...]) -> tuple[Article | None, dict[str, str]]:
    """The article, and what is wrong by the name of its field; None where anything is."""
    sent = Sent(filled.texts, filled.languages)
    read = read_fields(FORM.fields, sent, "c.")
    workflow, _stroke, step = str(read.pop("place", "")).partition("/")
    roles = [one.strip() for one in str(read.pop("roles", "")).split(",") if one.strip()]
    pages = str(read.pop("pages", "")).split()
    if any(not path.startswith("/") for path in pages):
        sent.problems["c.pages"] = _("Every path begins with /")
    if sent.problems:
        return None, sent.problems
    place = {"workflow": workflow or None, "step": step or None}
    try:
        made = msgspec.convert({**read, **place, "article": slug, "roles": roles, "pages": pages}, Article)
    except msgspec.ValidationError as error:
        return None, {"": _("This cannot be read: %(why)s") % {"why": error}}
    problems = _to_be_mended(made, link_hosts)
    return (None if problems else made), problems


def _to_be_mended(article: Article, link_hosts: tuple[str, ...]) -> dict[str, str]:
    alone = Guides(
        schema="desirepath/guides/1",
        workspace="",
        sequence=1,
        issued_at="2026-01-01T00:00:00Z",
        expires_at="2026-01-02T00:00:00Z",
        articles=(article,),
        link_hosts=link_hosts,
    )
    problems: dict[str, str] = {}
    for one in mistakes_in(alone):
        found = _AT.search(one.what)
        name = found[1] if found else ""
        place = {"workflow": "place", "step": "place"}.get(name, name)
        problems.setdefault(f"c.{place}" if place else "", said_of(one))
    return problems
