"""Payloads are removed, and old segments dropped, for good, whatever moment a kill comes at."""

import shutil
from pathlib import Path

import pytest

from desirepath.warehouse.segment_log import SegmentLog, drop_before, frames, rewrite_without, scrub, seal_open
from tests.segment_log.failing_files import FailingFiles, Killed, filled

PAYLOADS = [b"person %d says %s" % (place % 7, b"x" * 40) for place in range(60)]
SEGMENT_BYTES = 800
WITHOUT = {place: payload for place, payload in enumerate(PAYLOADS, start=1) if not payload.startswith(b"person 3")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log") / "whole"
    filled(folder, PAYLOADS, segment_bytes=SEGMENT_BYTES)
    return folder


def not_of_person_3(payload: bytes) -> bytes | None:
    return None if payload.startswith(b"person 3") else payload


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_a_removed_payload_is_gone_from_every_file_and_nothing_else_moves(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    assert b"person 3" in all_bytes(folder)
    assert rewrite_without(folder, not_of_person_3) == len(PAYLOADS) - len(WITHOUT)
    assert b"person 3" not in all_bytes(folder)
    assert dict(frames(folder)) == WITHOUT
    health = scrub(folder)
    assert (health.lost, health.removed, health.intact) == (0, 60 - len(WITHOUT), len(WITHOUT))
    assert rewrite_without(folder, not_of_person_3) == 0
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()


def test_a_payload_may_be_put_there_changed(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    assert rewrite_without(folder, lambda payload: payload.replace(b"person 3", b"")) == 60 - len(WITHOUT)
    assert [frame.payload for frame in frames(folder)] == [one.replace(b"person 3", b"") for one in PAYLOADS]


def test_damaged_bytes_and_torn_tails_go_with_it_and_stay_counted(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    first = min(folder.glob("*.log"))
    content = bytearray(first.read_bytes())
    content[30] ^= 1
    first.write_bytes(content)
    first.with_suffix(".torn").write_bytes(b"person 3")
    assert scrub(folder).lost == 1
    rewrite_without(folder, not_of_person_3)
    assert b"person 3" not in all_bytes(folder)
    assert scrub(folder).lost == 1
    assert all(one.damaged_bytes == 0 for one in scrub(folder).segments)


def test_a_kill_at_any_step_leaves_each_segment_old_or_new(whole: Path, in_memory: Path) -> None:
    for nth in range(1, 1000):
        folder = in_memory / str(nth)
        shutil.copytree(whole, folder)
        files = FailingFiles(range(nth, 1000).__contains__, Killed)
        try:
            rewrite_without(folder, not_of_person_3, files)
        except Killed:
            pass
        else:
            break
        read = dict(frames(folder))
        assert WITHOUT.items() <= read.items() <= dict(enumerate(PAYLOADS, start=1)).items()
        assert scrub(folder).lost == 0
        rewrite_without(folder, not_of_person_3)
        assert dict(frames(folder)) == WITHOUT
        assert b"person 3" not in all_bytes(folder)
    assert 20 < nth < 999


def test_dropped_segments_are_gone_and_are_no_loss(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    before = len(list(folder.glob("*.log")))
    dropped = drop_before(folder, 30)
    left = [frame.sequence for frame in frames(folder)]
    assert dropped > 0
    assert len(list(folder.glob("*.log"))) == before - dropped
    assert left == list(range(left[0], 61))
    assert 20 < left[0] <= 30
    assert scrub(folder).lost == 0
    assert drop_before(folder, 30) == 0
    assert drop_before(folder, 1000) == before - dropped
    log = SegmentLog.opened(folder)
    assert log.append_and_wait(b"next") == 61
    log.close()
    assert scrub(folder).lost == 0


def test_a_kill_while_segments_are_dropped_loses_nothing_that_was_to_stay(whole: Path, in_memory: Path) -> None:
    for nth in range(1, 1000):
        folder = in_memory / str(nth)
        shutil.copytree(whole, folder)
        try:
            drop_before(folder, 30, FailingFiles(range(nth, 1000).__contains__, Killed))
        except Killed:
            pass
        else:
            break
        assert {frame.sequence for frame in frames(folder)} >= set(range(30, 61))
        assert scrub(folder).lost == 0
        drop_before(folder, 30)
        assert next(frames(folder)).sequence > 20
        assert scrub(folder).lost == 0
    assert 10 < nth < 999


def test_the_segment_that_is_being_written_is_let_be(tmp_path: Path) -> None:
    log = SegmentLog.opened(tmp_path)
    log.append_and_wait(b"person 3")
    assert rewrite_without(tmp_path, not_of_person_3) == 0
    assert drop_before(tmp_path, 1000) == 0
    assert list(frames(tmp_path)) == [(1, b"person 3")]
    log.close()
    assert rewrite_without(tmp_path, not_of_person_3) == 1


def test_what_a_living_writer_is_writing_is_sealed_at_once_when_that_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    log = SegmentLog.opened(folder)
    try:
        log.append_and_wait(b"person 3 says this")
        assert rewrite_without(folder, not_of_person_3) == 0
        assert seal_open(folder)
        assert rewrite_without(folder, not_of_person_3) == 1
        assert log.append_and_wait(b"person 4 says that") == 2
    finally:
        log.close()
    assert b"person 3" not in all_bytes(folder)
    assert dict(frames(folder)) == {2: b"person 4 says that"}


def test_what_a_dead_writer_left_is_sealed_too(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    shutil.copytree(whole, folder)
    for seal in folder.glob("*.seal"):
        seal.unlink()
    assert seal_open(folder)
    assert rewrite_without(folder, not_of_person_3) == len(PAYLOADS) - len(WITHOUT)
    assert b"person 3" not in all_bytes(folder)
