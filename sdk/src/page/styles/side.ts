/** What stands along the side of the page. */
export const sideStyles = `
.side{inset-block:12px;inset-inline-end:12px;width:min(400px,100vw - 24px)}
.side>.inside{height:100%}
`;
