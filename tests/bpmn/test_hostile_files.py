"""Files that are no BPMN, or meant to do harm: refused in one line, at once."""

import time
from pathlib import Path

import pytest

from desirepath.connectors.bpmn import read_bpmn
from desirepath.connectors.bpmn.xml_tree import DEEPEST, LARGEST, MOST_ELEMENTS
from desirepath.vocabulary.errors import BadInput
from tests.bpmn.draw import MODEL, drawn

GOOD = drawn("start s\ntask a\nend e\ns > a > e")
BOMB = "<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;'>]>"
BEGIN = f'<definitions xmlns="{MODEL}"><process id="P">'

FILES = {
    "an_empty_file": ("", "not_well_formed", 1),
    "no_xml": ("submit approve pay", "not_well_formed", 1),
    "a_picture": ("\x89PNG\r\n\x1a\n\0\0\0", "not_well_formed", 1),
    "a_file_that_is_cut_off": (GOOD[: len(GOOD) // 2], "not_well_formed", 5),
    "a_document_type": (f"<!DOCTYPE definitions>\n{GOOD}", "dtd_not_allowed", 1),
    "an_outside_entity": (f"\n<!DOCTYPE d [<!ENTITY x SYSTEM 'secret.txt'>]>{GOOD}", "dtd_not_allowed", 2),
    "an_entity_bomb": (BOMB + GOOD.replace('name="a"', 'name="&b;"'), "dtd_not_allowed", 1),
    "an_entity_that_is_not_declared": (GOOD.replace('name="a"', 'name="&b;"'), "not_well_formed", 4),
    "another_format": ("<log><trace/></log>", "not_bpmn", 1),
    "a_process_without_a_namespace": (GOOD.replace(f' xmlns="{MODEL}"', ""), "not_bpmn", 1),
    "a_draft_of_the_standard": (GOOD.replace(MODEL, "http://schema.omg.org/spec/BPMN/2.0"), "not_bpmn", 1),
    "bpmn_1": ('<Package xmlns="http://www.wfmc.org/2008/XPDL2.1"/>', "not_bpmn", 1),
    "elements_inside_elements": (BEGIN + "<subProcess>" * DEEPEST, "too_deep", 1),
    "foreign_elements_inside_elements": (BEGIN + '<x xmlns="y">' * DEEPEST, "too_deep", 1),
    "elements_without_number": (BEGIN + "<task/>\n" * MOST_ELEMENTS, "too_large", MOST_ELEMENTS),
}


def refused(folder: Path, raw: bytes) -> BadInput:
    file = folder / "model.bpmn"
    file.write_bytes(raw)
    with pytest.raises(BadInput) as caught:
        read_bpmn(file)
    return caught.value


def codes(file: Path) -> list[str]:
    """The codes with which a file is refused; none where it is read."""
    try:
        read_bpmn(file)
    except BadInput as refusal:
        return [mistake.code for mistake in refusal.mistakes]
    return []


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_meant_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    text, code, line = FILES[case]
    [mistake] = refused(tmp_path, text.encode("latin-1" if "PNG" in text else "utf-8")).mistakes
    assert (mistake.code, mistake.line) == (code, line)
    assert mistake.file == str(tmp_path / "model.bpmn")


def test_a_file_of_another_namespace_is_told_which_one_is_read(tmp_path: Path) -> None:
    [mistake] = refused(tmp_path, FILES["a_draft_of_the_standard"][0].encode()).mistakes
    assert (
        mistake.what
        == f"it is written in the namespace `http://schema.omg.org/spec/BPMN/2.0`, but BPMN 2.0 in `{MODEL}`"
    )


def test_a_file_past_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    [mistake] = refused(tmp_path, GOOD.encode() + b" " * LARGEST).mistakes
    assert (mistake.code, mistake.what) == ("too_large", "the file is larger than 10,000,000 bytes")


def test_a_file_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "model.bpmn"
    file.write_bytes(GOOD.encode().ljust(LARGEST))
    assert [step.id for step in read_bpmn(file).steps] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_is_read_in_the_encoding_that_it_names(encoding: str, tmp_path: Path) -> None:
    text = GOOD.replace('name="a"', 'name="Prüfen"')
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'
    file = tmp_path / "model.bpmn"
    file.write_bytes(declared.encode(encoding))
    assert [step.title for step in read_bpmn(file).steps] == ["Prüfen"]


def test_signs_that_steer_a_terminal_do_not_reach_a_message_or_a_title(tmp_path: Path) -> None:
    text = GOOD.replace('name="a"', 'name="Pay &#x202e;now&#x85;"')
    file = tmp_path / "model.bpmn"
    file.write_text(text, encoding="utf-8")
    assert [step.title for step in read_bpmn(file).steps] == ["Pay \ufffdnow"]
    said = str(refused(tmp_path, text.replace("<task", "<transaction").replace("/task", "/transaction").encode()))
    assert "Pay \ufffdnow" in said


WIDE = "\n".join(f"task a{n} a\ng > a{n} > h" for n in range(900))
SLOW = {
    "a_web_of_gateways": "start s\nend e\ns > g0\n"
    + "\n".join(f"xor g{n}\ntask t{n}\ng{n} > t{n} > g0\ng{n} > g{n + 1}" for n in range(600))
    + "\nxor g600\ng600 > e\ng600 > g0",
    "many_tasks_of_one_name": f"start s\nxor g\nxor h\nend e\ns > g\n{WIDE}\nh > e\nh > g",
    "a_long_row": "start s\nend e\n" + "\n".join(f"task t{n}" for n in range(999))
    + "\ns > " + " > ".join(f"t{n}" for n in range(999)) + " > e",
    "choices_that_show_much_later": "start s\nend e\nxor g\ntask a a\ntask b b\ntask c a\ns > g > a > g\ng > b > g\ng > c > x0\n"
    + "\n".join(f"xor x{n}\ntask a{n} a\ntask b{n} b\nx{n} > a{n} > x{n + 1}\nx{n} > b{n} > x{n + 1}" for n in range(400))
    + "\nxor x400\nx400 > e",
    "many_steps_side_by_side": "start s\nend e\n" + "\n".join(f"task t{n}\ns > t{n} > e" for n in range(998)),
}  # fmt: skip


@pytest.mark.parametrize("case", SLOW)
def test_a_large_drawing_is_read_or_refused_in_seconds(case: str, tmp_path: Path) -> None:
    file = tmp_path / "model.bpmn"
    file.write_text(drawn(SLOW[case]), encoding="utf-8")
    begin = time.process_time()
    assert codes(file) in ([], ["path_too_large"])
    assert time.process_time() - begin < 20
