// The keyboard of a form of items: answers without the mouse, on to the next open item.
//
//   <form data-answer-keys>
//     <fieldset data-item>        one item; its options are the radio buttons in it, in order
//   <button data-save-next>       the button of Ctrl+Enter
//
// With the focus in an item: 1-9 choose an option, Delete clears it. Anywhere in the form:
// F8 goes to the next item without an answer (round to the first), Ctrl+Enter saves and goes on.
// Digits typed into a text field stay digits.

const form = document.querySelector("[data-answer-keys]");
const text = "textarea, select, input:not([type=radio]):not([type=checkbox])";

const options = (item) => [...item.querySelectorAll("input[type=radio]")];
const answered = (item) => options(item).some((option) => option.checked);
const changed = (option) => option.dispatchEvent(new Event("change", { bubbles: true }));

const choose = (item, number) => {
  const option = options(item)[number - 1];
  if (!option) return false;
  option.checked = true;
  option.focus();
  changed(option);
  return true;
};

const clear = (item) => {
  const option = options(item).find((each) => each.checked);
  if (!option) return false;
  option.checked = false;
  changed(option);
  return true;
};

const goToNext = (from) => {
  const items = [...form.querySelectorAll("[data-item]")].filter((item) => options(item).length);
  const at = items.indexOf(from);
  const open = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => !answered(item));
  if (!open) return false;
  options(open)[0].focus();
  open.scrollIntoView({ block: "center" });
  return true;
};

const inItem = (event, item) => {
  if (!item || event.target.matches(text) || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (/^[1-9]$/.test(event.key)) return choose(item, Number(event.key));
  return event.key === "Delete" && clear(item);
};

const handle = (event) => {
  const item = event.target.closest("[data-item]");
  if (event.key === "F8") return goToNext(item);
  if (event.key === "Enter" && event.ctrlKey) {
    document.querySelector("[data-save-next]")?.click();
    return true;
  }
  return inItem(event, item);
};

if (form) form.addEventListener("keydown", (event) => handle(event) && event.preventDefault());
