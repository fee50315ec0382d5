import assert from "node:assert/strict";
import { fieldHelp, launcher, tooltip, walkthrough } from "../guides.mjs";

const places = [40, 400, 1999].flatMap((row) => [
  [`tr[data-request="R-${row}"] td:nth-child(2)`],
  [`#table tr:nth-of-type(${row}) > td:last-child`],
]);
const absent = ["#none", "td.none span", 'tr[data-request="R-9999"] td', "#table .missing > b"].map((at) => [at]);

/** Things to look for all over the table, some of which are not there, and clicks that are steps of the work. */
export const guides = [
  ...places.map((at, index) => tooltip(`there-${index}`, at)),
  ...absent.map((at, index) => fieldHelp(`absent-${index}`, at)),
  walkthrough("walk", ['tr[data-request="R-3"] td:nth-child(3)']),
  launcher(),
];
const label = (at, activity) => ({ rollout: "purchasing", workflow: "request", activity, page: "/ten-thousand-nodes", on: "click", at: [at] });
export const document = { labels: [label("td.approve", "Approved"), label("tr td.none", "Never"), label("#table .deed", "Looked at")] };

const ROUNDS = 3;
const TASK = 50;
const CLICK = 1;
const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

/**
 * By task, for how many milliseconds guidance kept the processor in it, layouts that it asked for included. The page's
 * own observer counts what the page itself does, and what other programs took meanwhile; this tells whose time it was.
 */
const keptByUs = (trace) => {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const main = traceEvents.filter(({ pid, tid }) => threads.some((one) => one.pid === pid && one.tid === tid));
  const ours = main.filter(({ name, args }) => name === "RunMicrotasks" || args.data?.url?.includes("/desirepath/"));
  const within = ({ ts, dur, pid }) => ours.filter((one) => one.pid === pid && one.ts >= ts && one.ts <= ts + dur);
  const sums = main
    .filter(({ name }) => name === "RunTask")
    .map((task) => within(task).reduce((all, { tdur = 0 }) => all + tdur / 1000, 0));
  assert.ok(sums.filter((sum) => sum > 0).length > 20, "the tasks were written down, and ours are among them");
  return sums;
};

/** What long tasks there were while something was done; Firefox tells of none. */
const longTasks = async ({ page, by, ask }, done) => {
  await ask(() => sight.watched.long.splice(0));
  if (by === "chromium") await page.tracing.start({ categories: CATEGORIES });
  await done();
  const seen = await ask(() => sight.watched.long.filter((took) => took > 50));
  const kept = by === "chromium" ? keptByUs(await page.tracing.stop()) : [];
  return { longest: Math.max(0, ...kept), long: seen.length > 0 ? kept.filter((took) => took > TASK) : [] };
};

/** From the beginning of guidance on: long tasks, and what clicks cost. */
const round = async (visit) => {
  const { page, ask, rest, besides } = visit;
  await page.reload();
  await rest(700);
  const tasks = await longTasks(visit, async () => {
    await ask(() => begin());
    await besides("Step 1 of the request", 'tr[data-request="R-3"] td:nth-child(3)');
    await rest(1200);
  });
  const costs = await ask(() => costsOfClicks());
  return { ...tasks, cost: costs[Math.floor(costs.length * 0.95)], clicks: costs.length };
};

export async function holds(visit) {
  const rounds = [];
  const good = ({ long, cost }) => long.length === 0 && cost <= CLICK;
  while (rounds.length < ROUNDS && !rounds.some(good)) rounds.push(await round(visit));
  const tell = ({ longest, cost }) => `${longest ? `longest task of ours ${longest.toFixed(1)} ms; ` : ""}click ${cost.toFixed(2)} ms`;
  visit.notes.push(rounds.map(tell).join(" | "));
  await visit.picture();
  assert.equal(rounds[0].clicks, 400);
  assert.ok(rounds.some(good), `in every round there was something: ${visit.notes}`);
  await visit.until("the clicks to arrive", () => visit.bodies("events").length > 0);
}
