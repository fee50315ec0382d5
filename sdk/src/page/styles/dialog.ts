/** What stands over the whole page. */
export const dialogStyles = `
dialog::backdrop{background:#0f1e3d80}
`;
