"""The activities of the made-up workflow, by code, in the words of its log."""

from __future__ import annotations

from enum import IntEnum


class Activity(IntEnum):
    """Code of an activity; 0 is none."""

    NONE = 0
    DRAFT = 1
    QUOTE = 2
    FIELD_REJECTED = 3
    CHECK = 4
    CHECK_FAILED = 5
    MANAGER = 6
    DIRECTOR = 7
    RETURNED = 8
    BUDGET = 9
    SECURITY = 10
    ORDER = 11
    CARD = 12
    WITHDRAWN = 13
    REMINDER = 14
    NOTE = 15
    FORM = 16
    SIGNATURE = 17
    SENT_BACK = 18


LABELS = (
    "",
    "Request drafted",
    "Quote entered",
    "Quote field rejected",
    "Request validated",
    "Validation failed",
    "Approved by manager",
    "Approved by director",
    "Returned by approver",
    "Budget approved",
    "Supplier security cleared",
    "Order placed",
    "Bought with company card",
    "Request withdrawn",
    "Reminder sent",
    "Attachment viewed",
    "Paper form filed",
    "Form signed",
    "Form sent back",
)
"""What the log calls each activity. "Attachment viewed" is one that the rollout file does not place."""


class EventOutcome(IntEnum):
    """Code of an event's outcome; the log leaves an ok one empty."""

    OK = 0
    CORRECTED = 1
    DUPLICATE = 2
    DENIED = 3


OUTCOME_LABELS = (None, "corrected", "duplicate", "denied")


class Channel(IntEnum):
    """Code of the channel over which a step was done."""

    APP = 0
    EMAIL = 1


CHANNEL_LABELS = ("app", "email")
