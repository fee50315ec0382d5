"use strict";
// A step on the map opens its counts below. Without this file they are opened there, in the list of steps.

document.addEventListener("click", (event) => {
  const said = event.target.closest(".map g")?.querySelector("title")?.textContent;
  if (!said) return;
  for (const step of document.querySelectorAll(".step-opened")) {
    if (!said.startsWith(`${step.querySelector(".name").textContent}: `)) continue;
    step.open = true;
    step.querySelector("summary").focus();
    step.scrollIntoView({ block: "center" });
    return;
  }
});
