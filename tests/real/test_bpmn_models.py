"""Models that others drew: the interchange test models of the BPMN MIWG, and the one that belongs to a permit log.

What is expected of each stands here as read off its XML by eye: the path in notation, or what is refused and why.
"""

import gzip
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from desirepath.connectors.bpmn import read_bpmn
from desirepath.observe.automaton import automaton_of
from desirepath.observe.path_notation import parse_path
from desirepath.runs.conformance import conformance
from desirepath.runs.diagnose import diagnose
from desirepath.vocabulary.errors import BadInput
from tests.bpmn.draw import MODEL, same_language
from tests.real.where import REAL, needs_real_logs, rollout_in

pytestmark = needs_real_logs

MODELS = REAL / "bpmn"
INVOICE = "assign_approver approve_invoice (rechnung_klaren approve_invoice)* (rechnung_klaren | prepare_bank_transfer archive_invoice)"
CALLS = "((call_activity_collapsed call_activity_-_expanded?)? | call_activity_calling_a_global_task)"
IMPORTED = {
    "A.1.0": "task_1 task_2 task_3",
    "A.2.0": "task_1 (task_2 | task_3 | task_4)",
    "A.2.1": "task_1 (task_2 task_3? | task_3 | task_4 task_3?)",
    "A.4.0#WFP-6-1": "task_1 task_2",
    "A.4.0#WFP-6-2": "task_3 (task_4 task_5 & task_6)",
    "A.4.1#sid-34746A54-1D7D-46CA-B219-0C4CEAE51170": "task_1 task_2",
    "A.4.1#sid-54D696FD-DEDC-45F3-99DB-1404DA433FC4": "task_3 (task_4 task_5 & task_6)",
    "B.1.0#Process_ba16239e-181e-4b9f-bc5b-0bb2ee973450": "abstract_task_4",
    "B.1.0#WFP-6-1": "abstract_task_1 user_task_2 service_task_3",
    # Its one branch ends in a terminate event: what the other has not done by then is not done.
    "B.1.0#WFP-6-2": f"(user_task_5 collapsed_sub-process & {CALLS}) abstract_task_6 | (user_task_5 & {CALLS}) service_task_7",
    "B.1.0#WFP-0-": "abstract_task_8",
    "B.2.0#WFP-0-": "task_34",
    "C.1.0#bpmn-miwg-test-case-c.1.0": INVOICE,
    "C.1.1": INVOICE,
    "C.2.0#WFP-Page_1-1": "take_payment",
    "C.2.0#WFP-Page_1-2": "load_truck deliver_items",
    "C.2.0#WFP-Page_1-4": "pick_items place_in_bin receive_and_package_items send_to_carrier_dock",
    "C.4.0#_f0035388-f829-470c-b82b-0b15c3da3399": (
        "create_domain_account prepare_workstation assign_required_applications_and_permissions "
        "configure_workstation prepare_it_part_of_welcome_package"
    ),
    "C.4.0#_da743a6f-d9e5-4fcf-8a96-d2fd5cfb73d4": (
        "validate_provided_information clarify_missing_points* update_payroll_system"
    ),
    "C.4.0#_3486bf55-0a7f-4ff1-be15-1555669f58ad": "prepare_access_card configure_access_details",
    "C.5.0#_3d1ef204-2d4c-4643-8fc5-c319cc032ec0": (
        "interview_customer prove_provide_identity ("
        "document_the_identity_of_the_economic_owner end_business_relation | "
        "document_the_identity_of_the_economic_owner? obtain_supporting_data_and_documents_of_the_customer "
        "check_customer_documents complete_data_and_documents? copy_sign_and_scan_documents "
        "file_documents_in_customer_file (add_personal_data & perform_know_your_customer_kyc_activities) "
        "perform_risk_assessment_of_the_customer ("
        "check_risk_and_decide_about_approval reject_customer_request | check_risk_and_decide_about_approval? "
        "document_risk_assessment check_for_connected_clients create_customer_in_the_system))"
    ),
    "C.5.0#_774bc005-0917-43d5-ab70-0f9fe123fbd1": (
        "check_if_group_of_connected_clients_exists document_group_of_connected_clients_according_to_capital_req?"
    ),
    "C.7.0": (
        "write_description (complete_advertisement approve_advertisement)+ "
        "(publish_on_homepage & select_other_platforms publish_on_other_platforms+)"
    ),
}
AT, WAITS, SENDS, ENDS = "boundary event", "intermediate catch event", "intermediate throw event", "end event"
BY_EVENT, OUTSIDE, UNDOES = (
    "an event begins it, at any time",
    "it is outside of what is read",
    "it is done for compensation",
)
# The kind, the end of the id, and the trigger or the reason.
REFUSED = {
    "A.3.0": [(AT, "d93003fa8c82", "message"), (AT, "7c5fb2b71825", "escalation")],
    "B.2.0#Process_ba16239e-181e-4b9f-bc5b-0bb2ee973450": [(AT, "bb94bdd77cec", "message")],
    "B.2.0#WFP-6-1": [
        (AT, "69c620cd0ac0", "escalation"),
        (AT, "a68b355782e3", "conditional"),
        (WAITS, "27babcde4088", "conditional"),
        (SENDS, "ab141a1b1ed0", "signal"),
    ],
    "B.2.0#WFP-6-2": [
        (AT, "e1cd6edace37", "timer"),
        (AT, "462c5b741c5a", "error"),
        (AT, "619b529f4d71", "conditional"),
        (AT, "b3f808173e61", "escalation"),
        (AT, "d16ec224f2e1", "signal"),
        (AT, "fe8839a7554b", "timer"),
        (AT, "2174dd5ba388", "message"),
        (WAITS, "fbf683e2018c", "message"),
        ("event-based gateway", "e13513b25fce", OUTSIDE),
        (SENDS, "b2acb118f9a4", "escalation"),
        (SENDS, "9fb6ad04cbdc", "link"),
        (SENDS, "87447a0283d3", "message"),
        (WAITS, "533c44a6888b", "message"),
        (WAITS, "14c3e69d5bc6", "timer"),
        (AT, "3b2a1dd18ec9", "signal"),
        (SENDS, "c18efcc68a94", "signal"),
        (WAITS, "d1b8e1e32788", "link"),
        (WAITS, "4588b7566122", "signal"),
        (ENDS, "945525fa0aaf", "error"),
        (ENDS, "638adf7ca75f", "escalation"),
    ],
    "C.1.0#sid-5FBB6CB3-8A7C-42B5-9024-15BB2684EC57": [
        (WAITS, "EE384F0C3520", "message"),
        ("event-based gateway", "73BD80CF980A", OUTSIDE),
        (WAITS, "7031B85A8F2D", "message"),
        (WAITS, "38F3A9B624D2", "timer"),
    ],
    "C.2.0#WFP-Page_1-3": [
        (ENDS, "78f149188c30", "error"),
        (SENDS, "eebc2e25925e", "message"),
        (AT, "b866f2eef248", "error"),
    ],
    "C.3.0": [
        ("user task", "2f98da75fb9a", "it takes or gives several tokens at once (`startQuantity`)"),
        (AT, "WDuOtG0oS24A", "timer"),
        (AT, "WDuOtG0oS24A", "message"),
    ],
    "C.4.0#_42cba3a9-a8ab-40b5-b9a4-2e8f32be364e": [
        (SENDS, "84ecbcca0a85", "signal"),
        (WAITS, "aa0c8a12af1e", "message"),
        (WAITS, "15e777f2cfd9", "message"),
        (WAITS, "ad70a56506aa", "message"),
    ],
    "C.6.0": [
        (WAITS, "f757bcd8c023", "message"),
        (WAITS, "b75d38620f95", "message"),
        (WAITS, "fdd588aaf729", "timer"),
        (SENDS, "955dc215ef9d", "compensate"),
        ("event-based gateway", "d99793135c1d", OUTSIDE),
        ("sub-process", "d1bf53172240", BY_EVENT),
        ("service task", "6e8cf51acd74", UNDOES),
        ("service task", "db5f32d16b3f", UNDOES),
        (AT, "6b2f94cf19b1", "compensate"),
        (AT, "4b7e7e753f3c", "compensate"),
        (AT, "e0c88f09e0db", "error"),
        (AT, "b90927448adb", "error"),
        (AT, "0609370d7080", "timer"),
    ],
    "C.8.0": [(AT, "6ab58b97e29d", "error")],
    "C.8.1": [(AT, "6ab58b97e29d", "error")],
    "C.9.0": [
        ("sub-process", "vity_1ke2ixr", BY_EVENT),
        ("sub-process", "vity_0vp33kx", BY_EVENT),
        (AT, "raudDetected", "error"),
    ],
    "C.9.1": [(AT, "ndaryEvent_1", "timer"), (AT, "ndaryEvent_2", "timer")],
    "C.9.2": [
        (AT, "vent_Timeout", "timer"),
        ("sub-process", "vity_0uvp3cb", BY_EVENT),
        ("sub-process", "vity_1esx1s7", BY_EVENT),
        ("sub-process", "vity_02a6b2h", BY_EVENT),
        (ENDS, "vent_Timeout", "error"),
    ],
}
SEVERAL = ["A.4.0", "A.4.1", "B.1.0", "B.2.0", "C.1.0", "C.2.0", "C.4.0", "C.5.0"]


