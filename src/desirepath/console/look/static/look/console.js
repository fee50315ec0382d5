"use strict";
// Without this file every page still works: forms are sent by their buttons, and pages are loaded anew.

// A choice that is made at once where there is a script: forms marked so are sent when they change.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sent-on-change]");
  if (form) form.requestSubmit();
});

// A question before something that cannot be taken back.
document.addEventListener("submit", (event) => {
  const asks = event.submitter?.dataset.asks ?? event.target.dataset.asks;
  if (asks && !window.confirm(asks)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});

document.documentElement.classList.add("scripted");
