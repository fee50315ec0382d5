/** The format of a field, with its name before it. */
export const fieldHelpStyles = `
.format{display:grid;grid-template-columns:auto 1fr;gap:2px 8px;color:var(--ink)}
.format b{font-weight:550;color:var(--mut)}
`;
