// Turns the pages of a document by the keyboard: left and right lead where its links lead.
//
//   <section data-reader="page">    the page itself: the arrows work outside of fields
//   <div data-reader="pane">        in a pane: they work while the focus is in it
//     <a rel="prev"> <a rel="next">
//
// No letters are taken, so that speech input sets nothing off.

const turns = { ArrowLeft: "prev", ArrowRight: "next" };
const fields = "input, textarea, select, [contenteditable]";

const reader = (target) =>
  target.closest("[data-reader]") ?? target.closest("[data-pane]")?.querySelector("[data-reader]") ??
  document.querySelector("[data-reader=page]");

document.addEventListener("keydown", (event) => {
  const rel = turns[event.key];
  if (!rel || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.matches(fields)) return;
  const link = reader(event.target)?.querySelector(`a[rel=${rel}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
