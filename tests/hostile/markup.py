"""XML with entities, links to elsewhere, endless tags and bottomless elements: as XES, OCEL and BPMN."""

from __future__ import annotations

from tests.hostile.door import Hostile
from tests.hostile.separated import PDF, endless, noise, numbered, repeated

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def event(activity: str, at: str, *more: str) -> str:
    attributes = f'<string key="concept:name" value="{activity}"/><date key="time:timestamp" value="{at}"/>'
    return f"<event>{attributes}{''.join(more)}</event>\n"


def trace(name: str, *events: str) -> str:
    return f'<trace><string key="concept:name" value="{name}"/>\n{"".join(events)}</trace>\n'


SOUND = trace("1", event("a", "2025-09-01T08:00:00Z"), event("b", "2025-09-01T09:00:00Z"))
LOG = f"{XML}<log>\n{SOUND}</log>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def declared(declaration: str, inside: str = "&x;") -> str:
    """A log with a document type, which is used in a name."""
    return f"{XML}<!DOCTYPE log [{declaration}]>\n<log>{trace('1', event(inside, '2025-09-01T08:00:00Z'))}</log>"


def log_with(*traces: str) -> str:
    return f"{XML}<log>\n{SOUND}{''.join(traces)}</log>"


NO_DTD = "It declares a document type or an entity, which is not read. Save it without."

