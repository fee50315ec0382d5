// One page, visited: what is seen there, what can be done there, and what it sent.
import assert from "node:assert/strict";
import { look } from "./sight.mjs";

const PATIENCE = 12_000;
const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
const rest = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

/** Asks until the answer is one; what was waited for is named where it never is. */
const until = async (what, asked) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await asked();
    if (found) return found;
    if (Date.now() > end) assert.fail(`waited for ${what}`);
    await rest(40);
  }
};

/** How far two boxes are from each other; 0 where they touch or overlap. */
const apart = (one, other) =>
  Math.max(
    one.left - other.right,
    other.left - one.right,
    one.top - other.bottom,
    other.top - one.bottom,
    0,
  );

const seeing = (page) => {
  const parts = () => page.evaluate(() => sight.parts());
  const has = (text) => (part) => part.seen && `${part.label} ${part.text}`.includes(text);
  const boxOf = (...path) => page.evaluate((led) => sight.boxOf(led), path);
  return {
    parts,
    boxOf,
    focus: () => page.evaluate(() => sight.focus()),
    ring: () => page.evaluate(() => sight.ring()),
    /** The part with these words, once it is seen in front of everything and stands still. */
    sees: (text) => until(`"${text}" in front`, async () => (await parts()).find((part) => has(text)(part) && part.inFront)),
    loses: (text) => until(`"${text}" to go`, async () => !(await parts()).some(has(text))),
    seesNow: async (text) => (await parts()).some(has(text)),
    /** Waits until a part stands right beside an element, and covers nothing of it. */
    besides: (text, ...path) =>
      until(`"${text}" beside ${path.join(" ")}`, async () => {
        const [box, part] = [await boxOf(...path), (await parts()).find(has(text))];
        const gap = box && part ? apart(box, part.box) : Infinity;
        return gap >= 2 && gap <= 26 && part.inFront ? part : null;
      }),
  };
};

const doing = (page, { boxOf }) => {
  const press = async (box) => page.mouse.click(...middle(box));
  return {
    click: async (...path) => press(await boxOf(...path)),
    point: async (...path) => page.mouse.move(...middle(await boxOf(...path))),
    /** Presses a control of ours, once it is there. */
    press: async (name) => press(await until(`"${name}"`, () => page.evaluate((named) => sight.control(named), name))),
    key: (name) => page.keyboard.press(name),
    type: (text) => page.keyboard.type(text),
    ask: (asked, ...given) => page.evaluate(asked, ...given),
    /** Lets the guidance of the page know something of it. */
    say: (name, value = "yes") => page.evaluate((...told) => desirepath.state(...told), name, value),
  };
};

const heard = (site, name) => {
  const bodies = (what) => site.came.filter((one) => one.name === name && one.what === what).map(({ body }) => body);
  const rows = (table) =>
    bodies("events").flatMap(({ events }) => events).filter((row) => row.table === table);
  const exposed = (id) => rows("exposures").filter((row) => row.intervention_id === id && row.action === "shown").length;
  return { bodies, rows, exposed, exposure: (id) => until(`the exposure of ${id}`, () => exposed(id) > 0) };
};

/** What must hold on every page: no policy broken, no fault, no other host asked, nothing pointing at nothing. */
const nothingElse = async (visit) => {
  const all = await Promise.all(visit.page.frames().map((frame) => frame.evaluate(() => window.sight?.watched)));
  const [{ strays }] = all;
  const gathered = (name) => all.flatMap((one) => one?.[name] ?? []).filter((text) => !visit.expected.some((own) => text.includes(own)));
  const console = visit.logged.filter((text) => !visit.expected.some((own) => text.includes(own)));
  const [violations, errors, refusals] = [gathered("violations"), gathered("errors"), visit.bodies("refusals")];
  const found = { violations, errors, console, elsewhere: visit.elsewhere(), strays, refusals };
  assert.deepEqual(found, { violations: [], errors: [], console: [], elsewhere: [], strays: 0, refusals: [] });
};

const listen = (page, allowed) => {
  const [logged, asked] = [[], []];
  page.on("console", (message) => ["error", "warn", "warning"].includes(message.type()) && logged.push(message.text()));
  page.on("pageerror", (error) => logged.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  return { logged, asked, elsewhere: () => asked.filter((address) => !allowed.some((own) => address.startsWith(own))) };
};

/** Opens a page in a context of its own, and closes it after `holds` has looked at it. */
export const visited = async ({ browser, name: by }, site, name, picture) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    await page.setViewport({ width: 1024, height: 680 });
    await page.evaluateOnNewDocument(look);
    const sees = seeing(page);
    const seen = { page, by, site, until, rest, expected: [], notes: [], ...listen(page, [site.address, "about:", ...(site.pages[name].others?.(site) ?? [])]) };
    const visit = { ...seen, ...sees, ...doing(page, sees), ...heard(site, name), picture: (more = "") => picture(page, name + more) };
    await page.goto(`${site.address}/${name}`);
    await site.pages[name].holds(visit);
    await nothingElse(visit);
    return visit.notes;
  } catch (fault) {
    await picture(page, `${name}-failed`);
    throw fault;
  } finally {
    await context.close();
  }
};
