"""Files, functions and classes stay small enough to be read at once."""

from pathlib import Path
from statistics import median

from tests.house import exceptions
from tests.house.tree import Part, code_files, code_of, named

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_CLASS, MOST_PARAMETERS = 300, 40, 150, 5
MEDIAN_FUNCTION = 8


def place(file: Path, part: Part) -> str:
    return f"{named(file)}:{part.name}"


def test_no_file_is_longer_than_300_lines() -> None:
    sizes = {named(file): len(file.read_text(encoding="utf-8").splitlines()) for file in code_files()}
    assert {file for file, size in sizes.items() if size > LONGEST_FILE} == set(exceptions.LONG_FILES)


def test_no_function_is_longer_than_40_lines_without_its_docstring() -> None:
    sizes = {place(file, one): one.lines for file in code_files() for one in code_of(file).functions}
    assert {one for one, size in sizes.items() if size > LONGEST_FUNCTION} == set(exceptions.LONG_FUNCTIONS)


def test_no_class_is_longer_than_150_lines_without_its_docstring() -> None:
    sizes = {place(file, one): one.lines for file in code_files() for one in code_of(file).classes}
    assert {one for one, size in sizes.items() if size > LONGEST_CLASS} == set(exceptions.LONG_CLASSES)


def test_no_function_of_the_program_takes_more_than_five_parameters() -> None:
    sizes = {place(file, one): one.parameters for file in code_files("src") for one in code_of(file).functions}
    assert {one for one, size in sizes.items() if size > MOST_PARAMETERS} == set(exceptions.MANY_PARAMETERS)


def test_half_of_all_functions_are_no_longer_than_eight_lines() -> None:
    assert median(one.lines for file in code_files("src") for one in code_of(file).functions) <= (MEDIAN_FUNCTION)


def test_every_exception_tells_its_reason() -> None:
    lists = (
        exceptions.LONG_FILES,
        exceptions.LONG_FUNCTIONS,
        exceptions.LONG_CLASSES,
        exceptions.MANY_PARAMETERS,
    )
    assert all(len(reason.split()) >= 4 for listed in lists for reason in listed.values())
