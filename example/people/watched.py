"""What a document of guides shows to whom, by the very rules that pages and delivery go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from re import Pattern

from desirepath.intervene.assign import draw_of
from desirepath.intervene.memory import after_showing
from desirepath.intervene.situation import Clock, ElementState, Happening, Memory, Situation
from desirepath.intervene.verdicts import verdicts
from desirepath.vocabulary.guidance.contents import Content, Escalation, FieldHelp, Launcher, SelfHelp, Survey
from desirepath.vocabulary.guidance.published import Article, Guide, Guides
from desirepath.vocabulary.guidance.rules import Locator
from desirepath.vocabulary.guidance.words import Listed, Words
from example.application.steps import APPLICATION, WORKFLOW
from example.people.person import Person
from example.people.screen import Screen

STAGES = {"quote": "quote", "new": "draft"}


@dataclass(frozen=True, slots=True)
class Exposure:
    """Somebody was shown a guide, or was held out of it."""

    at: datetime
    person: str
    guide: str
    arm: str


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Watched:
    """A document as people meet it. `clock` says what time it is for them; exposures are gathered as they happen."""

    guides: Guides | None
    clock: Callable[[], datetime] = _now
    exposures: list[Exposure] = field(default_factory=list)
    _memories: dict[str, Memory] = field(default_factory=dict)
    _before: Screen | None = None
    _begun: frozenset[str] = frozenset()

    def read_at(self, person: Person, screen: Screen, name: str) -> str:
        """What field help at the field of this name says, in English."""
        live = [one.content for one in self._shown(person, screen)]
        helps = [one for one in live if isinstance(one, FieldHelp) and one.at[-1] == f"#{name}"]
        return "\n".join(_text(one) for one in helps)

    def routes_access(self, person: Person, screen: Screen) -> bool:
        """Whether a button on the page leads to where a missing access is told of."""
        found = [one for one in self._led_to(person, screen) if isinstance(one, Escalation)]
        return any(route.to == "access" for one in found for route in one.routes)

    def asks(self, person: Person, screen: Screen, what: Pattern[str]) -> bool:
        """Whether the page asks a question that has such an answer."""
        live = [one.content for one in self._shown(person, screen)]
        texts = (_all_text(answer.text) for one in live if isinstance(one, Survey) for answer in one.choices)
        return any(what.search(text) for text in texts)

    def found(self, person: Person, screen: Screen, words: str) -> str:
        """The first article about these words, where a button leads to the help panel."""
        if self.guides is None or not any(isinstance(one, SelfHelp) for one in self._led_to(person, screen)):
            return ""
        told = {word.old.lower(): word.new.lower() for word in self.guides.words}
        wanted = {told.get(word, word) for word in words.lower().split()}
        texts = (_of_article(one) for one in self.guides.articles)
        return next((one for one in texts if any(word in one.lower() for word in wanted)), "")

    def _led_to(self, person: Person, screen: Screen) -> list[Content]:
        """What the buttons open that are shown."""
        names = {one.content.opens for one in self._shown(person, screen) if isinstance(one.content, Launcher)}
        return [one.content for one in (self.guides.guides if self.guides else ()) if one.id in names]

    def _shown(self, person: Person, screen: Screen) -> tuple[Guide, ...]:
        if self.guides is None:
            return ()
        now, memory = self.clock(), self._memories.get(person.number, Memory())
        if self._before is not screen:
            self._before, self._begun = screen, frozenset()
        situation = replace(self._situation(person, screen, now), memory=memory, begun=self._begun)
        by_id = {one.id: one for one in self.guides.guides}
        found = [one for one in verdicts(self.guides, situation) if one.arm is not None]
        for one in found:
            if one.guide not in self._begun:
                memory = after_showing(memory, by_id[one.guide], situation.clock.now)
                self._expose(Exposure(now, person.number, one.guide, str(one.arm)))
        self._memories[person.number] = memory
        self._begun = frozenset(one.guide for one in found)
        return tuple(by_id[one.guide] for one in found if one.shows)

    def _expose(self, one: Exposure) -> None:
        if not any(known.person == one.person and known.guide == one.guide for known in self.exposures):
            self.exposures.append(one)

    def _situation(self, person: Person, screen: Screen, now: datetime) -> Situation:
        stage = STAGES.get(screen.path.rpartition("/")[2])
        return Situation(
            clock=Clock(now=int(now.timestamp() * 1000)),
            application=APPLICATION,
            path=screen.path,
            attributes={"role": person.role, "region": person.region},
            element=_element(screen),
            stages={} if stage is None else {WORKFLOW: stage},
            draws={one.id: draw_of(one.id, person.number) for one in (self.guides.guides if self.guides else ())},
            happened=(Happening(activity=screen.tracked, at=int(now.timestamp() * 1000)),) if screen.tracked else (),
        )


def _element(screen: Screen) -> Callable[[Locator, ElementState], ElementState]:
    there = {f"#{one}" for one in screen.fields | screen.buttons}

    def state(at: Locator, _asked: ElementState) -> ElementState:
        return "there" if at[-1] in there else "absent"

    return state


def _text(one: FieldHelp) -> str:
    return _all_text(one.purpose, *(words for words in (one.format, *one.right, one.mend) if words))


def _of_article(one: Article) -> str:
    texts = (words for block in one.blocks for words in (block.items if isinstance(block, Listed) else (block.text,)))
    return _all_text(one.title, *texts)


def _all_text(*all_words: Words) -> str:
    return "\n".join(next((words[key] for key in ("en", *words) if key in words), "") for words in all_words)


NOTHING_SHOWN = Watched(None)
