/** What was sent, line by line, and the switch by which somebody objects. */
export const recordedStyles = `
.sent{list-style:none;padding:0;border-block-start:1px solid var(--line)}
.sent li{display:flex;gap:12px;margin:0;padding-block:6px;border-block-end:1px solid var(--line)}
.sent time{flex:none;color:var(--mut);font-variant-numeric:tabular-nums;font-size:13px}
.sent span{min-width:0}
.objection{border:1px solid var(--line);border-radius:8px;padding:10px 12px}
.switch{display:flex;gap:10px;align-items:center;font-weight:550;cursor:pointer}
.switch input{appearance:none;flex:none;width:36px;height:20px;margin:0;padding:0;border-radius:99px;
background:var(--field);border:2px solid var(--field);position:relative;cursor:pointer}
.switch input::before{content:"";position:absolute;inset-block:0;inset-inline-start:0;width:16px;border-radius:50%;
background:var(--card)}
.switch input:checked{background:var(--accent);border-color:var(--accent)}
.switch input:checked::before{inset-inline-start:auto;inset-inline-end:0}
@media (forced-colors:active){.switch input{forced-color-adjust:none;background:Canvas;border-color:CanvasText}
.switch input::before{background:CanvasText}.switch input:checked{background:Highlight}}
`;
