import { afterEach, describe, expect, test } from "vitest";
import { our } from "../../src/core/our_words.ts";
import { acknowledgement } from "../../src/guides/acknowledgement.ts";
import { announcement } from "../../src/guides/announcement.ts";
import { dialog } from "../../src/guides/dialog.ts";
import { checklist } from "../../src/guides/checklist.ts";
import { escalation } from "../../src/guides/escalation.ts";
import type { Stop } from "../../src/guides/guide.ts";
import { knownIssue } from "../../src/guides/known_issue.ts";
import { launcher } from "../../src/guides/launcher.ts";
import { showRecorded } from "../../src/guides/recorded.ts";
import { ruleReinforcement } from "../../src/guides/rule_reinforcement.ts";
import { selfHelp } from "../../src/guides/self_help.ts";
import { survey } from "../../src/guides/survey.ts";
import { objections } from "../axe.ts";
import { type Form, putForm } from "../form.ts";
import { looks, picture, takeOn } from "../looks.ts";
import { inOurs, makeStage, type TestStage } from "../stage.ts";
import * as contents from "./contents.ts";
import { outline } from "./outline.ts";
import { trees } from "./trees.ts";

/** A kind of guide, how it is brought onto the page, and its role and name there. */
interface Seen {
  readonly name: string;
  readonly show: (stage: TestStage) => Stop;
  readonly then?: (form: Form) => void;
  readonly root: readonly [role: string, name: string];
}

const sentLines = [
  { at: Date.UTC(2026, 10, 27, 9, 30), says: "Step of the work: Request Submitted" },
  { at: Date.UTC(2026, 10, 27, 9, 31), says: "Guidance began" },
];

const kinds: readonly Seen[] = [
  {
    name: "banner",
    show: (stage) => announcement.show(contents.goLive, stage),
    root: ["status", "New approval path from Monday"],
  },
  {
    name: "dialog",
    show: (stage) => dialog.show({ ...contents.goLive, form: "dialog" }, stage),
    root: ["dialog", "New approval path from Monday"],
  },
  {
    name: "known-issue",
    show: (stage) => knownIssue.show({ ...contents.outage, at: ["#approver"] }, stage),
    root: ["status", "Quotes cannot be attached at the moment"],
  },
  {
    name: "acknowledgement",
    show: (stage) => acknowledgement.show(contents.policy, stage),
    root: ["dialog", "Two quotes above 10,000"],
  },
  {
    name: "launcher",
    show: (stage) => launcher.show(contents.helpButton, stage),
    root: ["region", "Help"],
  },
  {
    name: "checklist",
    show: (stage) => checklist.show(contents.firstWeek, stage),
    root: ["region", "Your first week"],
  },
  {
    name: "rule-reinforcement",
    show: (stage) => ruleReinforcement.show(contents.beforeSending, stage),
    then: (form) => {
      form.costCentre.value = "4711";
      form.send.click();
    },
    root: ["dialog", "Two things before you send this"],
  },
  {
    name: "survey",
    show: (stage) => survey.show(contents.whatStopped, stage),
    root: ["region", "What stopped you here?"],
  },
  {
    name: "self-help",
    show: (stage) => selfHelp.show(contents.panel, stage),
    root: ["complementary", "Help with purchase requests"],
  },
  {
    name: "escalation",
    show: (stage) => escalation.show(contents.blockedBy, stage),
    root: ["complementary", "I am blocked"],
  },
  { name: "recorded", show: showRecorded, root: ["complementary", "What is recorded here"] },
];

let stage: TestStage;
let close: Stop;

const put = async (kind: Seen, direction: "ltr" | "rtl"): Promise<void> => {
  const form = putForm();
  const now = Date.UTC(2026, 10, 27, 10);
  const recorded = (): typeof sentLines => sentLines;
  const words = (key: string): string => our(key, "en");
  stage = makeStage({
    direction,
    articles: async () => contents.articles,
    now: () => now,
    recorded,
    our: words,
    draw: 0,
  });
  close = kind.show(stage);
  if (kind.then) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    kind.then(form);
  }
  await expect.poll(() => inOurs(".part")).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 400));
};

afterEach(async () => {
  close();
  stage.stop();
  document.body.replaceChildren();
  await takeOn(looks[0]);
});

describe.each(kinds)("$name", (kind) => {
  test("what assistive technology is told of it is in order and named", async () => {
    await put(kind, "ltr");
    expect(await outline(...kind.root)).toEqual(trees[kind.name]);
  });

  test.each(looks)("axe objects to nothing in it, $name", async (look) => {
    await takeOn(look);
    await put(kind, look.direction);
    await picture(`${kind.name}-${look.name}`);
    expect(await objections()).toEqual([]);
  });
});
