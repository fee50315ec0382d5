/** What stands in the corner of the page, one above the other. */
export const cornerStyles = `
.corners{position:fixed;inset-block-end:0;inset-inline-end:0;display:flex;flex-direction:column;align-items:flex-end;
gap:12px;max-height:100vh;max-height:100dvh;padding:28px 16px 16px;overflow:hidden auto;scrollbar-width:none}
.corner{position:static;flex:none;width:min(360px,100vw - 32px)}
.corner>.inside{max-height:calc(100vh - 46px);max-height:calc(100dvh - 46px)}
.corner.bare{width:auto;order:1}
`;
