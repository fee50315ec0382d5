import { expect, test } from "vitest";
import { makeGuard } from "../../src/run/guard.ts";

const fail = (): never => {
  throw new Error("ours");
};

test("a fault is told once, reaches nobody, and ends all that is guarded", () => {
  const told: string[] = [];
  const guard = makeGuard(() => told.push("broke"));
  const other = guard.of((word: string) => void told.push(word));
  other("before");
  guard.of(fail)();
  guard.of(fail)();
  other("after");
  expect(told).toEqual(["before", "broke"]);
});

test("a promise that fails is a fault too", async () => {
  const told: string[] = [];
  makeGuard(() => told.push("broke")).later(Promise.reject(new Error("ours")));
  await Promise.resolve().then(() => undefined);
  expect(told).toEqual(["broke"]);
});

test("a fault while the fault is told is kept inside as well", () => {
  expect(makeGuard(fail).of(fail)()).toBeUndefined();
});
