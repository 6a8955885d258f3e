// A question before a step that cannot be taken back: the page's own <details>, no dialog.
//
//   <details data-confirm>   opens on its summary, with or without this script
//   <button data-close hidden>Kembali</button>   inside it: shown by this script, closes it again
//
// Opening moves the focus to the question, Escape and Kembali close it and return the focus.

for (const question of document.querySelectorAll("details[data-confirm]")) {
  const summary = question.querySelector("summary");
  const body = question.querySelector(".confirm-body");
  const close = () => {
    question.open = false;
    summary.focus();
  };
  body.tabIndex = -1;
  question.addEventListener("toggle", () => question.open && body.focus());
  question.addEventListener("keydown", (event) => event.key === "Escape" && question.open && close());
  for (const button of question.querySelectorAll("[data-close]")) {
    button.hidden = false;
    button.addEventListener("click", close);
  }
}
