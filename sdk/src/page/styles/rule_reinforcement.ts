/** What is not as a rule wants it, each line leading to its field. */
export const ruleStyles = `
.rules{list-style:none;padding:0}
.rules li{margin:0}
.rules li+li{margin-block-start:6px}
button.to-field{display:block;width:100%;text-align:start;font-weight:450;color:var(--bad);background:var(--badbg);
border-color:transparent;padding:7px 10px}
button.to-field:hover{border-color:var(--bad);color:var(--bad);text-decoration:underline}
.actions{margin-block-start:12px}.actions>.plain{margin-inline-start:-6px}
`;
