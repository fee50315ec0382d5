"""Columns of a log are known by their names in many tongues of software, and else by what is in them."""

from desirepath.runs.guess_columns import guess_columns

ROWS = [(f"A-{case:04d}", activity, f"{case % 28 + 1:02d}.09.2025 {hour}:15", case % 3) for case in range(40) for hour, activity in enumerate(("sent", "seen", "paid"), 8)]  # fmt: skip


def sample(*names: str) -> dict[str, list[str]]:
    return {name: [str(row[place]) for row in ROWS] for place, name in enumerate(names)}


def test_usual_names_are_known_without_looking_at_what_is_in_them() -> None:
    guess = guess_columns(sample("Case ID", "Activity", "Complete Timestamp", "Plant"), {})
    assert guess.columns == {"case_id": "Case ID", "activity": "Activity", "at": "Complete Timestamp"}
    assert guess.by_content == ()


def test_unusual_names_are_made_up_for_by_what_is_in_the_columns() -> None:
    guess = guess_columns(sample("Vorgang", "Vermerk", "gebucht", "Werk"), {})
    assert guess.columns == {"at": "gebucht", "case_id": "Vorgang", "activity": "Vermerk"}
    assert guess.by_content == ("at", "case_id", "activity")


def test_of_repeating_columns_the_one_that_is_called_a_number_is_the_case() -> None:
    columns = sample("Order No", "Note", "gebucht", "Werk")
    columns["Customer"] = [f"customer {place // 2}" for place in range(len(ROWS))]
    assert guess_columns(columns, {}).columns["case_id"] == "Order No"


def test_what_files_of_the_format_call_ours_goes_first() -> None:
    guess = guess_columns(
        sample("case:concept:name", "concept:name", "time:timestamp", "activity"), {"activity": ("concept:name",)}
    )
    assert guess.columns["activity"] == "concept:name"


def test_a_log_without_times_misses_them() -> None:
    columns = sample("Vorgang", "Vermerk", "gebucht", "Werk")
    columns["gebucht"] = ["soon"] * len(ROWS)
    assert guess_columns(columns, {}).missing == ("at",)


def test_an_empty_log_has_nothing_to_guess_from() -> None:
    assert guess_columns({"x": [], "y": []}, {}).missing == ("case_id", "activity", "at")
