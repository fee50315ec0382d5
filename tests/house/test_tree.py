"""What must not stand in any file."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import LOCKS, ROOT, named, written_files

REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg|debian|anaconda)\.(?:org|com)")
MACHINE = re.compile(r"""(?:^|[\s"'(`=])/(?:work|root|home|Users)/[\w.]""", re.MULTILINE)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError")
HASH = re.compile(r"sha256:[0-9a-f]{64}")
PINS = LOCKS[1:]
RULES = Path(__file__).name


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{named(file)}: {match.group().strip()}"
        for file in written_files()
        if file.name != RULES
        for match in pattern.finditer(file.read_text(encoding="utf-8"))
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found(MACHINE) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert found(REGISTRY) == []


def test_no_file_or_folder_has_the_name_of_an_option() -> None:
    assert [one.name for one in ROOT.iterdir() if one.name.startswith("-")] == []


def test_nothing_is_left_unfinished() -> None:
    assert found(UNFINISHED) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_holds_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert len(text) > 10_000


@pytest.mark.parametrize("pins", PINS)
def test_every_pin_for_pip_is_the_one_that_the_lock_has(pins: str) -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {(package["name"], package["version"]) for package in lock["package"] if "version" in package}
    pinned = set(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", (ROOT / pins).read_text(encoding="utf-8"), re.MULTILINE))
    assert len(pinned) > 10
    assert pinned <= locked


@pytest.mark.parametrize("pins", PINS)
def test_every_pin_for_pip_has_a_hash_that_the_lock_has(pins: str) -> None:
    known = set(HASH.findall((ROOT / "uv.lock").read_text(encoding="utf-8")))
    used = set(HASH.findall((ROOT / pins).read_text(encoding="utf-8")))
    assert used
    assert used <= known


def test_every_dependency_of_the_program_is_pinned_for_pip() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=\[; ]", one, maxsplit=1)[0].replace(".", "-").lower() for one in project["dependencies"]}
    text = (ROOT / "pip-requirements.txt").read_text(encoding="utf-8")
    assert wanted <= set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
