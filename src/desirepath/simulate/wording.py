"""The words of the made-up tickets, searches and answers. Rows by step go by the codes of `trouble.STEPS`."""

from __future__ import annotations

WORKFLOW = "purchase_request"

CATEGORIES = (
    "",
    "Quote fields",
    "Validation",
    "Approval routing",
    "Access rights",
    "Ordering",
    "Paper forms",
)
SUBJECTS = (
    (),
    (
        "The quote field will not take my supplier",
        "Which currency goes into the quote?",
        "Quote: required field unclear",
    ),
    (
        "Validation says the cost centre is unknown",
        "Request fails validation",
        "What does this validation error mean?",
    ),
    (
        "Who approves my request?",
        "My request came back from approval",
        "Approver is on leave",
    ),
    (
        "No permission to approve a budget",
        "Budget approval denied",
        "I need access to the budget step",
    ),
    (
        "Order button is greyed out",
        "Was my order sent twice?",
        "How do I place the order?",
    ),
    (
        "Where do I find the paper form?",
        "Which signature is needed?",
        "My form was sent back",
    ),
)
QUERIES = (
    (),
    ("quote currency", "enter supplier quote", "quote field required"),
    ("validation failed", "cost centre unknown", "fix validation error"),
    ("approver for my request", "request returned", "approval limit"),
    ("budget access", "permission denied budget", "who approves the budget"),
    ("place order", "order status", "change delivery address"),
    ("purchase form", "signature rules", "form sent back"),
)
REASONS = ("training", "access", "policy", "usability", "support", "other")
TEXTS = (
    "Nobody showed me how this works",
    "I am not allowed to open this",
    "I do not know which rule holds here",
    "The field is confusing and rejects what I type",
    "I waited for somebody to help me",
    "I ran out of time",
)
