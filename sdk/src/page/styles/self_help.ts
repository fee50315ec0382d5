/** The panel at the side: its search, its list, and an article. */
export const selfHelpStyles = `
.side>.panel{display:flex;flex-direction:column;gap:12px;padding:0;overflow:hidden}
.panel>:first-child{padding:14px 16px 0}
.panel .body{flex:1;min-height:0;overflow:auto;padding:4px 16px 12px;overscroll-behavior:contain}
.panel .foot{flex:none;padding:10px 16px;border-block-start:1px solid var(--line);justify-content:space-between}
.find{display:block;font-weight:550}
.find input{display:block;width:100%;margin-block-start:4px;font-weight:400}
.results{margin-block-start:14px!important}
.articles{list-style:none;padding:0}
.articles li{margin:0}
button.article{display:block;width:100%;text-align:start;border-color:var(--line);padding:9px 12px;font-weight:450;
color:var(--accent)}
.articles li+li{margin-block-start:6px}
button.article:hover{border-color:var(--accent);text-decoration:underline}
button.back{padding-inline:0}
button.back::before{content:"";display:inline-block;width:7px;height:7px;margin-inline:2px 6px;border:solid currentColor;
border-width:0 0 2px 2px;transform:rotate(45deg)}
[dir=rtl] button.back::before{transform:rotate(-135deg)}
article h3{font-size:17px;line-height:1.3}
h3:focus,.helped p:focus{outline:none}
.helped{border-block-start:1px solid var(--line);padding-block-start:12px;margin-block-start:16px!important}
.helped .actions{margin-block-start:8px!important}
`;
