"""How entries are found, and what is said when a catalogue is broken."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType

import pytest

from desirepath.catalogue import BrokenCatalogue, entries

Write = Callable[..., ModuleType]
ENTRY = "from types import SimpleNamespace\nSIGN = SimpleNamespace(name={name!r})\n"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Write modules into a package `signposts` and import it."""
    monkeypatch.syspath_prepend(tmp_path)

    def written(**modules: str) -> ModuleType:
        package = tmp_path / "signposts"
        package.mkdir()
        for name, code in {"__init__": "", **modules}.items():
            (package / f"{name}.py").write_text(code)
        return import_module("signposts")

    yield written
    for name in [name for name in sys.modules if name.startswith(("signposts", "stranger"))]:
        del sys.modules[name]


def test_every_module_of_the_package_is_an_entry_in_the_order_of_names(write: Write) -> None:
    package = write(west=ENTRY.format(name="west"), east=ENTRY.format(name="east"))
    assert list(entries(package, "SIGN")) == ["east", "west"]


def test_modules_that_stand_beside_the_entries_are_left_out(write: Write) -> None:
    package = write(__init__='BESIDE = ("map_of_all",)', east=ENTRY.format(name="east"), map_of_all="")
    assert list(entries(package, "SIGN")) == ["east"]


def test_a_module_without_its_constant_is_named(write: Write) -> None:
    package = write(east="")
    with pytest.raises(BrokenCatalogue, match=r"signposts\.east defines no SIGN"):
        entries(package, "SIGN")


def test_two_entries_of_one_name_are_refused(write: Write) -> None:
    package = write(east=ENTRY.format(name="east"), dawn=ENTRY.format(name="east"))
    with pytest.raises(BrokenCatalogue, match="two entries of signposts are called east"):
        entries(package, "SIGN")


def test_strangers_add_theirs_through_an_entry_point(write: Write, tmp_path: Path) -> None:
    package = write(east=ENTRY.format(name="east"))
    (tmp_path / "stranger.py").write_text(ENTRY.format(name="north"))
    foreign = tmp_path / "stranger-1.0.dist-info"
    foreign.mkdir()
    (foreign / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (foreign / "entry_points.txt").write_text("[desirepath.signposts]\nnorth = stranger\n")
    invalidate_caches()
    assert list(entries(package, "SIGN")) == ["east", "north"]
