"""Made-up tickets about planted subjects, for the tests of themes."""

import random

SUBJECTS = {
    "date": ("delivery date", "calendar", "format", "rejected", "field", "date box", "wrong day"),
    "owner": ("budget owner", "signature", "limit", "approval rule", "threshold", "who signs"),
    "printer": ("label printer", "paper jam", "toner", "warehouse printer", "print queue", "cartridge"),
    "role": ("buyer role", "permission", "greyed button", "profile", "authorisation", "licence"),
}
FILLING = ("please", "again", "today", "since monday", "in our team", "cannot continue", "urgent", "as before")
NOISE = "abcdefghijklmnopqrstuvwxyz"


def about(subject: str, dice: random.Random) -> str:
    """A ticket made of three expressions of a subject and some filling."""
    parts = [*dice.sample(SUBJECTS[subject], 3), *dice.sample(FILLING, 2)]
    dice.shuffle(parts)
    return " ".join(parts)


def noise(dice: random.Random) -> str:
    """A text of words that nobody uses twice."""
    return " ".join("".join(dice.choice(NOISE) for _ in range(8)) for _ in range(6))


def made_tickets(each: int, seed: int) -> tuple[list[str], list[str]]:
    """So many tickets about each subject, shuffled, and the subject of each."""
    dice = random.Random(seed)
    rows = [(about(subject, dice), subject) for subject in SUBJECTS for _ in range(each)]
    dice.shuffle(rows)
    return [text for text, _ in rows], [subject for _, subject in rows]
