// Tells the guidance, where it is built in, which step this page is before, and what went wrong.
"use strict";
{
  const ours = window.desirepath;
  const main = document.getElementById("main");
  const said = document.getElementById("said");
  const number = document.getElementById("case")?.textContent ?? "";
  const { workflow, stage } = main.dataset;
  if (ours && stage) ours.stage(workflow, stage);
  if (ours && said?.dataset.tracked && number) {
    const { tracked, outcome, step } = said.dataset;
    ours.track(tracked, { workflow, case: number, ...(step && { step }), ...(outcome && { outcome }) });
  }
  // A reload, or a link that is sent on, must not say again that something was done.
  if (new URLSearchParams(location.search).has("said")) history.replaceState(null, "", location.pathname);
}
