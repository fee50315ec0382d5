import type { Shapes } from "./admissible.ts";

/** The structures of a document that few pages need: they come in a file of their own. */
export const MORE_SHAPES: Shapes = {
  label:
    "rollout:name workflow:name activity:name page:path on=page|click|submit|change|appears at?? case_in_address??:path " +
    "case_in??:at step??:name outcome??=ok|failed|returned|corrected|duplicate|denied",
  article: "article:id title blocks:block* workflow??:name step??:name roles?:names pages?:path*",
  new_word: "old:name new:name",
  "kind=field_help": "at purpose:words format??:words right?:words* wrong?:words* mend??:words",
  "kind=rule_reinforcement": "at title rules:field_rule* blocks?:block* stops?:yes",
  field_rule: "field:at must=filled|matches|checked says:words pattern?? only_when??:rule",
  "kind=known_issue": "title blocks?:block* at?? until??:when",
  "kind=acknowledgement": "title blocks:block* statement:words button:words",
  "kind=launcher": "label:words opens:name at??",
  "kind=checklist": "title items:item*id",
  item: "id:name text done_when??:rule opens??:name",
  "kind=survey": "question:words choices:choice* asks_for_words??:words thanks??:words",
  choice: "reason=training|access|policy|usability|support|other text",
  "kind=self_help": "title escalates?:yes",
  "kind=escalation": "title routes:route* blocks?:block* thanks??:words answered_within_hours??:count",
  route: "to=access|policy|application text",
};
