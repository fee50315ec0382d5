"""The document of guides that a console publishes for a workspace, and the envelope that it is signed in."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from desirepath.vocabulary.guidance.contents import Content
from desirepath.vocabulary.guidance.rules import Locator, PagePattern, Rule
from desirepath.vocabulary.guidance.words import Blocks, Count, Name, Share, TimeOfDay, Told, When, Words

GUIDES_SCHEMA = "desirepath/guides/1"
ENVELOPE_SCHEMA = "desirepath/signed/1"
Id: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]


class Often(Told, frozen=True, kw_only=True):
    """How often at most one person sees it: `times` in `days` days. Without it: as often as its rule holds."""

    times: Count
    days: Count


class Guide(Told, frozen=True, kw_only=True):
    """One guide that is live. `id` is the intervention's; where and for whom it is, from when until when.

    `held_out` is the share of people who are not shown it, by a draw over the guide's and the person's id; 0 where
    everyone gets it. Of guides that take the same room, the higher `priority` comes first, then the lower id.
    `fades_after`: it is silent for a person after so many cases of theirs in a row that passed the step without trouble,
    and comes back with the next trouble; None: it never fades.
    """

    id: Id
    version: Count
    rollout: Name
    workflow: Name
    step: Name
    content: Content
    target: Rule
    design: Literal["holdout", "waves", "everyone"]
    held_out: Share
    starts_at: When
    ends_at: When | None = None
    priority: int = 0
    often: Often | None = None
    fades_after: Count | None = None


class Label(Told, frozen=True, kw_only=True):
    """Something that happens in a page and is a step of the work.

    `on` is what happens to the element; `page` when the page itself is reached. `case` says where the case's id stands:
    a part of the address (`/requests/{case}/quote`), or an element whose text it is. No other text of the page is read.
    """

    rollout: Name
    workflow: Name
    activity: Name
    page: PagePattern
    on: Literal["page", "click", "submit", "change", "appears"]
    at: Locator | None = None
    case_in_address: PagePattern | None = None
    case_in: Locator | None = None
    step: Name | None = None
    outcome: Literal["ok", "failed", "returned", "corrected", "duplicate", "denied"] | None = None


class Article(Told, frozen=True, kw_only=True):
    """One help article, tied to where it helps."""

    article: Id
    title: Words
    blocks: Blocks
    workflow: Name | None = None
    step: Name | None = None
    roles: tuple[Name, ...] = ()
    pages: tuple[PagePattern, ...] = ()


class NewWord(Told, frozen=True, kw_only=True):
    """What people call something, and what the application calls it."""

    old: Name
    new: Name


class Quiet(Told, frozen=True, kw_only=True):
    """Nobody is disturbed between these times of the reader's day."""

    begins: TimeOfDay
    ends: TimeOfDay


class Limits(Told, frozen=True, kw_only=True):
    """How much one person is disturbed at most: guides that open by themselves, and questions that are asked."""

    guides_a_day: Count = 3
    surveys_days_apart: Count = 30
    snooze_hours: Count = 24


class Guides(Told, frozen=True, kw_only=True):
    """Everything that pages of a workspace are told.

    `sequence` only grows: a page that has seen a higher one refuses a lower. After `expires_at` nothing of it is shown.
    `silent` switches all pages off. `records` is what the workspace says is recorded, shown to whoever asks;
    `link_hosts` are the hosts that links may lead to; `applications` are those that the document is for, none: any.
    """

    schema: Literal["desirepath/guides/1"]
    workspace: Name
    sequence: Count
    issued_at: When
    expires_at: When
    silent: bool = False
    guides: tuple[Guide, ...] = ()
    labels: tuple[Label, ...] = ()
    articles: tuple[Article, ...] = ()
    words: tuple[NewWord, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    limits: Limits = Limits()
    link_hosts: tuple[Name, ...] = ()
    applications: tuple[Name, ...] = ()
    records: Words = msgspec.field(default_factory=dict)
    contact: Words = msgspec.field(default_factory=dict)


class Envelope(Told, frozen=True, kw_only=True):
    """A document as it is sent: `document` is its JSON as text, exactly the text that was signed.

    `signature` is that of Ed25519 (RFC 8032) over the UTF-8 of `desirepath/signed/1`, a line feed, and the document;
    `key` names the public key by the first 16 hex digits of its SHA-256. Both are base64.
    """

    schema: Literal["desirepath/signed/1"]
    key: Name
    signature: Name
    document: str