def file_and_process(model: str) -> tuple[Path, str | None]:
    name, _, process = model.partition("#")
    return MODELS / f"{name}.bpmn", process or None


@pytest.mark.parametrize("model", IMPORTED)
def test_a_model_within_the_subset_is_the_path_that_it_draws(model: str) -> None:
    assert same_language(read_bpmn(*file_and_process(model)).path, parse_path(IMPORTED[model]))


@pytest.mark.parametrize("model", REFUSED)
def test_a_model_outside_the_subset_is_refused_with_every_element_and_reason(model: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bpmn(*file_and_process(model))
    told = [re.fullmatch(r"the (.+?) `(\S+?)`.* is not read: (.+)", one.what) for one in caught.value.mistakes]
    assert all(told)
    found = [one.groups() for one in told if one]
    assert [(kind, why.removeprefix("its trigger is ")) for kind, _, why in found] == [
        (kind, why) for kind, _, why in REFUSED[model]
    ]
    assert all(full.endswith(end) for (_, full, _), (_, end, _) in zip(found, REFUSED[model], strict=True))
    assert all(one.line and one.file for one in caught.value.mistakes)


@pytest.mark.parametrize("name", SEVERAL)
def test_of_several_processes_each_is_offered_by_its_id(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bpmn(MODELS / f"{name}.bpmn")
    [mistake] = caught.value.mistakes
    there = {model for model in (*IMPORTED, *REFUSED) if model.startswith(f"{name}#")}
    assert mistake.code == "several_processes"
    assert set(re.findall(r"`(.+?)`", mistake.mend)) == {model.replace("#", ".bpmn#", 1) for model in there}


def test_every_model_is_expected_to_be_read_or_refused() -> None:
    expected = {model.partition("#")[0] for model in (*IMPORTED, *REFUSED)}
    assert {file.stem for file in MODELS.glob("*.bpmn")} == expected
    assert len(expected) == 21


RECEIPT = """
rollout: receipt
go_live: 2010-10-01
timezone: Europe/Amsterdam
sources: [{table: events, file: REAL/receipt/receipt.xes.gz}]
workflows: [{workflow: receipt, bpmn: REAL/receipt/receipt.bpmn}]
"""


def traces() -> list[tuple[str, ...]]:
    """The activities of each case of the receipt log, in time order, read without the program."""
    spaced = "{http://www.xes-standard.org/}"
    with gzip.open(REAL / "receipt" / "receipt.xes.gz") as log:
        root = ET.parse(log).getroot()  # noqa: S314 - a log that is known
    found = []
    for trace in root.iter(f"{spaced}trace"):
        events = [{one.attrib["key"]: one.attrib["value"] for one in event} for event in trace.iter(f"{spaced}event")]
        events.sort(key=lambda event: datetime.fromisoformat(event["time:timestamp"]))
        found.append(tuple(event["concept:name"] for event in events))
    return found


def one_token() -> Callable[[tuple[str, ...]], bool]:
    """Whether a case is a word of the receipt model: with exclusive gateways only, one token goes from node to node."""
    root = ET.parse(REAL / "receipt" / "receipt.bpmn").getroot()  # noqa: S314 - a model that is known
    after: dict[str, set[str]] = {}
    for flow in root.iter(f"{{{MODEL}}}sequenceFlow"):
        after.setdefault(flow.attrib["sourceRef"], set()).add(flow.attrib["targetRef"])
    tasks = {one.attrib["id"]: one.attrib["name"] for one in root.iter(f"{{{MODEL}}}task")}
    gateways = {one.attrib["id"] for one in root.iter(f"{{{MODEL}}}exclusiveGateway")}
    [start] = [one.attrib["id"] for one in root.iter(f"{{{MODEL}}}startEvent")]
    ends = {one.attrib["id"] for one in root.iter(f"{{{MODEL}}}endEvent")}

    def onward(nodes: set[str]) -> set[str]:
        """The tasks and ends to which the token may come next."""
        ahead = [to for node in nodes for to in after[node]]
        seen = set(ahead)
        while ahead:
            more = after[node] - seen if (node := ahead.pop()) in gateways else set()
            seen |= more
            ahead += more
        return seen - gateways

    def plays(word: tuple[str, ...]) -> bool:
        nodes = {start}
        for activity in word:
            nodes = {node for node in onward(nodes) if tasks.get(node) == activity}
        return bool(onward(nodes) & ends)

    return plays


def test_the_receipt_log_is_judged_by_its_model_as_a_token_plays_it(tmp_path: Path) -> None:
    words = traces()
    assert (len(words), sum(map(len, words)), len(set(words))) == (1_434, 8_577, 116)
    rollout = rollout_in(tmp_path, RECEIPT)
    study = diagnose(rollout, progress=lambda _: None)
    assert [(table.rows, table.set_aside) for table in study.inputs] == [(8_577, 0)]
    _, [receipt] = conformance(rollout, progress=lambda _: None)
    assert receipt.cases == 1_434
    on_path = [variant for variant in receipt.variants if variant.alignment.cost == 0]
    assert sum(variant.cases for variant in on_path) == sum(map(one_token(), words)) == 1_434
    named = {step.id: step.title for step in read_bpmn(REAL / "receipt" / "receipt.bpmn").steps}
    by_program = Counter({tuple(named[step] for step in variant.steps): variant.cases for variant in receipt.variants})
    assert by_program == Counter(words)


def test_cases_that_went_otherwise_are_judged_as_a_token_plays_them() -> None:
    dice = random.Random(1_434)
    plays, model = one_token(), read_bpmn(REAL / "receipt" / "receipt.bpmn")
    id_of = {step.title: step.id for step in model.steps}
    automaton = automaton_of(model.path)
    judged: Counter[bool] = Counter()
    for word in sorted(set(traces())):
        for _ in range(10):
            other = list(word)
            other.insert(dice.randrange(len(other)), other.pop(dice.randrange(len(other))))
            other = other[dice.choice([0, 0, 1]) : len(other) - dice.choice([0, 0, 1])]
            found = automaton.accepts(tuple(id_of[activity] for activity in other))
            assert found == plays(tuple(other)), other
            judged[found] += 1
    assert min(judged[True], judged[False]) > 100