XES_CASES = {
    "a billion laughs": Hostile("e.xes", declared(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;"), f"e.xes:2: {NO_DTD}"),
    "laughs by the square": Hostile("e.xes", declared(f'<!ENTITY x "{"x" * 100_000}">', "&x;" * 10_000), f"e.xes:2: {NO_DTD}"),
    "an entity that is a file": Hostile("e.xes", declared('<!ENTITY x SYSTEM "file:///etc/passwd">'), f"e.xes:2: {NO_DTD}"),
    "an entity that is an address": Hostile("e.xes", declared('<!ENTITY x SYSTEM "http://127.0.0.1/">'), f"e.xes:2: {NO_DTD}"),
    "an entity of parameters": Hostile("e.xes", declared('<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;'), f"e.xes:2: {NO_DTD}"),
    "an entity that is itself": Hostile("e.xes", declared('<!ENTITY x "&x;">'), f"e.xes:2: {NO_DTD}"),
    "a document type from elsewhere": Hostile("e.xes", f'{XML}<!DOCTYPE log SYSTEM "http://127.0.0.1/log.dtd"><log/>', f"e.xes:2: {NO_DTD}"),
    "a billion laughs in a UTF-16 log": Hostile("e.xes", declared(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;").replace("UTF-8", "UTF-16").encode("utf-16"), f"e.xes:2: {NO_DTD}"),
    "an entity without a declaration": Hostile("e.xes", log_with(trace("2", event("&x;", "2025-09-01T08:00:00Z"))), "e.xes:8: It is not well-formed XML: undefined entity. Export it again."),
    "a letter beyond Unicode": Hostile("e.xes", log_with(trace("2", event("&#x110000;", "2025-09-01T08:00:00Z"))), "e.xes:8: It is not well-formed XML: reference to invalid character number. Export it again."),
    "a zero by its number": Hostile("e.xes", log_with(trace("2", event("&#0;", "2025-09-01T08:00:00Z"))), "e.xes:8: It is not well-formed XML: reference to invalid character number. Export it again."),
    "an inclusion": Hostile("e.xes", log_with('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'), "2 rows"),
    "a style sheet from elsewhere": Hostile("e.xes", LOG.replace("<log>", '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1/x.xsl"?><log>'), "2 rows"),
    "a schema from elsewhere": Hostile("e.xes", LOG.replace("<log>", '<log xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://127.0.0.1/x.xsd">'), "2 rows"),
    "nothing in XES": Hostile("e.xes", b"", "e.xes:1: It is not well-formed XML: no element found. Export it again."),
    "a log of nothing": Hostile("e.xes", f"{XML}<log/>", "e.xes: It has no event, or none near its beginning. Is it a log, and the right one?"),
    "a log of empty traces": Hostile("e.xes", f"{XML}<log>{'<trace/>' * 10_000}</log>", "e.xes: It has no event, or none near its beginning. Is it a log, and the right one?"),
    "one event": Hostile("e.xes", f"{XML}<log>{trace('1', event('a', '2025-09-01T08:00:00Z'))}</log>", "1 rows"),
    "a gigabyte in a name": Hostile("e.xes", endless(f'{XML}<log>{SOUND}<trace><string key="concept:name" value="'.encode()), "e.xes:6: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "a gigabyte between tags": Hostile("e.xes", endless(f"{XML}<log>{SOUND}".encode()), "e.xes:6: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "forty megabytes in a name": Hostile("e.xes", repeated(f'{XML}<log>{SOUND}<trace><string key="concept:name" value="', "x" * 1_000, 40_000), "e.xes:6: It has a tag or a text longer than 16 MiB. Leave out what is no attribute of an event.", is_long=True),
    "forty megabytes in a comment": Hostile("e.xes", repeated(f"{XML}<log>{SOUND}<!--", "x" * 1_000, 40_000, "--></log>"), "e.xes:6: It has a tag or a text longer than 16 MiB. Leave out what is no attribute of an event.", is_long=True),
    "forty megabytes of blanks between traces": Hostile("e.xes", repeated(f"{XML}<log>{SOUND}", " " * 1_000, 40_000, "</log>"), "2 rows"),
    "elements a hundred thousand deep": Hostile("e.xes", f"{XML}<log>{SOUND}<trace>" + '<string key="a" value="b">' * 100_000, "e.xes:6: Its elements are nested more than 200 deep. Leave out what is no attribute of an event."),
    "other elements a hundred thousand deep": Hostile("e.xes", f"{XML}<log>{SOUND}" + "<a>" * 100_000, "e.xes:6: Its elements are nested more than 200 deep. Leave out what is no attribute of an event."),
    "an element with a hundred thousand attributes": Hostile("e.xes", log_with("<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>"), "2 rows"),
    "an event with a hundred thousand attributes": Hostile("e.xes", log_with(trace("2", event("a", "2025-09-01T08:00:00Z", *(f'<string key="k{n}" value="v"/>' for n in range(100_000))))), "3 rows", is_long=True),
    "a trace of three hundred thousand attributes": Hostile("e.xes", numbered(f"{XML}<log>{SOUND}<trace>", '<string key="k#" value="v"/>', 300_000, f"{event('a', '2025-09-01T08:00:00Z')}</trace></log>"), "3 rows", is_long=True),
    "an attribute twice": Hostile("e.xes", log_with('<a b="1" b="2"/>'), "e.xes:7: It is not well-formed XML: duplicate attribute. Export it again."),
    "a trace in a trace": Hostile("e.xes", log_with(f"<trace>{trace('2', event('a', '2025-09-02T08:00:00Z'))}</trace>"), "3 rows"),
    "an event in an event": Hostile("e.xes", log_with(trace("2", event("a", "2025-09-02T08:00:00Z", event("b", "2025-09-02T09:00:00Z")))), "3 rows"),
    "events outside of traces": Hostile("e.xes", log_with(event("a", "2025-09-01T08:00:00Z") * 100), "2 rows"),
    "a log that is cut off": Hostile("e.xes", LOG[:-20], "e.xes:5: It is not well-formed XML: unclosed token. Export it again."),
    "a log with a log behind it": Hostile("e.xes", LOG + LOG, "e.xes:7: It is not well-formed XML: junk after document element. Export it again."),
    "a log in a comment": Hostile("e.xes", f"{XML}<log><!-- {SOUND} --></log>", "e.xes: It has no event, or none near its beginning. Is it a log, and the right one?"),
    "a log in a text": Hostile("e.xes", f"{XML}<log><![CDATA[{SOUND}]]></log>", "e.xes: It has no event, or none near its beginning. Is it a log, and the right one?"),
    "a log in an encoding that nobody knows": Hostile("e.xes", LOG.replace("UTF-8", "KLINGON-1"), "e.xes: It says that it is in an encoding that is not read: unknown encoding: KLINGON-1. Save it as UTF-8."),
    "a log in UTF-7": Hostile("e.xes", LOG.replace("UTF-8", "UTF-7"), "e.xes: It says that it is in an encoding that is not read: multi-byte encodings are not supported. Save it as UTF-8."),
    "a log that says UTF-16 and is not": Hostile("e.xes", LOG.replace("UTF-8", "UTF-16"), "e.xes:1: It is not well-formed XML: encoding specified in XML declaration is incorrect. Export it again."),
    "a log that says UTF-8 and is not": Hostile("e.xes", LOG.replace('value="b"', 'value="ä"').encode("cp1252"), "e.xes:5: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "overlong UTF-8 in a log": Hostile("e.xes", LOG.encode().replace(b'value="b"', b'value="\xc0\xaf"'), "e.xes:5: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "half a pair in a log": Hostile("e.xes", LOG.encode().replace(b'value="b"', b'value="\xed\xa0\x80"'), "e.xes:5: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "a zero in a log": Hostile("e.xes", LOG.replace('value="b"', 'value="\0"'), "e.xes:5: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "names with markup in a log": Hostile("e.xes", log_with(trace("&lt;script&gt;", event("=cmd|&apos;/C calc&apos;!A0", "2025-09-02T08:00:00Z"))), "3 rows"),
    "times of all zones in a log": Hostile("e.xes", log_with(trace("2", event("a", "2025-09-02T08:00:00+14:00"), event("b", "2025-09-02T08:00:00"), event("b", "2025-09-02"))), "5 rows"),
    "1848 and 9999 in a log": Hostile("e.xes", log_with(trace("2", event("a", "1848-03-18T00:00:00Z"), event("b", "9999-12-31T00:00:00Z"))), "2 rows, 2 set aside: e.xes:8: `at` is `1848-03-18T00:00:00Z`, no time between 1900 and 2100 in the format of the others"),
    "a time that is none in a log": Hostile("e.xes", log_with(trace("2", event("a", "yesterday"))), "2 rows, 1 set aside: e.xes:8: `at` is `yesterday`, no time between 1900 and 2100 in the format of the others"),
    "three thousand traces of one name": Hostile("e.xes", repeated(f"{XML}<log>", trace("1", event("a", "2025-09-01T08:00:00Z")), 3_000, "</log>"), "3,000 rows"),
    "a hundred thousand classifiers": Hostile("e.xes", numbered(f"{XML}<log>", '<classifier name="c#" keys="concept:name"/>', 100_000, f"{SOUND}</log>"), "e.xes: It has more than 10,000 attributes and classifiers. Export it with less inside."),
    "a classifier of a million keys": Hostile("e.xes", LOG.replace("<log>", f'<log><classifier name="c" keys="{"k " * 1_000_000}"/>'), "2 rows"),
    "a CSV called XES": Hostile("e.xes", b"case_id,activity,at\n", "e.xes:1: It is not well-formed XML: syntax error. Export it again."),
    "a document called XES": Hostile("e.xes", PDF, "e.xes:1: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "noise called XES": Hostile("e.xes", noise(20_000), "e.xes:1: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "a page called XML": Hostile("e.xml", b"<!DOCTYPE html><html><body><br></body></html>", "e.xml:1: It declares a document type or an entity, which is not read. Save it without."),
    "another XML": Hostile("e.xml", f"{XML}<invoice><total>1</total></invoice>", "e.xml: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
}  # fmt: skip


def object_log(inside: str, head: str = "") -> str:
    types = '<object-types><object-type name="order"><attributes/></object-type></object-types><event-types/>'
    return f"{XML}{head}<log>{types}{inside}</log>"


OBJECTS = '<objects><object id="o1" type="order"/></objects>'
TOUCHES = '<objects><relationship object-id="o1" qualifier="q"/></objects>'


def object_events(*activities: str) -> str:
    events = (f'<event id="e{n}" type="{activity}" time="2025-09-01T0{n}:00:00Z">{TOUCHES}</event>' for n, activity in enumerate(activities))  # fmt: skip
    return f"{OBJECTS}<events>{''.join(events)}</events>"


OCEL_CASES = {
    "an OCEL log that is sound": Hostile("e.xmlocel", object_log(object_events("a", "b")), "2 rows"),
    "a billion laughs in OCEL": Hostile("e.xmlocel", object_log(object_events("&l9;"), f'<!DOCTYPE log [<!ENTITY l0 "ha">{LAUGHS}]>'), "e.xmlocel:2: It declares a document type or an entity, which is not read. Save it without."),
    "a file in OCEL": Hostile("e.xmlocel", object_log(object_events("&x;"), '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "e.xmlocel:2: It declares a document type or an entity, which is not read. Save it without."),
    "OCEL a hundred thousand elements deep": Hostile("e.xmlocel", object_log("<a>" * 100_000), "e.xmlocel:2: Its elements are nested more than 200 deep. Leave out what is no attribute."),
    "OCEL objects a hundred thousand elements deep": Hostile("e.xmlocel", object_log("<objects><object id='1' type='order'>" + "<attributes>" * 100_000), "e.xmlocel:2: Its elements are nested more than 200 deep. Leave out what is no attribute."),
    "a gigabyte in a name of OCEL": Hostile("e.xmlocel", endless(object_log("<objects><object id='")[:-6].encode()), "e.xmlocel:2: It is not well-formed XML: not well-formed (invalid token). Export it again."),
    "fifty megabytes in a name of OCEL": Hostile("e.xmlocel", repeated(object_log("<objects><object id='")[:-6], "x" * 1_000, 50_000), "e.xmlocel:2: It has a tag or a text longer than 16 MiB. Leave out what is no attribute.", is_long=True),
    "fifty megabytes in a value of OCEL": Hostile("e.xmlocel", repeated(object_log("<objects><object id='1' type='order'><attributes><attribute name='a' time='0'>")[:-6], "x" * 1_000, 50_000), "e.xmlocel:2: It has a tag or a text longer than 16 MiB. Leave out what is no attribute."),
    "an object with two hundred thousand values": Hostile("e.xmlocel", repeated(object_log("<objects><object id='1' type='order'><attributes>")[:-6], "<attribute name='a' time='0'>1</attribute>", 200_000, "</attributes></object></objects></log>"), "e.xmlocel: there is no event that can be used. Is this the file?", is_long=True),
    "an event of three hundred thousand objects": Hostile("e.xmlocel", numbered(object_log(OBJECTS + "<events><event id='1' type='a' time='2025-09-01T08:00:00Z'><objects>")[:-6], "<relationship object-id='o#' qualifier='q'/>", 300_000, "</objects></event></events></log>"), "1 rows", is_long=True),
    "OCEL without events": Hostile("e.xmlocel", object_log(OBJECTS), "e.xmlocel: there is no event that can be used. Is this the file?"),
    "OCEL without objects": Hostile("e.xmlocel", object_log("<events><event id='1' type='a' time='2025-09-01'/></events>"), "e.xmlocel: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "OCEL that is cut off in the middle": Hostile("e.xmlocel", object_log(object_events("a", "b"))[:-30], "e.xmlocel:2: It is not well-formed XML: unclosed token. Export it again."),
    "OCEL of an older form": Hostile("e.xmlocel", f'{XML}<log><global scope="event"/><events><event/></events></log>', "e.xmlocel: It has no objects as OCEL 2.0 has them. A log in OCEL 1.0 has to be converted."),
    "a CSV called OCEL": Hostile("e.xmlocel", b"case_id,activity,at\n", "e.xmlocel:1: It is not well-formed XML: syntax error. Export it again."),
    "noise called OCEL": Hostile("e.xmlocel", noise(20_000), "e.xmlocel:1: It is not well-formed XML: not well-formed (invalid token). Export it again."),
}  # fmt: skip

CASES = {**XES_CASES, **OCEL_CASES}
