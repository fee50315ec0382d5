"""Templates become texts: filled in, lengthened, misspelt now and then. Each text that is needed is made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.blueprint import Blueprint
from desirepath.simulate.wording.dutch import DUTCH
from desirepath.simulate.wording.english_access import ACCESS_GAP
from desirepath.simulate.wording.english_capability import CAPABILITY_GAP
from desirepath.simulate.wording.english_friction import WORKFLOW_FRICTION
from desirepath.simulate.wording.english_policy import POLICY_AMBIGUITY
from desirepath.simulate.wording.english_support import SUPPORT_DEPENDENCY
from desirepath.simulate.wording.french import FRENCH
from desirepath.simulate.wording.german import GERMAN
from desirepath.simulate.wording.phrases import Form, Phrases
from desirepath.simulate.wording.spanish import SPANISH
from desirepath.simulate.wording.unrelated import CATEGORIES, TOPICS, UNRELATED

Codes = npt.NDArray[np.integer]
PHRASES: Mapping[str, Mapping[str, Phrases]] = {
    "en": {
        "workflow_friction": WORKFLOW_FRICTION,
        "policy_ambiguity": POLICY_AMBIGUITY,
        "access_gap": ACCESS_GAP,
        "capability_gap": CAPABILITY_GAP,
        "support_dependency": SUPPORT_DEPENDENCY,
        **UNRELATED["en"],
    },
    "de": {**GERMAN, **UNRELATED["de"]},
    "fr": {**FRENCH, **UNRELATED["fr"]},
    "es": {**SPANISH, **UNRELATED["es"]},
    "nl": {**DUTCH, **UNRELATED["nl"]},
}
_GREETINGS = {
    "en": ("", "Hello, ", "Hi team, ", "Good morning, "),
    "de": ("", "Hallo, ", "Guten Tag, ", "Liebe Kollegen, "),
    "fr": ("", "Bonjour, ", "Bonjour à tous, ", "Madame, Monsieur, "),
    "es": ("", "Hola, ", "Buenos días, ", "Buenas, "),
    "nl": ("", "Hallo, ", "Goedemorgen, ", "Beste collega's, "),
}
_THANKS = {
    "en": ("", "", " Thanks!", " Kind regards"),
    "de": ("", "", " Danke!", " Viele Grüße"),
    "fr": ("", "", " Merci !", " Cordialement"),
    "es": ("", "", " ¡Gracias!", " Un saludo"),
    "nl": ("", "", " Bedankt!", " Groet"),
}
_OF_BLOCKERS = {
    "workflow_friction": "Usability",
    "policy_ambiguity": "Rules",
    "access_gap": "Permissions",
    "capability_gap": "How-to",
    "support_dependency": "General help",
}
_CALLED = {"en": "the {}"}
"""How a thing of the software is called in a sentence; other languages quote its English name."""
_MISSPELT = 0.12
_TWO_SENTENCES, _NAMES_CASE = 0.4, 0.2
_MANY = 1_000
"""More templates, steps or things than this there are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One entry a text: in which language, about which topic, at which step; 0 is no step.

    `language` and `topic` are positions in `languages` and `topics`. `made` keeps texts that were made before.
    """

    world: Blueprint
    languages: Sequence[str]
    language: Codes
    topics: Sequence[str]
    topic: Codes
    step: Codes
    made: dict[tuple[str, str, int], str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.topic)


def subjects(spoken: Spoken, dice: np.random.Generator) -> pa.Array:
    """Subject lines."""
    return _texts(spoken, "subjects", dice)


def sentences(spoken: Spoken, dice: np.random.Generator) -> pa.Array:
    """A sentence each."""
    return _texts(spoken, "sentences", dice)


def queries(spoken: Spoken, dice: np.random.Generator) -> pa.Array:
    """What is typed into a search box: in small letters, as a rule."""
    found = _texts(spoken, "queries", dice)
    return pc.if_else(pa.array(dice.random(len(spoken)) < 0.7), pc.utf8_lower(found), found)


def bodies(spoken: Spoken, cases: pa.Array | None, dice: np.random.Generator) -> pa.Array:
    """The text of a ticket: a greeting or none, one sentence or two, a case number now and then, thanks or none."""
    number = len(spoken)
    first, second = _texts(spoken, "sentences", dice), _texts(spoken, "sentences", dice)
    is_long = pa.array(dice.random(number) < _TWO_SENTENCES)
    more = pc.if_else(is_long, pc.binary_join_element_wise("", second, " "), "")
    parts = [_by_language(_GREETINGS, spoken, dice), first, more]
    if cases is not None:
        named = pc.binary_join_element_wise(" (", cases, ")", "")
        parts.append(pc.if_else(pa.array(dice.random(number) < _NAMES_CASE), named, ""))
    return pc.binary_join_element_wise(*parts, _by_language(_THANKS, spoken, dice), "")


def categories(spoken: Spoken, dice: np.random.Generator) -> pa.Array:
    """What support files each ticket under: the step's category or the topic's, often a wrong one or none."""
    of_steps = ["", *(step.category for step in spoken.world.steps)]
    of_topics = [_category(topic) for topic in spoken.topics]
    names = pa.array([*of_steps, *of_topics])
    own = np.where(spoken.step > 0, spoken.step, len(of_steps) + spoken.topic)
    anything = dice.integers(1, len(of_steps), len(spoken))
    drawn = dice.random(len(spoken))
    chosen = np.select(
        [drawn < 0.55, drawn < 0.7, drawn < 0.83], [own, len(of_steps) + spoken.topic, anything], default=0
    )
    return names.take(pa.array(chosen, mask=chosen == 0))


def _category(topic: str) -> str:
    return _OF_BLOCKERS[topic] if topic in _OF_BLOCKERS else CATEGORIES[TOPICS.index(topic)]


def _by_language(words: Mapping[str, tuple[str, ...]], spoken: Spoken, dice: np.random.Generator) -> pa.Array:
    flat = pa.array([word for language in spoken.languages for word in words[language]])
    return flat.take(pa.array(spoken.language * 4 + dice.integers(0, 4, len(spoken))))


def _texts(spoken: Spoken, form: Form, dice: np.random.Generator) -> pa.Array:
    """A text each; those that are the same are made once."""
    drawn = dice.random((3, len(spoken)))
    templates = np.array([
        [len(getattr(PHRASES[language][topic], form)) for topic in spoken.topics] for language in spoken.languages
    ])  # fmt: skip
    things = np.array([1, *(len(step.things) for step in spoken.world.steps)])
    template = (drawn[0] * templates[spoken.language, spoken.topic]).astype(np.int64)
    thing = (drawn[1] * things[spoken.step]).astype(np.int64)
    spelling = np.where(drawn[2] < _MISSPELT, 1 + (drawn[2] / _MISSPELT * 3).astype(np.int64), 0)
    key = np.zeros(len(spoken), np.int64)
    for code in (spoken.language, spoken.topic, template, spoken.step, thing, spelling):
        key = key * _MANY + code
    wanted, at = np.unique(key, return_inverse=True)
    made = [_made(spoken, form, one) for one in wanted.tolist()]
    return pa.array(made, pa.string()).take(pa.array(at.reshape(-1)))


def _made(spoken: Spoken, form: Form, key: int) -> str:
    known = spoken.made.get((form, spoken.topics[0], key))
    if known is None:
        known = spoken.made[form, spoken.topics[0], key] = _rendered(spoken, form, key)
    return known


def _rendered(spoken: Spoken, form: Form, key: int) -> str:
    codes = []
    for _ in range(6):
        key, code = divmod(key, _MANY)
        codes.append(code)
    spelling, thing, step, template, topic, language = codes
    source = getattr(PHRASES[spoken.languages[language]][spoken.topics[topic]], form)[template]
    if not step:
        return misspelt(source, spelling)
    at = spoken.world.steps[step - 1]
    called = (
        at.things[thing]
        if form == "queries"
        else _CALLED.get(spoken.languages[language], "'{}'").format(at.things[thing])
    )
    return _filled(source, (at.title, called, spoken.world.thing, spoken.world.system), spelling)


def _filled(template: str, names: tuple[str, str, str, str], spelling: int) -> str:
    step, thing, work, system = names
    text = template.format(step=step, thing=thing, work=work, system=system)
    text = text[:1].upper() + text[1:]
    return misspelt(text, spelling)


def misspelt(text: str, how: int) -> str:
    """The text as written in a hurry: 0 as it is, 1 two letters swapped, 2 one left out, 3 without capitals and stops."""
    middle = len(text) // 2
    at = next((place for place in range(middle, len(text) - 2) if text[place : place + 2].isalpha()), -1)
    if how == 3 or (how and at < 0):
        return text.lower().rstrip(".?!")
    if how == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if how == 2 else text
