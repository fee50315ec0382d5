import { expect, test } from "vitest";
import type { Words } from "../../src/contract/guides.ts";
import { LANGUAGES } from "../../src/core/our_words.ts";
import * as acknowledgement from "../../src/guides/words/acknowledgement.ts";
import * as asking from "../../src/guides/words/asking.ts";
import * as checklist from "../../src/guides/words/checklist.ts";
import * as escalation from "../../src/guides/words/escalation.ts";
import * as knownIssue from "../../src/guides/words/known_issue.ts";
import * as launcher from "../../src/guides/words/launcher.ts";
import * as recorded from "../../src/guides/words/recorded.ts";
import { fates, tables } from "../../src/guides/words/recorded_rows.ts";
import * as recordedTitle from "../../src/guides/words/recorded_title.ts";
import * as rules from "../../src/guides/words/rule_reinforcement.ts";
import * as selfHelp from "../../src/guides/words/self_help.ts";
import * as survey from "../../src/guides/words/survey.ts";

const parts = {
  acknowledgement,
  asking,
  checklist,
  escalation,
  fates,
  knownIssue,
  launcher,
  recorded,
  recordedTitle,
  rules,
  selfHelp,
  survey,
  tables,
};
const all = Object.entries(parts).flatMap(([part, words]) =>
  Object.entries(words as Record<string, Words>).map(([name, word]) => ({ name: `${part}.${name}`, word })),
);

const blanks = (text: string): readonly string[] => [...(text.match(/\{\w+\}/g) ?? [])].sort();

test.each(all)("$name is there in every language of ours, English first, with the same blanks", ({ word }) => {
  expect(Object.keys(word)).toEqual([...LANGUAGES]);
  for (const text of Object.values(word)) {
    expect(text.trim()).not.toBe("");
    expect(blanks(text)).toEqual(blanks(word["en"] ?? ""));
  }
});
