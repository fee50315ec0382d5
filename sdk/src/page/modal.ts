import { focused, stops } from "./focus.ts";
import { isModal } from "./host.ts";
import { listen } from "./listen.ts";
import { dialogStyles } from "./styles/dialog.ts";
import type { Modal, Surface } from "./surface.ts";

const open: Modal["open"] = (part, left, guard) => {
  const dialog = part as HTMLDialogElement;
  const closing = guard((event: Event) => {
    event.preventDefault();
    left?.("escape");
    // A browser may close it although that was not wanted.
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  });
  listen(dialog, ["cancel", "close"], closing);
  dialog.showModal();
};

const reopen: Modal["reopen"] = (part) => {
  if (isModal(part)) return;
  part.removeAttribute("open");
  (part as HTMLDialogElement).showModal();
};

/** Tab stays in a modal part: after its last comes its first. */
const turn: Modal["turn"] = (event, part) => {
  const all = stops(part);
  const at = focused();
  const end = event.shiftKey ? all[0] : all[all.length - 1];
  const other = event.shiftKey ? all[all.length - 1] : all[0];
  if (other && (at === end || at === part)) {
    if (at === part && !event.shiftKey) return;
    event.preventDefault();
    other.focus();
  }
};

/** For a part that is a true modal dialog: the page behind it is inert, and the focus stays in it. */
export const asModal = ({ wear }: Surface): { readonly modal: Modal } => {
  wear(dialogStyles);
  return { modal: { open, reopen, turn } };
};
