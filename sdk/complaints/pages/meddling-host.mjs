import { banner, fieldHelp, launcher, once, panel, survey } from "../guides.mjs";

export const guides = [
  fieldHelp("cost-centre", ["#cost-centre"]),
  launcher(),
  panel(),
  survey("survey", once("added")),
  banner("banner", once("frozen")),
];

export async function holds({ page, sees, say, click, besides, press, key, loses, ask, rest, until, picture }) {
  await sees("Help with this page");
  await ask(() => meddle.adds());
  await say("added");
  await sees("What stopped you here?");
  await press("I was not allowed to");
  await press("Send");
  await sees("Thank you");
  await ask(() => meddle.freezes());
  await say("frozen");
  await sees("New approval path");
  await press("Help with this page");
  await sees("Help with purchase requests");
  await key("Escape");
  await loses("Help with purchase requests");
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  await picture();

  const [field, send] = await ask(() => ["#cost-centre", "#send"].map((name) => sight.boxOf([name])));
  const pressAt = ({ left, top }) => page.mouse.click(left + 8, top + 8);
  await ask(() => meddle.breaks());
  await pressAt(send);
  await pressAt(field);
  await key("Tab");
  await rest(1200);
  await pressAt(send);
  await until("the form to be sent", async () => (await ask(() => window.sent.value)) === "2");
}
