/** What stands beside elements: marks, and the steps of a walkthrough. */
export const besideStyles = `
button.mark{display:grid;place-items:center;width:24px;height:24px;min-height:0;padding:0;border:0;background:none}
.mark span{display:grid;place-items:center;width:18px;height:18px;border-radius:99px;background:var(--accent);
color:var(--on);font-size:12px;font-weight:700;line-height:1;box-shadow:0 0 0 2px var(--card)}
.mark:hover span{background:var(--hover);color:var(--on)}
.beside .walk{width:306px;max-width:100%}
.progress{font-size:12.5px;color:var(--mut);font-variant-numeric:tabular-nums}
.foot{margin-top:12px!important}
.less{margin-top:6px!important;gap:2px 10px}
.less button{font-size:13px;min-height:26px;padding-block:2px}.less button:first-child{margin-inline-start:-6px}
@media (forced-colors:active){.mark span{border:1px solid CanvasText}}
`;
