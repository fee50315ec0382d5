"""Whatever the disk does to the files: it is told, all that is intact comes back, the loss is counted exactly."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desirepath.warehouse.segment_log import SegmentLog, frames, scrub
from desirepath.warehouse.segment_log.segment import Segment, seal_file
from tests.segment_log.failing_files import filled

FRAMES, LENGTH = 60, 100
ONE = 24 + LENGTH
A_SEGMENT = 10


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six segments of ten frames of 124 bytes, sealed."""
    folder = tmp_path_factory.mktemp("log") / "whole"
    filled(folder, [bytes([place]) * LENGTH for place in range(FRAMES)], segment_bytes=A_SEGMENT * ONE)
    assert len(list(folder.glob("*.log"))) == FRAMES // A_SEGMENT
    return folder


def flipped(chance: random.Random, folder: Path) -> set[int]:
    """One bit flipped in a segment; the sequence of the frame it was in."""
    at = chance.randrange(FRAMES * ONE)
    file = sorted(folder.glob("*.log"))[at // (A_SEGMENT * ONE)]
    content = bytearray(file.read_bytes())
    content[at % (A_SEGMENT * ONE)] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    return {at // ONE + 1}


def cut(chance: random.Random, folder: Path) -> set[int]:
    """A segment cut short anywhere."""
    number = chance.randrange(FRAMES // A_SEGMENT)
    size = chance.randrange(A_SEGMENT * ONE)
    with sorted(folder.glob("*.log"))[number].open("r+b") as opened:
        opened.truncate(size)
    return set(range(number * A_SEGMENT + size // ONE + 1, (number + 1) * A_SEGMENT + 1))


def zeroed(chance: random.Random, folder: Path) -> set[int]:
    """A stretch of zeros; none of our payloads but the first holds any."""
    number = chance.randrange(1, FRAMES // A_SEGMENT)
    start = chance.randrange(A_SEGMENT * ONE)
    end = min(A_SEGMENT * ONE, start + chance.randrange(1, 400))
    file = sorted(folder.glob("*.log"))[number]
    content = bytearray(file.read_bytes())
    before = bytes(content)
    content[start:end] = bytes(end - start)
    file.write_bytes(content)
    changed = {at // ONE for at in range(start, end) if content[at] != before[at]}
    return {number * A_SEGMENT + place + 1 for place in changed}


def taken_out(chance: random.Random, folder: Path) -> set[int]:
    """Bytes gone from the middle, what is behind them moved up."""
    number = chance.randrange(FRAMES // A_SEGMENT)
    start = chance.randrange(A_SEGMENT * ONE)
    end = min(A_SEGMENT * ONE, start + chance.randrange(1, 400))
    file = sorted(folder.glob("*.log"))[number]
    content = file.read_bytes()
    file.write_bytes(content[:start] + content[end:])
    first, last = start // ONE, (end - 1) // ONE
    frame_by_frame = {place: content[place * ONE : (place + 1) * ONE] for place in range(A_SEGMENT)}
    left = content[:start] + content[end:]
    gone = {place for place in range(first, last + 1) if frame_by_frame[place] not in left}
    return {number * A_SEGMENT + place + 1 for place in gone}


DAMAGES: list[Callable[[random.Random, Path], set[int]]] = [flipped, cut, zeroed, taken_out]


@pytest.mark.parametrize("rounds", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_each_damage_is_told_and_its_loss_is_exact(whole: Path, in_memory: Path, rounds: int) -> None:
    chance = random.Random(11)
    for number in range(rounds):
        folder = in_memory / "damaged"
        shutil.copytree(whole, folder)
        lost = DAMAGES[number % len(DAMAGES)](chance, folder)
        if chance.random() < 0.2:
            seal_file(chance.choice(sorted(folder.glob("*.log"))[:-1])).write_bytes(bytes(chance.randrange(60)))
        expected = [sequence for sequence in range(1, FRAMES + 1) if sequence not in lost]
        assert [frame.sequence for frame in frames(folder)] == expected
        assert all(frame.payload == bytes([frame.sequence - 1]) * LENGTH for frame in frames(folder))
        health = scrub(folder)
        assert (health.lost, health.intact) == (len(lost), len(expected))
        assert {one for start, end in health.gaps for one in range(start, end + 1)} == lost
        log = SegmentLog.opened(folder)
        assert log.append_and_wait(b"next") == FRAMES + 1
        log.close()
        assert scrub(folder).lost == len(lost)
        shutil.rmtree(folder)


def copied(whole: Path, tmp_path: Path) -> tuple[Path, list[Path]]:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    return folder, sorted(folder.glob("*.log"))


def numbers(folder: Path) -> list[int]:
    return [frame.sequence for frame in frames(folder)]


def test_a_segment_without_its_file_is_missed_by_its_seal(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    files[-1].unlink()
    health = scrub(folder)
    assert (health.lost, health.gaps) == (10, ((51, 60),))
    assert health.segments[-1].missing
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()


def test_a_segment_that_is_wholly_gone_is_missed_by_its_neighbours(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    for number in (0, 3):
        files[number].unlink()
        seal_file(files[number]).unlink()
    assert scrub(folder).gaps == ((1, 10), (31, 40))
    assert numbers(folder) == [*range(11, 31), *range(41, 61)]


@pytest.mark.parametrize("content", [b"", bytes(1240)], ids=["empty", "zeros"])
def test_an_emptied_segment_is_counted_with_and_without_its_seal(whole: Path, tmp_path: Path, content: bytes) -> None:
    folder, files = copied(whole, tmp_path)
    for number in (1, 4):
        files[number].write_bytes(content)
    seal_file(files[4]).unlink()
    assert scrub(folder).gaps == ((11, 20), (41, 50))
    assert [one.lost for one in scrub(folder).segments] == [0, 10, 0, 0, 10, 0]
    SegmentLog.opened(folder).close()
    assert scrub(folder).gaps == ((11, 20), (41, 50))


@pytest.mark.parametrize("under", [5, 25, 55, 777])
def test_a_copy_of_a_segment_under_another_name_doubles_nothing(whole: Path, tmp_path: Path, under: int) -> None:
    folder, files = copied(whole, tmp_path)
    shutil.copy(files[2], folder / f"{under:020d}.log")
    assert numbers(folder) == list(range(1, 61))
    assert scrub(folder).lost == 0
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()
    assert numbers(folder) == list(range(1, 62))


def test_frames_that_stand_twice_in_one_segment_count_once(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    files[2].write_bytes(files[2].read_bytes() * 2)
    assert numbers(folder) == list(range(1, 61))
    told = scrub(folder).segments[2]
    assert (told.frames, told.lost, told.damaged_bytes) == (10, 0, 10 * ONE)


def test_what_is_damaged_in_one_copy_is_read_from_the_other(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    shutil.copy(files[2], folder / f"{25:020d}.log")
    content = bytearray(files[2].read_bytes())
    content[5 * ONE + 50] ^= 1
    files[2].write_bytes(content)
    assert numbers(folder) == list(range(1, 61))
    assert scrub(folder).lost == 0
    assert scrub(folder).segments[2].damaged_bytes == ONE


def test_a_damaged_frame_at_the_very_end_keeps_its_sequence(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    seal_file(files[-1]).unlink()
    content = bytearray(files[-1].read_bytes())
    content[-1] ^= 1
    files[-1].write_bytes(content)
    assert scrub(folder).gaps == ((60, 60),)
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()
    assert scrub(folder).gaps == ((60, 60),)


def test_a_torn_tail_is_kept_beside_its_segment(whole: Path, tmp_path: Path) -> None:
    folder, files = copied(whole, tmp_path)
    seal_file(files[-1]).unlink()
    with files[-1].open("r+b") as opened:
        opened.truncate(9 * ONE + 30)
    SegmentLog.opened(folder).close()
    assert files[-1].stat().st_size == 9 * ONE
    assert files[-1].with_suffix(".torn").stat().st_size == 30
    assert scrub(folder).lost == 0


def test_sealed_segments_are_not_read_on_opening(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, files = copied(whole, tmp_path)
    seal_file(files[3]).unlink()
    read: list[str] = []
    content = Segment.content
    monkeypatch.setattr(Segment, "content", lambda self: (read.append(self.file.name), content(self))[1])
    SegmentLog.opened(folder).close()
    assert read == [files[3].name]


def test_files_of_others_in_the_folder_are_let_be(whole: Path, tmp_path: Path) -> None:
    folder, _ = copied(whole, tmp_path)
    (folder / "99999999999999999999.log").write_bytes(b"not ours")
    (folder / "note.txt").write_text("not ours")
    (folder / "1.log").write_bytes(b"")
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()
    assert scrub(folder).lost == 0
