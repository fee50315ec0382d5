import assert from "node:assert/strict";
import {
  banner, checklist, dialog, fieldHelp, guide, launcher, once, panel, paragraph, ruleBeforeSending, said, survey,
  tooltip, walkthrough,
} from "../guides.mjs";

const acknowledgement = guide(
  "acknowledgement",
  {
    kind: "acknowledgement",
    title: said("Two quotes above 10,000"),
    blocks: [paragraph("From December on.")],
    statement: said("I have read the purchasing rule."),
    button: said("Confirm"),
  },
  once("asked"),
);
const escalation = guide("escalation", {
  kind: "escalation",
  title: said("I am blocked"),
  routes: [{ to: "access", text: said("I miss a permission") }],
});
const issue = guide("issue", { kind: "known_issue", title: said("Quotes cannot be attached today"), at: ["#supplier"] });

/** One of every kind. */
export const guides = [
  walkthrough("walk", ["#approve"]), fieldHelp("cost-centre", ["#cost-centre"]), tooltip("send", ["#send"]),
  banner(), dialog("dialog", once("told")), survey(), launcher(), panel(), checklist(), issue, acknowledgement,
  escalation, ruleBeforeSending("rule", ["#send"], ["#cost-centre"]),
];

/** What a policy forbids: the page itself tries it, so that it is known to be heard. */
const forbidden = () => {
  try {
    document.createElement("p").innerHTML = "<b>markup</b>";
    return "written";
  } catch {
    return "refused";
  }
};

export async function holds({ sees, press, click, say, ask, key, page, expected, until, picture, loses }) {
  for (const text of ["Step 1 of the request", "New approval path", "What stopped you here?", "Your first week"])
    await until(`"${text}"`, async () => (await ask(() => sight.root()?.textContent ?? "")).includes(text));
  await picture();
  await click("#cost-centre");
  await sees("The department that pays");
  await press("Help with this page");
  await sees("Help with purchase requests");
  await key("Escape");
  await say("told");
  await sees("The old form closes on Friday");
  await key("Escape");
  await say("asked");
  await sees("I have read the purchasing rule.");
  await press("I have read the purchasing rule.");
  await press("Confirm");
  await loses("I have read the purchasing rule.");
  await ask(() => desirepath.open("escalation"));
  await sees("I miss a permission");
  await key("Escape");

  assert.equal(await ask(() => sight.watched.violations.length), 0);
  await page.evaluate(forbidden);
  await until("a violation of the page's own", () => ask(() => sight.watched.violations.length === 1));
  expected.push("require-trusted-types-for", "TrustedHTML", "innerHTML");
}
