// What is looked at from inside a page. It is put there before any script of the page runs, and keeps what it needs.

/** Runs in the page, in each of its frames. */
export function look() {
  const [nextFrame, styleOf] = [requestAnimationFrame.bind(window), getComputedStyle.bind(window)];
  const watched = { violations: [], errors: [], long: [], strays: 0 };
  const boxed = ({ left, top, right, bottom, width, height }) => ({ left, top, right, bottom, width, height });
  const query = Document.prototype.querySelector.bind(document);
  const root = () => query("desirepath-guides")?.shadowRoot ?? null;
  const parts = () => [...(root()?.querySelectorAll(".part") ?? [])];

  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    watched.violations.push([violatedDirective, blockedURI, sample].join(" ")),
  );
  addEventListener("error", ({ message }) => watched.errors.push(String(message)));
  addEventListener("unhandledrejection", ({ reason }) => watched.errors.push(String(reason)));
  if (PerformanceObserver.supportedEntryTypes?.includes("longtask"))
    new PerformanceObserver((list) => list.getEntries().forEach((one) => watched.long.push(one.duration))).observe({
      type: "longtask",
    });

  /** Whether somebody would see a part: it has a box, and nothing hides it. */
  const seen = (part) =>
    part.getClientRects().length > 0 &&
    part.checkVisibility({ visibilityProperty: true }) &&
    Number(styleOf(part).opacity) > 0;

  /** A part in the corner where no element is: it lost what it pointed at. */
  const stray = (part) => {
    const { left, top } = part.getBoundingClientRect();
    return left < 2 && top < 2 && seen(part);
  };
  const sample = () => {
    watched.strays += parts().filter(stray).length;
    nextFrame(sample);
  };
  if (window.top === window) sample();

  /** Leads through open shadow roots and frames; the box is that in the window of the page. */
  const lead = (path) => {
    const shift = { left: 0, top: 0 };
    let from = document;
    let found = null;
    for (const selector of path) {
      found = from.querySelector(selector);
      if (!found) return null;
      const inner = found.shadowRoot ?? found.contentDocument;
      if (inner && found.localName === "iframe" && selector !== path.at(-1)) {
        const box = found.getBoundingClientRect();
        shift.left += box.left + found.clientLeft;
        shift.top += box.top + found.clientTop;
      }
      from = inner ?? found;
    }
    return found && { found, shift };
  };
  const boxOf = (path) => {
    const led = lead(path);
    if (!led) return null;
    const { left, top, right, bottom, width, height } = led.found.getBoundingClientRect();
    const { shift } = led;
    const across = { left: left + shift.left, right: right + shift.left };
    return { ...across, top: top + shift.top, bottom: bottom + shift.top, width, height };
  };

  /** Whether what is at a point of the window is of ours. */
  const isOurs = (x, y) => {
    const at = document.elementFromPoint(x, y);
    return at?.localName === "desirepath-guides";
  };
  /** Whether a part is in front of everything, at its middle and near its corners. */
  const inFront = ({ left, top, right, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const near = [[x, y], [left + 8, top + 8], [right - 8, top + 8], [left + 8, bottom - 8], [right - 8, bottom - 8]];
    return near.every(([across, down]) => isOurs(across, down));
  };
  const told = (part) => ({
    role: part.querySelector("[role=tooltip]") ? "tooltip" : part.getAttribute("role"),
    label: part.getAttribute("aria-label"),
    text: part.textContent,
    direction: styleOf(part).direction,
    box: boxed(part.getBoundingClientRect()),
    seen: seen(part),
    inFront: inFront(part.getBoundingClientRect()),
    moves: part.getAnimations({ subtree: true }).length,
  });

  /** The name of what has the focus, through shadow roots and frames. */
  const focus = () => {
    let at = document.activeElement;
    for (;;) {
      const inner = at?.shadowRoot?.activeElement ?? at?.contentDocument?.activeElement;
      if (!inner) break;
      at = inner;
    }
    const words = at?.getAttribute("aria-label") || at?.id || at?.textContent?.trim().slice(0, 60) || at?.localName;
    return { name: words ?? "", ours: Boolean(at && root()?.contains(at)) };
  };

  /** The box of what can be pressed in our parts, by its name. */
  const control = (name) => {
    const named = (one) => (one.getAttribute("aria-label") ?? one.closest("label")?.textContent ?? one.textContent).trim();
    const all = [...(root()?.querySelectorAll("button,input,textarea,a") ?? [])];
    const found = all.find((one) => named(one) === name && one.getClientRects().length > 0);
    return found ? boxed(found.getBoundingClientRect()) : null;
  };
  const ring = () => {
    const found = root()?.querySelector(".ring");
    return found && styleOf(found).visibility === "visible" ? boxed(found.getBoundingClientRect()) : null;
  };

  const sight = { watched, parts: () => parts().map(told), boxOf, lead, focus, control, ring, isOurs, root };
  Object.defineProperty(window, "sight", { value: Object.freeze(sight) });
}
