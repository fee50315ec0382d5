"use strict";
// Files dropped on the form are put into its own file input and sent by it: without this file, they are chosen there.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const says = form.querySelector("[data-drop-says]");
  const told = () => {
    says.textContent = [...input.files].map((file) => file.name).join(", ");
  };
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    told();
    form.requestSubmit();
  });
  input.addEventListener("change", told);
  form.addEventListener("submit", () => {
    if (!input.files.length) return;
    form.append(document.createElement("progress"));
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
