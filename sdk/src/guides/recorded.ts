import { atSide } from "../page/corner.ts";
import { recordedStyles } from "../page/styles/recorded.ts";
import type { RecordedLine, RecordedStage, Stage, Stop } from "./guide.ts";
import { beginning, head, leaving, sheet } from "./pieces.ts";
import * as recordedWords from "./words/recorded.ts";
import { whatIsRecorded } from "./words/recorded_title.ts";

const line = (stage: Stage, { at, says }: RecordedLine): HTMLElement => {
  const { make } = stage.surface;
  const time = new Date(at);
  const told = new Intl.DateTimeFormat(stage.language, { timeStyle: "medium" }).format(time);
  return make(
    "li",
    {},
    make("time", { text: told, attributes: { datetime: time.toISOString() } }),
    make("span", { text: says }),
  );
};

/** The switch by which somebody objects, as it stands, and what follows from it. */
const objection = (stage: RecordedStage): HTMLElement => {
  const { make, announce } = stage.surface;
  const follows = make("p", { class: "mut small", attributes: { id: "objection-follows" } });
  const turn = make("input", {
    attributes: { type: "checkbox", role: "switch", "aria-describedby": "objection-follows" },
    on: {
      change: () => {
        stage.object(turn.checked);
        draw();
        announce(follows.textContent ?? "");
      },
    },
  });
  const draw = (): void => {
    turn.checked = stage.objects();
    follows.textContent = stage.say(turn.checked ? recordedWords.objected : recordedWords.ifYouObject);
  };
  draw();
  const label = make("label", { class: "switch" }, turn, make("span", { text: stage.say(recordedWords.doNotRecord) }));
  return make("div", { class: "objection stack" }, label, follows);
};

/** What is recorded here and what for, what this page has sent, whom to ask, and how to object. */
export const drawRecorded = (stage: RecordedStage): readonly HTMLElement[] => {
  const { make, wear } = stage.surface;
  wear(recordedStyles);
  const lines = stage.recorded();
  const sent =
    lines.length > 0
      ? make("ol", { class: "sent" }, ...lines.map((one) => line(stage, one)))
      : make("p", { class: "mut", text: stage.say(recordedWords.nothingSent) });
  const contact = stage.contact ? make("p", { text: `${stage.say(recordedWords.contact)} ${stage.contact}` }) : null;
  return [
    ...(stage.records ? [make("p", { text: stage.records })] : []),
    objection(stage),
    make("h3", { text: stage.say(recordedWords.sentFromHere) }),
    sent,
    ...(contact ? [contact] : []),
  ];
};

/** The same as a part of its own, for whoever asks outside the panel. */
export const showRecorded = (stage: RecordedStage): Stop => {
  const label = stage.say(whatIsRecorded);
  const close = (): void => stop();
  const part = stage.surface.put({ ...atSide(stage.surface), role: "complementary", label, focus: true, left: close });
  const { stop } = leaving(stage, part.close);
  part.inside.append(sheet(stage, beginning(head(stage, label, close)), ...drawRecorded(stage)));
  return stop;
};
