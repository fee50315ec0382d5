import type { Block } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import type { Guarding } from "./guarding.ts";

/** What makes a part a true modal dialog. Few guides are: they bring it with them (page/modal.ts). */
export interface Modal {
  readonly open: (part: HTMLElement, left: Placed["left"], guard: Guarding) => void;
  /** Makes it modal anew, after the host has moved. */
  readonly reopen: (part: HTMLElement) => void;
  /** Tab goes round inside it. */
  readonly turn: (event: KeyboardEvent, part: HTMLElement) => void;
}

/** How a part stands on the page. */
export interface Placed {
  /** Beside an element, which it follows; it hides while the element is hidden. Without it: where `where` says. */
  readonly beside?: Element;
  readonly where?: "middle" | "top" | "corner" | "side";
  /** What in our root it goes into; without it, into the root itself. */
  readonly room?: (root: HTMLElement) => Element;
  /** With a true modal dialog: the page behind it is inert, Escape closes it, the focus comes back. */
  readonly modal?: Modal;
  readonly label: string;
  readonly role?: "dialog" | "tooltip" | "status" | "alert" | "region" | "complementary";
  /** Told when somebody closes it by Escape, or clicks outside where that closes it (a tooltip). */
  readonly left?: (how: "escape" | "outside") => void;
  /** Where the focus begins; without it, it stays where it is, but for modal parts. */
  readonly focus?: boolean;
  /** Without the card around it, as for a launcher or a mark. */
  readonly bare?: boolean;
  /** Where next to the element, if there is room: below it, or after it in the direction of reading. */
  readonly side?: "below" | "after";
  /** On the corner of the element instead of next to it, as a mark. */
  readonly edge?: boolean;
  /** A ring around the element, which leaves it free to be used. */
  readonly ring?: boolean;
}

/** A part that stands on the page. `inside` is where its contents go. */
export interface Part {
  readonly inside: HTMLElement;
  readonly close: Stop;
  /** Place it anew, as after its contents changed. */
  readonly settle: () => void;
}

/** What an element of ours is made of. Attributes that would hold code or style are left out. */
export interface Given {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: { readonly [name: string]: string };
  readonly on?: { readonly [event: string]: (event: Event) => void };
}

/** Builds and places what guides show, in a shadow root of their own, by text and attributes alone. */
export interface Surface {
  readonly put: (placed: Placed) => Part;
  /** An element with a class of ours, text, and children; attributes by name. Never markup. */
  readonly make: <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    given?: Given,
    ...children: readonly (Node | null)[]
  ) => HTMLElementTagNameMap[Tag];
  readonly blocks: (blocks: readonly Block[]) => DocumentFragment;
  /** Says something to those who hear the page, without moving the focus. */
  readonly announce: (text: string) => void;
  /** Styles of one kind of guide, as the text of a sheet; the same text twice is worn once. */
  readonly wear: (sheet: string) => void;
  /** Words that are read with an element of the page as its description, until they are taken back. */
  readonly describe: (element: Element, text: string) => Stop;
  /** Tells when somebody points at an element or has the focus in it, and when no more. */
  readonly attend: (element: Element, by: readonly By[], told: (attended: boolean) => void) => Attention;
  readonly later: (milliseconds: number, then: () => void) => Stop;
}

export type By = "pointing" | "focus";

/** How long somebody attends to an element. A part that belongs to it may be attended to in its place. */
export interface Attention {
  readonly also: (part: Element) => Stop;
  readonly stop: Stop;
}
