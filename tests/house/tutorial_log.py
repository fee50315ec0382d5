"""The log that the tutorial starts from: 80 purchase requests by 40 people, some given up at the quote."""

from datetime import UTC, datetime, timedelta

HEADER = "Case number,Activity,Timestamp,User"
WORK = ("Request drafted", "Quote entered", "Approved by manager", "Order placed")
FIRST_DAY = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


def tutorial_log() -> str:
    """The file as it stands, in the order of requests."""
    lines = [HEADER, *(line for number in range(80) for line in _request(number))]
    return "\n".join(lines) + "\n"


def _request(number: int) -> list[str]:
    began = FIRST_DAY + timedelta(hours=9 * number)
    return [
        f"R{number:03},{what},{began + timedelta(minutes=50 * place):%Y-%m-%d %H:%M},P{number % 40:02}"
        for place, what in enumerate(_done(number))
    ]


def _done(number: int) -> tuple[str, ...]:
    if number % 5 == 4:
        return (WORK[0], "Quote rejected")
    if number % 8 == 7:
        return (WORK[0], WORK[1], WORK[3])
    return WORK
