import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { announcement } from "../../src/guides/announcement.ts";
import { dialog } from "../../src/guides/dialog.ts";
import { putForm } from "../form.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { goLive } from "./contents.ts";
import { focusName, press, stageFor } from "./use.ts";

let stage: TestStage;

afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("a banner leaves the focus where it is and the page free", () => {
  const form = putForm();
  form.amount.focus();
  stage = stageFor();
  announcement.show(goLive, stage);
  expect(document.activeElement).toBe(form.amount);
  expect(inOurs("[role=status] h2")?.textContent).toBe("New approval path from Monday");
});

test("a banner stands below the header of the page", () => {
  const header = document.createElement("header");
  header.style.setProperty("height", "64px");
  document.body.style.setProperty("margin", "0");
  document.body.append(header);
  putForm();
  stage = stageFor();
  announcement.show(goLive, stage);
  expect(inOurs(".part")?.getBoundingClientRect().top).toBeGreaterThanOrEqual(64);
});

test("a dialog makes the page inert, begins at its title, and gives the focus back", async () => {
  const form = putForm();
  form.amount.focus();
  stage = stageFor();
  dialog.show({ ...goLive, form: "dialog" }, stage);
  await expect.poll(focusName).toBe("New approval path from Monday");
  form.costCentre.focus();
  expect(document.activeElement).not.toBe(form.costCentre);
  await press("Remind me later");
  expect(document.activeElement).toBe(form.amount);
  expect(stage.outcomes).toEqual(["snoozed"]);
});

test("Escape puts a dialog aside, and what became of it is told once", async () => {
  putForm();
  stage = stageFor();
  const close = dialog.show({ ...goLive, form: "dialog" }, stage);
  await expect.poll(focusName).toBe("New approval path from Monday");
  await userEvent.keyboard("{Escape}");
  expect(inOurs(".part")).toBeNull();
  close();
  expect(stage.outcomes).toEqual(["dismissed"]);
});

test("who has read a banner is done with it", async () => {
  stage = stageFor();
  announcement.show(goLive, stage);
  await press("Got it");
  expect(inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["completed"]);
});
