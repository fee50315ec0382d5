import { afterEach, beforeEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { FoundArticle, Stop } from "../../src/guides/guide.ts";
import { selfHelp } from "../../src/guides/self_help.ts";
import { objections } from "../axe.ts";
import { type Form, putForm } from "../form.ts";
import { picture } from "../looks.ts";
import { inOurs, type TestGiven, type TestStage } from "../stage.ts";
import { articles, panel } from "./contents.ts";
import { control, fill, focusName, press, reach, rest, stageFor, voice, words } from "./use.ts";

let stage: TestStage;
let asked: string[];
let byServer: readonly FoundArticle[];
let close: Stop;
let form: Form;

const put = async (given: TestGiven = {}, content = panel): Promise<void> => {
  const find = async (query: string): Promise<readonly FoundArticle[]> => (
    asked.push(query),
    query ? byServer : articles
  );
  stage = stageFor({ articles: find, ...given });
  close = selfHelp.show(content, stage);
  await reach("When two quotes are needed");
};
/** Types and waits for what is found in the page. */
const look = async (query: string): Promise<void> => {
  await type(query);
  await expect.poll(words).toContain("Found: 1");
};
const type = async (query: string): Promise<void> => fill(await reach<HTMLInputElement>("Search"), query);

beforeEach(() => {
  asked = [];
  byServer = [];
  form = putForm();
});
afterEach(() => {
  close();
  stage.stop();
  document.body.replaceChildren();
});

test("what fits this place is there before anything is asked, and the search has the focus", async () => {
  await put();
  expect(words()).toContain("What may help here");
  expect(focusName()).toBe("Search");
  expect(stage.outcomes).toEqual(["opened"]);
});

test("results come as somebody types, from the page first and then from the server, and their number is said", async () => {
  byServer = [{ article: "supplier", title: "How a supplier is added", blocks: [] }];
  await put();
  await type("quotes");
  await expect.poll(() => control("Which cost centre to enter")).toBeNull();
  expect(control("When two quotes are needed")).not.toBeNull();
  await reach("How a supplier is added");
  await expect.poll(voice).toBe("Found: 2");
  expect(asked).toEqual(["", "quotes"]);
  await picture("self-help-found");
  await rest(400);
  expect(await objections()).toEqual([]);
});

test("only the last of what was typed is asked for", async () => {
  await put();
  for (const query of ["q", "qu", "quotes"]) await type(query);
  await expect.poll(() => asked).toEqual(["", "quotes"]);
  await rest(500);
  expect(asked).toEqual(["", "quotes"]);
});

test("an answer of the server that comes too late is not shown", async () => {
  let answer: (found: readonly FoundArticle[]) => void = () => undefined;
  const late = (query: string): Promise<readonly FoundArticle[]> =>
    query === "quotes" ? new Promise((told) => (answer = told)) : Promise.resolve(query ? [] : articles);
  await put({ articles: late });
  await type("quotes");
  await rest(600);
  await type("badge");
  answer([{ article: "late", title: "Too late", blocks: [] }]);
  await reach("Which cost centre to enter");
  expect(control("Too late")).toBeNull();
});

test("without the server the page is searched all the same", async () => {
  await put({ articles: async (query) => (query ? Promise.reject(new Error("offline")) : articles) });
  await type("badge");
  await rest(700);
  expect(control("Which cost centre to enter")).not.toBeNull();
});

test("an article that helped is recorded with its search", async () => {
  await put();
  await look("quotes");
  await press("When two quotes are needed");
  expect(focusName()).toBe("When two quotes are needed");
  await picture("self-help-article");
  await rest(400);
  expect(await objections()).toEqual([]);
  await press("Yes");
  expect(words()).toContain("Thank you.");
  expect(stage.rows).toEqual([{ table: "searches", query: "quotes", article: "two-quotes", resolved: true }]);
  await press("Back");
  expect(stage.rows.length).toBe(1);
});

test("after a no the way to the owner is offered", async () => {
  await put();
  await look("quotes");
  await press("When two quotes are needed");
  await press("No");
  expect(stage.rows).toEqual([{ table: "searches", query: "quotes", article: "two-quotes", resolved: false }]);
  await press("I am blocked");
  expect(stage.opened).toEqual(["escalation"]);
  expect(inOurs(".part")).toBeNull();
});

test("an article that was read without a word is recorded without an answer, by its title if there was no search", async () => {
  await put();
  await press("A request was returned");
  await press("Back");
  expect(stage.rows).toEqual([{ table: "searches", query: "A request was returned", article: "return" }]);
});

test("a search that finds nothing is recorded once it is typed out, and another way is offered", async () => {
  await put();
  await type("zeb");
  await rest(300);
  await type("zebra");
  await expect.poll(words).toContain("Nothing was found.");
  expect(stage.rows).toEqual([]);
  await picture("self-help-nothing");
  await rest(2700);
  expect(stage.rows).toEqual([{ table: "searches", query: "zebra", resolved: false }]);
  await press("Close");
  expect(stage.rows.length).toBe(1);
});

test("a search that found nothing counts at once when the panel is closed", async () => {
  await put();
  await type("zebra");
  await expect.poll(words).toContain("Nothing was found.");
  close();
  expect(stage.rows).toEqual([{ table: "searches", query: "zebra", resolved: false }]);
});

test("what is recorded here can be asked for, and without owners there is nobody to turn to", async () => {
  await put({}, { ...panel, escalates: false });
  expect(control("I am blocked")).toBeNull();
  await press("What is recorded here");
  expect(stage.opened).toEqual(["recorded"]);
});

test("it can be used by keyboard alone, and Escape gives the focus back", async () => {
  form.amount.focus();
  await put();
  await userEvent.keyboard("quotes");
  await expect.poll(() => control("Which cost centre to enter")).toBeNull();
  await userEvent.keyboard("{Tab}{Enter}");
  await expect.poll(focusName).toBe("When two quotes are needed");
  await userEvent.keyboard("{Tab}{Enter}");
  expect(stage.rows).toEqual([{ table: "searches", query: "quotes", article: "two-quotes", resolved: true }]);
  await userEvent.keyboard("{Escape}");
  expect(inOurs(".part")).toBeNull();
  expect(document.activeElement).toBe(form.amount);
});

test("in Arabic our own words are Arabic and are read from the right", async () => {
  await put({ language: "ar", direction: "rtl" });
  expect(words()).toContain("ما قد يساعد هنا");
  expect(control("بحث")).not.toBeNull();
  expect(getComputedStyle(inOurs(".part") as Element).direction).toBe("rtl");
  await rest(300);
  await picture("self-help-arabic");
});
