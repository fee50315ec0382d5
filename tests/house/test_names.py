"""Names are words of the domain, and tests are sentences about it."""

import re
from pathlib import Path

from tests.house.tree import code_files, code_of, each_test, named

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "data", "info", "apply"}
OUR_WORDS = re.compile(
    r"(not_|without_)?(enough|little)_data|handle_data|data_received|managers?$|manager_values|data_upload_max"
)
"""What the contract names: the absence of an estimate, and the column and cut `manager` of the people table;
and what the standard library calls a method that a reader of HTML, or of a connection, must have; and Django's settings."""
FEWEST_WORDS = 4


def apart(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def words(name: str) -> set[str]:
    return {word for word in apart(name).split("_") if word}


def banned_in(name: str) -> set[str]:
    return words(OUR_WORDS.sub("", apart(name))) & BANNED


def test_no_file_or_folder_is_a_drawer() -> None:
    found = {named(file) for file in code_files() for part in file.parts if banned_in(part.removesuffix(".py"))}
    assert found == set()


def test_no_function_or_class_has_a_name_that_says_nothing() -> None:
    found = {
        f"{named(file)}: {part.name}" for file in code_files() for part in code_of(file).parts if banned_in(part.name)
    }
    assert found == set()


def test_no_variable_or_parameter_has_a_name_that_says_nothing() -> None:
    found = {
        f"{named(file)}: {name}" for file in code_files("src") for name in code_of(file).variables if banned_in(name)
    }
    assert found == set()


def test_nothing_outside_statistics_is_called_a_score() -> None:
    about_persons = [file for file in code_files("src") if "statistics" not in file.parts]
    found = {
        f"{named(file)}: {part.name}"
        for file in about_persons
        for part in code_of(file).parts
        if words(part.name) & {"score", "resister", "laggard", "offender"}
    }
    assert about_persons
    assert found == set()


def test_every_function_of_the_program_says_what_it_returns() -> None:
    untyped = {
        f"{named(file)}: {function.name}"
        for file in code_files("src", "bench", "make", "tests")
        for function in code_of(file).functions
        if not function.says_what_it_returns
    }
    assert untyped == set()


def test_the_name_of_every_test_is_a_sentence() -> None:
    short = {
        f"{named(file)}: {test.name}"
        for file, test in each_test()
        if len(test.name.removeprefix("test_").split("_")) < FEWEST_WORDS
    }
    assert short == set()


def test_no_two_tests_of_one_file_share_a_name() -> None:
    seen: set[tuple[Path, str]] = set()
    twice = {
        f"{named(file)}: {test.name}"
        for file, test in each_test()
        if (file, test.name) in seen or seen.add((file, test.name))
    }
    assert twice == set()
