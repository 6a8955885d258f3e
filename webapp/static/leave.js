// Signing out with answers that the server has not confirmed (M9): send them first, or drop them.
//
//   <form data-leave>         the sign-out form
//   <div data-unsent hidden>  the question, with <… data-unsent-text>,
//                             <button data-unsent-send> and <button data-unsent-drop>
//
// Copies belong to one account and do not outlive its sign-out.

import { drop, keys, read, send } from "./device-copy.js";

const question = document.querySelector("[data-unsent]");
let form = null;

const count = () =>
  keys().reduce((sum, key) => sum + Object.keys(read(key)?.changes ?? {}).length, 0);

const ask = (event) => {
  const unsent = count();
  if (!unsent || !question) return;
  event.preventDefault();
  form = event.target;
  question.querySelector("[data-unsent-text]").textContent = `${unsent} jawaban belum terkirim.`;
  question.hidden = false;
  question.focus();
};

const sendAll = async () => {
  for (const key of keys()) {
    const answer = await send(read(key)).catch(() => null);
    if (answer?.ok) drop(key);
  }
  if (!count()) return form.submit();
  question.querySelector("[data-unsent-text]").textContent =
    "Belum dapat menyimpan: server tidak menerima jawaban. Isian Anda masih ada.";
};

for (const leave of document.querySelectorAll("[data-leave]")) leave.addEventListener("submit", ask);
if (question) {
  question.querySelector("[data-unsent-send]").addEventListener("click", sendAll);
  question.querySelector("[data-unsent-drop]").addEventListener("click", () => {
    keys().forEach(drop);
    form.submit();
  });
}
