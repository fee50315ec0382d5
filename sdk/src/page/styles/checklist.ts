/** The list in the corner, its bar and its points. */
export const checklistStyles = `
.fold{display:flex;width:100%;gap:12px;align-items:baseline;justify-content:space-between;border:0;background:none;
padding:0 0 8px;text-align:start}
.fold .title{font-size:15.5px;font-weight:650;min-width:0}
.fold .title::before{content:"";display:inline-block;width:7px;height:7px;margin-inline-end:9px;
border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg) translate(-2px,-2px)}
.fold[aria-expanded=false] .title::before{transform:rotate(225deg) translate(-2px,-2px)}
.count{color:var(--mut);font-weight:450;font-variant-numeric:tabular-nums;white-space:nowrap}
progress{display:block;width:100%;height:6px;border:0;border-radius:3px;background:var(--line);appearance:none;overflow:hidden}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--accent)}progress::-moz-progress-bar{background:var(--accent)}
.points{list-style:none;padding:0;margin-block-start:10px}
.points li{display:flex;gap:8px;align-items:flex-start;justify-content:space-between;padding-block:4px;margin:0}
.points label{display:flex;gap:10px;align-items:flex-start;padding-block:4px;min-width:0;cursor:pointer}
.points input{flex:none;width:16px;height:16px;margin:2px 0 0;accent-color:var(--accent)}
.points span{min-width:0}
.points :checked+span{color:var(--mut);text-decoration:line-through}
.points button{flex:none;min-height:28px;padding-block:3px;color:var(--accent)}
[hidden]{display:none!important}
.actions{margin-block-start:12px}.actions>.plain:not([hidden]){margin-inline:-6px 6px}
`;
