/** The frames that contents stand in, and where on the page. */
export const partStyles = `
.part{pointer-events:auto;position:fixed;margin:0;outline-offset:2px;color:var(--ink)}
.part:focus{outline:none}.part:focus-visible{outline:3px solid var(--accent)}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shade);padding:0;
max-width:calc(100vw - 24px)}
.card>.inside{padding:14px 16px;overflow:auto;max-height:calc(100vh - 26px);max-height:calc(100dvh - 26px);
overscroll-behavior:contain;border-radius:12px}
.beside{width:max-content;left:0;top:0}
.beside.card{max-width:min(340px,100vw - 16px)}
.tip>.inside{padding:10px 13px}
.point{position:absolute;width:10px;height:10px;background:var(--card);
box-shadow:0 0 0 1px var(--line);clip-path:polygon(-2px -2px,calc(100% + 2px) -2px,-2px calc(100% + 2px))}
.ring{position:fixed;pointer-events:none;border-radius:8px;box-shadow:0 0 0 3px var(--accent),0 0 0 7px #2459c940;
visibility:hidden}
.middle{inset:0;margin:auto;width:min(440px,100vw - 24px);height:fit-content;max-height:calc(100dvh - 24px)}
.top{inset-block-start:12px;inset-inline:12px;margin-inline:auto;width:fit-content;max-width:min(760px,100vw - 24px)}
.bare{background:none;border:0;padding:0}
@media (forced-colors:active){.card{border-color:CanvasText}.point{display:none}.ring{outline:3px solid Highlight}}
`;
