// The two browsers, driven by one interface: Chromium by its own protocol, Firefox by WebDriver BiDi.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const PLACES = {
  chromium: [process.env.DESIREPATH_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: [process.env.DESIREPATH_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

const chromium = (executablePath) => ({
  browser: "chrome",
  executablePath,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
});

/** It has no way to be told by page that motion is to be reduced: it is for all pages. Clocks are as fine as they are. */
const firefox = (executablePath, home) => ({
  browser: "firefox",
  protocol: "webDriverBiDi",
  executablePath,
  headless: true,
  env: { ...process.env, HOME: home },
  extraPrefsFirefox: {
    "ui.prefersReducedMotion": 1,
    "privacy.reduceTimerPrecision": false,
    "browser.chrome.site_icons": false,
  },
});

/** Starts a browser; `null` where it is not to be had. Firefox gets a home of its own, which goes with it. */
export const started = async (name) => {
  const place = PLACES[name].find((one) => one && existsSync(one));
  if (!place) return null;
  const home = await mkdtemp(join(tmpdir(), "complaints-"));
  const browser = await puppeteer.launch(name === "firefox" ? firefox(place, home) : chromium(place));
  const stop = async () => {
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { name, browser, stop };
};
