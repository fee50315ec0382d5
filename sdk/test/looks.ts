import { cdp, page } from "vitest/browser";

/** The widths, lights and directions that every guide is looked at in. */
export const looks = [
  { name: "wide-light", width: 1440, light: "light", direction: "ltr" },
  { name: "wide-dark-rtl", width: 1440, light: "dark", direction: "rtl" },
  { name: "narrow-light-rtl", width: 420, light: "light", direction: "rtl" },
  { name: "narrow-dark", width: 420, light: "dark", direction: "ltr" },
] as const;

export type Look = (typeof looks)[number];

interface Emulates {
  readonly send: (method: string, given: object) => Promise<unknown>;
}

/** Makes the page as wide and as dark as a look says, and written in its direction. */
export const takeOn = async (look: Look): Promise<void> => {
  await page.viewport(look.width, 820);
  document.documentElement.dir = look.direction;
  const features = [{ name: "prefers-color-scheme", value: look.light }];
  await (cdp() as unknown as Emulates).send("Emulation.setEmulatedMedia", { features });
};

/** What the one who runs the tests asked for; vite shows names that begin with `VITE_`. */
const asked = (import.meta as unknown as { readonly env: { readonly VITE_PICTURES?: string } }).env;

/** Keeps a picture of the page in the folder that VITE_PICTURES names; without it none is made. */
export const picture = async (name: string): Promise<void> => {
  if (asked.VITE_PICTURES) await page.screenshot({ path: `${asked.VITE_PICTURES}/${name}.png` });
};
