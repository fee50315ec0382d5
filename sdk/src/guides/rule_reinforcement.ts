import type { FieldRule, RuleReinforcement } from "../contract/guides.ts";
import { ruleStyles } from "../page/styles/rule_reinforcement.ts";
import type { Part } from "../page/surface.ts";
import { keeps } from "./field_rules.ts";
import type { GuideKind, Stage, Stop } from "./guide.ts";
import { button, head, row, sheet } from "./pieces.ts";
import { type Sending, watchSending } from "./sending.ts";
import * as ruleWords from "./words/rule_reinforcement.ts";

/** A rule that an entry does not keep, and the field that it stands in. */
interface Broken {
  readonly rule: FieldRule;
  readonly field: Element;
}

/** A field that is not on the page, or cannot be seen, breaks no rule. */
const brokenOf = (stage: Stage, { rules }: RuleReinforcement): readonly Broken[] =>
  rules.flatMap((rule) => {
    const field = stage.find(rule.field);
    const asked = field && (!rule.only_when || stage.holds(rule.only_when));
    return asked && !keeps(rule, field) ? [{ rule, field }] : [];
  });

const lead = (field: Element): void => {
  field.scrollIntoView({ block: "center" });
  (field as HTMLElement).focus({ preventScroll: true });
};

const says = (stage: Stage, { rule, field }: Broken): HTMLElement =>
  stage.surface.make(
    "li",
    {},
    button(stage, "to-field", stage.say(rule.says), () => lead(field)),
  );

/** The words beside the element: they shrink as fields are mended, and go once all is right. */
const makeWords = (content: RuleReinforcement, stage: Stage, ended: () => void) => {
  const { make, put, announce, blocks } = stage.surface;
  let part: Part | null = null;
  let stopLooking: Stop = () => undefined;
  const close = (): void => {
    stopLooking();
    part?.close();
    part = null;
  };
  const look = (list: HTMLElement, last: number): number => {
    const broken = brokenOf(stage, content);
    if (broken.length === last) return last;
    if (broken.length === 0) {
      announce(stage.say(ruleWords.allRightNow));
      close();
      ended();
      return 0;
    }
    list.replaceChildren(...broken.map((one) => says(stage, one)));
    part?.settle();
    return broken.length;
  };
  const open = (beside: Element, sending: Sending | null): void => {
    close();
    const label = stage.say(content.title);
    const list = make("ul", { class: "rules" });
    part = put({ beside, label, role: "dialog", focus: sending !== null, left: close });
    const again = sending && button(stage, "plain", stage.say(ruleWords.sendAnyway), () => (close(), sending.again()));
    const buttons = again ? row(stage, again) : null;
    part.inside.append(sheet(stage, head(stage, label, close), blocks(content.blocks ?? []), list, buttons));
    let count = look(list, 0);
    list.querySelector("button")?.setAttribute("autofocus", "");
    part.settle();
    stopLooking = stage.changed(() => void (count = look(list, count)));
    stage.tell("opened");
  };
  return { open, close };
};

/**
 * Before something is sent: what is not as the rule wants it. The first sending is held up where the content says so;
 * the next one goes through whatever is in the fields, until all was right once or the element has left the page.
 */
export const ruleReinforcement: GuideKind<"rule_reinforcement"> = {
  name: "rule_reinforcement",
  show: (content, stage) => {
    stage.surface.wear(ruleStyles);
    let said = false;
    let stopWatching: Stop = () => undefined;
    const words = makeWords(content, stage, () => stage.tell("completed"));
    const isWrong = (): boolean => brokenOf(stage, content).length > 0;
    const sends = (element: Element, sending: Sending): void => {
      if (!isWrong()) return void (said = false);
      if (said) return words.close();
      said = true;
      if (content.stops !== false) sending.hold();
      words.open(element, content.stops === false ? null : sending);
    };
    const watch = (element: Element): Stop => {
      const stopSending = watchSending(stage, element, (sending) => sends(element, sending));
      if (content.stops !== false) return stopSending;
      // What is not held up is said before: as soon as somebody reaches for the button.
      const reaching = stage.surface.attend(element, ["pointing", "focus"], (reached) => {
        if (!reached || said || !isWrong()) return;
        said = true;
        words.open(element, null);
      });
      return () => (stopSending(), reaching.stop());
    };
    const stopFollowing = stage.follow(content.at, (element) => {
      stopWatching();
      if (!element) words.close();
      said = false;
      stopWatching = element ? watch(element) : () => undefined;
    });
    return () => {
      stopFollowing();
      stopWatching();
      words.close();
    };
  },
};

export { ruleReinforcement as kind };
