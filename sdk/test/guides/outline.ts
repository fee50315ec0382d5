import { cdp } from "vitest/browser";

interface Sends {
  readonly send: (method: string, given?: object) => Promise<unknown>;
}
interface Frame {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly Frame[];
}
interface Told {
  readonly value?: unknown;
}
interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: Told;
  readonly name?: Told;
  readonly description?: Told;
  readonly childIds?: readonly string[];
  readonly properties?: readonly { readonly name: string; readonly value: Told }[];
}

/** States that somebody hears; what is not said of an element is not in the tree. */
const heard = ["checked", "expanded", "disabled", "modal"];
const silent = [
  "generic",
  "none",
  "StaticText",
  "InlineTextBox",
  "LineBreak",
  "LabelText",
  "ListMarker",
  "paragraph",
  "form",
  "Legend",
];

const innermost = (frame: Frame): Frame => {
  const last = frame.childFrames?.[frame.childFrames.length - 1];
  return last ? innermost(last) : frame;
};

const nodesOfPage = async (): Promise<readonly Node[]> => {
  const { send } = cdp() as unknown as Sends;
  const { frameTree } = (await send("Page.getFrameTree")) as { readonly frameTree: Frame };
  const { id } = innermost(frameTree).frame;
  return ((await send("Accessibility.getFullAXTree", { frameId: id })) as { readonly nodes: readonly Node[] }).nodes;
};

const said = ({ role, name, description, properties = [] }: Node): string => {
  const states = properties
    .filter((one) => heard.includes(one.name) && one.value.value !== false && one.value.value !== "false")
    .map((one) =>
      one.value.value === true || one.value.value === "true" ? one.name : `${one.name}=${String(one.value.value)}`,
    );
  const named = name?.value ? ` "${String(name.value)}"` : "";
  const described = description?.value ? `: ${String(description.value)}` : "";
  return `${String(role?.value)}${named}${states.length > 0 ? ` [${states.join(", ")}]` : ""}${described}`;
};

/** The accessibility tree that Chromium gives to assistive technology, from a part of ours on: one line an element. */
export const outline = async (role: string, name: string): Promise<readonly string[]> => {
  const nodes = await nodesOfPage();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node, depth: number): void => {
    const told = !node.ignored && !silent.includes(String(node.role?.value));
    if (told) lines.push("  ".repeat(depth) + said(node));
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, told ? depth + 1 : depth);
    }
  };
  const root = nodes.find((node) => !node.ignored && node.role?.value === role && node.name?.value === name);
  if (root) walk(root, 0);
  return lines;
};
