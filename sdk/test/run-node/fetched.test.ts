import { expect, test } from "vitest";
import { fetchEnvelope } from "../../src/run/document/fetched.ts";
import { makeGuard } from "../../src/run/guard.ts";
import type { Outside } from "../../src/run/outside.ts";

const asked = (answer: () => Promise<Response>): Promise<unknown> =>
  fetchEnvelope({ page: globalThis, guard: makeGuard(() => undefined), fetch: answer } as unknown as Outside, "/v1/guides");
const answer = (body: BodyInit | null, status = 200, type = "application/json"): (() => Promise<Response>) =>
  async () => new Response(body, { status, headers: { "content-type": type } });

test("what is published comes as its text", async () => {
  expect(await asked(answer('{"a":"ä"}'))).toEqual({ text: '{"a":"ä"}' });
});

test("that nothing is published is another thing than a page that is not found", async () => {
  expect(await asked(answer('{"error":"nothing_published"}', 404))).toBe("nothing_published");
  expect(await asked(answer("<h1>Not found</h1>", 404, "text/html"))).toBe("out_of_reach");
});

test.each([
  ["a page in HTML", answer("<html>", 200, "text/html")],
  ["a fault of the server", answer("{}", 500)],
  ["no body", answer(null)],
  ["ten million bytes", answer(new Uint8Array(10_000_000))],
  ["bytes that are no text", answer(new Uint8Array([0xff, 0xfe]))],
  ["no network", async () => Promise.reject(new TypeError("offline"))],
])("%s is the same as no answer", async (_, given) => {
  expect(await asked(given)).toBe("out_of_reach");
});

test("of a body without an end no more is read than the limit", async () => {
  let given = 0;
  const endless = new ReadableStream({
    pull: (to) => {
      given += 100_000;
      to.enqueue(new Uint8Array(100_000).fill(32));
    },
  });
  expect(await asked(answer(endless))).toBe("out_of_reach");
  expect(given).toBeLessThan(3_000_000);
});
