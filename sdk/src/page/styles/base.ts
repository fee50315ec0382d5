/** Tokens, words, buttons and fields: what all parts share. Colours keep 4.5 to 1 in both lights. */
export const baseStyles = `
:host{all:initial!important;position:fixed!important;inset:0!important;display:block!important;
pointer-events:none!important;z-index:2147483647!important;color-scheme:light dark!important}
@media print{:host{display:none!important}}
.root{--card:#fff;--ink:#17213a;--mut:#566077;--line:#d5dbe6;--accent:#2459c9;--on:#fff;--hover:#1c48a6;
--good:#0a6b4b;--goodbg:#e2f5ec;--bad:#a4262c;--badbg:#fdeaea;--notebg:#fff4de;--note:#874005;--field:#8791a5;
--shade:0 1px 2px #0f1e3d1f,0 8px 28px #0f1e3d33;
font:400 14px/1.45 system-ui,sans-serif;color:var(--ink);text-align:left;
overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){.root{--card:#1a2438;--ink:#eaeff8;--mut:#a9b5cc;--line:#35435f;--accent:#8db1ff;
--on:#0d1830;--hover:#b3cbff;--good:#7fdcb6;--goodbg:#12362c;--bad:#ffa9ac;--badbg:#431e24;--notebg:#3a2a10;
--note:#ffd08a;--field:#7887a5;--shade:0 0 0 1px #35435f,0 10px 32px #000000a6}}
.root[dir=rtl]{text-align:right}
p,h2,h3,li,button,label,.progress{unicode-bidi:plaintext}
*{box-sizing:border-box}
h2,h3,p,ul,ol{margin:0}
h2{font-size:15.5px;line-height:1.35;font-weight:650}
h3{font-size:14px;font-weight:650}
ul,ol{padding-inline-start:20px}li+li{margin-top:4px}
a{color:var(--accent)}
.mut{color:var(--mut)}.small{font-size:13px}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.stack>*+*{margin-top:8px}
.note{background:var(--notebg);color:var(--note);border-radius:6px;padding:7px 10px}
.example{display:flex;gap:8px;align-items:baseline}
.example .verdict{flex:none;font-size:12px;font-weight:600;border-radius:99px;padding:1px 8px}
.example .entry{font-family:ui-monospace,monospace;font-size:13px;min-width:0}
.right .verdict{color:var(--good);background:var(--goodbg)}.wrong .verdict{color:var(--bad);background:var(--badbg)}
.wrong .entry{text-decoration:line-through;text-decoration-color:var(--bad)}
button{font:inherit;font-weight:550;color:var(--ink);background:var(--card);border:1px solid var(--field);
border-radius:8px;padding:6px 13px;min-height:32px;cursor:pointer;text-align:center}
button:hover{border-color:var(--accent);color:var(--accent)}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on)}
button.main:hover{background:var(--hover);border-color:var(--hover);color:var(--on)}
button.plain{border-color:transparent;background:none;color:var(--mut);font-weight:450;padding-inline:6px}
button.plain:hover{color:var(--ink);text-decoration:underline}
button.close{border:0;background:none;padding:0;width:28px;height:28px;min-height:0;border-radius:6px;color:var(--mut);
font-size:20px;line-height:1;flex:none;margin-block:-4px;margin-inline-end:-6px}
button.close:hover{background:var(--line);color:var(--ink)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}.row>.grow{flex:1 1 auto;min-width:0}
.head{display:flex;gap:8px;align-items:flex-start}.head>:first-child{flex:1;min-width:0}
@media (forced-colors:active){.example .verdict,.note{border:1px solid CanvasText}button.main{forced-color-adjust:none;
background:Highlight;color:HighlightText;border-color:Highlight}}
@media (prefers-reduced-motion:no-preference){.part:not(.beside){animation:rise .16s ease-out}
@keyframes rise{from{opacity:0;transform:translateY(6px)}}}
`;
