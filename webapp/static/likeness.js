// Warns while a client is typed in that the office may know the person already.
//
//   <form data-likeness="/…/mirip">            where what is typed so far is posted
//     <div data-likeness-panel="name" role="status">   one beside each field that is told about
//
// Answers: 200 with <div data-for="name">…</div> for each panel, 204 where too little is typed.
// Without an answer nothing is shown: the same is asked when the form is sent.

const WAIT = 500; // milliseconds after the last letter
const ASKED = /^(name|bin_binti|aliases|nik|birth_place|birth_date|sex|register_[0-9]+_(kind|number)|csrf_token)$/;

const form = document.querySelector("form[data-likeness]");
const panels = [...document.querySelectorAll("[data-likeness-panel]")];
let timer = 0;
let flight = null;
let asked = "";

const show = (html) => {
  const answer = new DOMParser().parseFromString(html, "text/html");
  for (const panel of panels) {
    const told = answer.querySelector(`[data-for="${panel.dataset.likenessPanel}"]`);
    const said = told?.textContent ?? "";
    if (said !== panel.textContent) panel.replaceChildren(...(told?.childNodes ?? []));
  }
};

const ask = async () => {
  const typed = new URLSearchParams([...new FormData(form)].filter(([name, value]) => ASKED.test(name) && value));
  if (typed.toString() === asked) return;
  asked = typed.toString();
  flight?.abort();
  flight = new AbortController();
  try {
    const answer = await fetch(form.dataset.likeness, { method: "POST", body: typed, signal: flight.signal });
    if (answer.ok) show(await answer.text());
  } catch {
    asked = ""; // given up for a newer one, or the network is away: the next letter asks again
  }
};

const later = ({ target }) => {
  if (!ASKED.test(target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
};

form.addEventListener("input", later);
form.addEventListener("change", later);
// what a browser filled in again, after going back, is asked about as if it were typed
window.addEventListener("pageshow", () => {
  if ([...new FormData(form)].some(([name, value]) => ASKED.test(name) && name !== "csrf_token" && value)) ask();
});
