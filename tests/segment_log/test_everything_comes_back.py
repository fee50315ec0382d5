"""Payloads come back once, in order, whatever they are and wherever the file is cut."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st

from desirepath.warehouse.segment_log import LogInUse, LogUnwritable, SegmentLog, frames, scrub
from desirepath.warehouse.segment_log.frame import framed
from tests.segment_log.failing_files import ShortWrites, filled

LISTS = st.lists(st.lists(st.binary(max_size=300), max_size=8), max_size=5)


@of_hypothesis(max_examples=25)
@given(openings=LISTS, segment_bytes=st.integers(30, 2000), most=st.integers(1, 400))
def test_any_payloads_come_back_once_and_in_order_over_openings(
    openings: list[list[bytes]], segment_bytes: int, most: int
) -> None:
    with TemporaryDirectory() as folder:
        for payloads in openings:
            filled(Path(folder), payloads, segment_bytes=segment_bytes, files=ShortWrites(most))
        expected = [payload for payloads in openings for payload in payloads]
        assert list(frames(Path(folder))) == list(enumerate(expected, start=1))
        assert scrub(Path(folder)).lost == 0


def test_reading_goes_on_after_any_sequence(tmp_path: Path) -> None:
    filled(tmp_path, [bytes([place]) * 50 for place in range(40)], segment_bytes=300)
    for after in range(42):
        assert [frame.sequence for frame in frames(tmp_path, after)] == list(range(after + 1, 41))


def left_open(folder: Path, payloads: list[bytes]) -> Path:
    """The folder as a kill leaves it: the last segment has no seal."""
    filled(folder, payloads)
    seal = next(folder.glob("*.seal"))
    seal.unlink()
    return seal.with_suffix(".log")


def check_cut(folder: Path, segment: Path, size: int, ends: list[int]) -> None:
    whole = sum(end <= size for end in ends)
    with segment.open("r+b") as opened:
        opened.truncate(size)
    assert [frame.sequence for frame in frames(folder)] == list(range(1, whole + 1))
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"after") == whole + 1
    log.close()
    assert [frame.sequence for frame in frames(folder)] == list(range(1, whole + 2))
    assert scrub(folder).lost == 0
    assert all(one.damaged_bytes == 0 for one in scrub(folder).segments)


@pytest.mark.parametrize("step", [37, pytest.param(1, marks=pytest.mark.long)])
def test_a_file_cut_at_any_byte_of_its_last_4_kib_keeps_all_whole_frames(in_memory: Path, step: int) -> None:
    payloads = [bytes([place]) * (place * 7 % 97) for place in range(120)]
    segment = left_open(in_memory / "whole", payloads)
    ends = [24 * (place + 1) + sum(map(len, payloads[: place + 1])) for place in range(len(payloads))]
    size = segment.stat().st_size
    assert size == ends[-1]
    for cut in range(max(0, size - 4096), size + 1, step):
        folder = in_memory / "cut"
        shutil.copytree(in_memory / "whole", folder)
        check_cut(folder, folder / segment.name, cut, ends)
        shutil.rmtree(folder)


def test_bytes_that_look_like_a_frame_are_never_read_as_one(tmp_path: Path) -> None:
    forged = framed(0, 99, b"forged") + framed(1, 3, b"forged")
    segment = left_open(tmp_path, [b"first", forged * 3])
    content = segment.read_bytes()
    segment.write_bytes(content[:-1])
    assert [frame.payload for frame in frames(tmp_path)] == [b"first"]
    log = SegmentLog.opened(tmp_path)
    assert log.append_and_wait(b"next") == 2
    log.close()
    assert [frame.payload for frame in frames(tmp_path)] == [b"first", b"next"]


def test_what_is_being_written_can_be_read_at_the_same_time(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path)
    for sequence in range(1, 20):
        assert log.append_and_wait(b"x") == sequence
        assert [frame.sequence for frame in frames(tmp_path)] == list(range(1, sequence + 1))
    state = log.state()
    assert (state.accepts, state.last_sequence, state.segments, state.bytes) == (True, 19, 1, 19 * 25)
    log.close()


def test_a_second_writer_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path)
    with pytest.raises(LogInUse, match=r"written by process \d+.*--name"):
        SegmentLog.opened(tmp_path)
    log.close()
    SegmentLog.opened(tmp_path).close()


def test_a_closed_log_refuses_and_a_payload_too_long_is_no_payload(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path)
    with pytest.raises(ValueError, match="at most"):
        log.append_and_wait(bytes((32 << 20) + 1))
    log.close()
    log.close()
    with pytest.raises(LogUnwritable, match="closed"):
        log.append_and_wait(b"late")
    assert list(frames(tmp_path)) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LogUnwritable, match="file"):
        SegmentLog.opened(tmp_path / "file" / "log")
