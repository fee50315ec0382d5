// The guides that pages ask for, as a document holds them.

export const said = (en, more = {}) => ({ en, ...more });
export const paragraph = (en) => ({ block: "paragraph", text: said(en) });

/** A guide for everyone, at one step of the work. */
export const guide = (id, content, more = {}) => ({
  id,
  version: 1,
  rollout: "purchasing",
  workflow: "request",
  step: "quote",
  content,
  target: { is: "all", of: [] },
  design: "everyone",
  held_out: 0,
  starts_at: "2025-01-01T00:00:00Z",
  ...more,
});

export const fieldHelp = (id, at, more = {}) =>
  guide(
    id,
    {
      kind: "field_help",
      at,
      purpose: said("The department that pays for it."),
      format: said("CC- and four digits"),
      right: [said("CC-4711")],
      wrong: [said("Sales")],
    },
    more,
  );

export const tooltip = (id, at, more = {}) =>
  guide(
    id,
    { kind: "tooltip", at, title: said("Who approves"), blocks: [paragraph("Finance first, then your own department.")] },
    more,
  );

/** A walkthrough that stands at one element after the other. */
export const walkthrough = (id, ...places) =>
  guide(id, {
    kind: "walkthrough",
    title: said("Your first request"),
    steps: places.map((at, index) => ({
      id: `step-${index + 1}`,
      title: said(`Step ${index + 1} of the request`),
      blocks: [paragraph("It is saved as you type; nothing is sent yet.")],
      at,
    })),
  });

export const launcher = (id = "help", opens = "panel") =>
  guide(id, { kind: "launcher", label: said("Help with this page"), opens });

export const banner = (id = "banner", more = {}) =>
  guide(
    id,
    {
      kind: "announcement",
      title: said("New approval path from Monday"),
      blocks: [paragraph("Requests over 5,000 go to Finance first.")],
    },
    more,
  );

export const dialog = (id = "dialog", more = {}) =>
  guide(
    id,
    {
      kind: "announcement",
      form: "dialog",
      title: said("The old form closes on Friday"),
      blocks: [paragraph("Drafts in it are moved for you.")],
    },
    more,
  );

export const survey = (id = "survey", more = {}) =>
  guide(
    id,
    {
      kind: "survey",
      question: said("What stopped you here?"),
      choices: [
        { reason: "training", text: said("I did not know how") },
        { reason: "access", text: said("I was not allowed to") },
        { reason: "other", text: said("Something else") },
      ],
    },
    more,
  );

export const panel = (id = "panel") => guide(id, { kind: "self_help", title: said("Help with purchase requests") });

export const checklist = (id = "checklist") =>
  guide(id, {
    kind: "checklist",
    title: said("Your first week"),
    items: [
      { id: "profile", text: said("Look up your cost centre") },
      { id: "rule", text: said("Read the approval rule") },
    ],
  });

export const ruleBeforeSending = (id, at, field) =>
  guide(id, {
    kind: "rule_reinforcement",
    at,
    title: said("Before you send this"),
    rules: [
      { field, must: "matches", pattern: "CC-[0-9]{4}", says: said("The cost centre is CC- and four digits.") },
    ],
  });

/** Only once the page tells of this state. */
export const once = (name) => ({ target: { is: "state", name, values: ["yes"] } });

const written = (time) => new Date(time).toISOString().replace(/\.\d+/, "");

/** The document of a page, good for a day. */
export const documentOf = ({ guides, document = {} }) => ({
  schema: "desirepath/guides/1",
  workspace: "works",
  sequence: 1,
  issued_at: written(Date.now()),
  expires_at: written(Date.now() + 86_400_000),
  limits: { guides_a_day: 100 },
  guides,
  ...document,
});
