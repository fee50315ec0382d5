import type { Desirepath, Options } from "./run/options.ts";

/** The name of the core chunk, with its hash; set by the build. */
declare const CORE: string;

type Call = readonly [name: keyof Desirepath, given: readonly unknown[]];
const CALLS = ["identify", "track", "state", "stage", "open", "silence"] as const;

/** The names and values of `data-attributes` (JSON), and those attributes that are given one by one. */
function attributesIn(said: DOMStringMap): Record<string, string> {
  const { attributes, key, workspace, trust, application, person, language, deliver, collect, ...single } = said;
  const all: object = { ...JSON.parse(attributes ?? "{}"), ...single };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

function optionsIn(script: HTMLScriptElement): Options | null {
  const { key, workspace, trust, application, person, language, collect, deliver } = script.dataset;
  if (!key || !workspace || !trust || !application) return null;
  // The script is served as `…/v1/sdk/loader.js`: what comes before is where the rest is asked for.
  const base = deliver ?? new URL("../..", script.src).href;
  const attributes = attributesIn(script.dataset);
  return { key, workspace, trust, application, person, attributes, language, collect, deliver: base.replace(/\/+$/, "") };
}

/** Whether everything is there that is needed, and nobody switched us off in this browser. */
function mayRun(): boolean {
  try {
    if (localStorage.getItem("desirepath:off")) return false;
  } catch {
    // Storage is blocked; then nothing was switched off there.
  }
  return isSecureContext && "adoptedStyleSheets" in document && "subtle" in crypto && !("desirepath" in window);
}

function begin(script: HTMLScriptElement): void {
  const options = optionsIn(script);
  if (!options || !mayRun()) return;
  const early: Call[] = [];
  let core: Desirepath | null = null;
  const take = ([name, given]: Call): void => (core?.[name] as ((...all: unknown[]) => void) | undefined)?.(...given);
  const call = (name: (typeof CALLS)[number]) => (...given: unknown[]): void => {
    if (core) take([name, given]);
    else if (early.length < 100) early.push([name, given]);
  };
  const ours = Object.freeze(Object.fromEntries(CALLS.map((name) => [name, call(name)])));
  Object.defineProperty(window, "desirepath", { value: ours });
  import(new URL(CORE, script.src).href)
    .then(({ start }: { start: (options: Options) => Desirepath }) => {
      core = start(options);
      early.splice(0).forEach(take);
    })
    .catch(() => undefined); // It cannot be had, or is not ours: the page is as it is without us.
}

try {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) begin(script);
} catch {
  // An attribute that cannot be read, or a page that forbids what we need: it is as it is without us.
}
