import { make } from "../src/page/make.ts";

/** A page of an application as tests need it: a purchase request with three fields, a list and a button. */
export interface Form {
  readonly main: HTMLElement;
  readonly costCentre: HTMLInputElement;
  readonly amount: HTMLInputElement;
  readonly approver: HTMLSelectElement;
  readonly send: HTMLButtonElement;
}

const styled = <Made extends HTMLElement>(element: Made, style: { readonly [name: string]: string }): Made => {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  return element;
};

const row = (label: string, field: HTMLElement): HTMLElement => {
  const named = make("label", { text: label, attributes: { for: field.id } });
  return styled(make("p", {}, styled(named, { display: "block", "margin-bottom": "4px" }), field), {
    margin: "0 0 18px",
  });
};

const input = (id: string): HTMLInputElement =>
  styled(make("input", { attributes: { id } }), { padding: "8px", width: "260px" });

/** Puts the form on the page, in the colours of the light that is on. */
export const putForm = (): Form => {
  const costCentre = input("cost-centre");
  const amount = input("amount");
  const approver = styled(make("select", { attributes: { id: "approver" } }, make("option", { text: "Finance" })), {
    padding: "8px",
  });
  const send = styled(make("button", { text: "Submit for approval", attributes: { id: "send" } }), {
    padding: "10px 16px",
  });
  const fields = [row("Cost centre", costCentre), row("Amount", amount), row("Approver", approver)];
  const form = make("form", { on: { submit: (event) => event.preventDefault() } }, ...fields, send);
  const main = make("main", {}, make("h1", { text: "Purchase request" }), form);
  styled(main, { font: "15px/1.45 system-ui", padding: "24px 32px", "min-height": "600px" });
  document.documentElement.style.setProperty("color-scheme", "light dark");
  document.body.append(main);
  send.type = "submit";
  return { main, costCentre, amount, approver, send };
};
