/** Fields, boxes to tick and answers to choose, with their words beside them. */
export const tickStyles = `
input,textarea,select{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--field);
border-radius:8px;padding:7px 10px;max-width:100%}
button[disabled]{opacity:.55;cursor:default}
fieldset{border:0;padding:0;margin:0;min-width:0}
legend{padding:0;font-weight:650;font-size:15.5px;line-height:1.35;margin-block-end:8px}
.tick{display:flex;gap:10px;align-items:flex-start;padding:7px 10px;border:1px solid var(--line);border-radius:8px;
cursor:pointer}
.tick+.tick{margin-block-start:6px}
.tick:hover{border-color:var(--accent)}
.tick:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.tick input{flex:none;width:16px;height:16px;margin:2px 0 0;accent-color:var(--accent)}
.tick span{min-width:0}
.ask{display:block;font-weight:550}
.ask textarea{display:block;width:100%;min-height:66px;margin-block-start:4px;font-weight:400;resize:vertical}
p.wrong{color:var(--bad)}p.wrong:empty{display:none}
.stack>form,form>fieldset+.ask{margin-block-start:14px}
.actions{margin-block-start:12px!important}
`;
