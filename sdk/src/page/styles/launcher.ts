/** A button that stands on the page by itself. */
export const launcherStyles = `
.launch{border-radius:99px;background:var(--accent);border-color:var(--accent);color:var(--on);padding:8px 16px;
box-shadow:var(--shade)}
.launch:hover{background:var(--hover);color:var(--on)}
.beside .launch{padding:3px 12px;min-height:28px;font-size:13px}
.corner.bare>.inside{display:flex;justify-content:flex-end}
@media (forced-colors:active){.launch{border-color:Highlight}}
`;
