// Saves a form while it is being filled in: on the device at once, at the server within 2 s.
//
//   <form data-autosave="/…/simpan"      where changed fields are sent (see device-copy.js)
//         data-version="7"               the draft's version the page was made from
//         data-key="asesmen/01J…"        names the copy on this device
//         data-conflict="/…/pulih">      the page where two versions are chosen from (M7)
//     <input type="hidden" name="version">   kept up to date for the ordinary Simpan button
//   <… data-saved data-state>  <… data-saved-text>  <… data-saved-status role="status">
//   <div data-trouble hidden>  <… data-trouble-text>  <a data-trouble-link hidden>
//   <… data-live="score">                text replaced by `live.score` of the answer
//
// Answers: 200 {"version": 8, "saved_at": "14.32", "live": {…}}; 409 two versions; 401 signed out;
// any other {"message": "…"}. A change that equals what is stored must not count as a conflict.
// The form hears "autosave:saved" with the answer in `detail`.

import { beacon, drop, read, send, write } from "./device-copy.js";
import { fill, has, value } from "./field-values.js";
import { live, quiet, show, speak, trouble } from "./save-signs.js";

const [WAIT, AGAIN, LEAVE] = [1200, 5000, 1500]; // milliseconds

const form = document.querySelector("form[data-autosave]");
const key = form.dataset.key;
let copy = { url: form.dataset.autosave, version: form.dataset.version, changes: {} };
let timer = 0;
let flight = null;
let leaving = false;
let offline = false;

const dirty = () => Object.keys(copy.changes).length > 0;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const later = (pause) => {
  timer ||= setTimeout(() => ((timer = 0), flush()), pause);
};

const confirmed = (sent, answer) => {
  for (const name of Object.keys(sent)) if (same(sent[name], copy.changes[name])) delete copy.changes[name];
  copy.version = String(answer.version);
  if (form.elements.version) form.elements.version.value = copy.version;
  dirty() ? write(key, copy) : drop(key);
  const count = Object.keys(sent).length;
  if (offline) speak(`Tersambung lagi. ${count} jawaban sudah terkirim.`, true);
  offline = false;
  quiet();
  live(answer.live);
  show("saved", `Tersimpan pukul ${answer.saved_at}`);
  form.dispatchEvent(new CustomEvent("autosave:saved", { detail: answer }));
};

const refused = async (answer) => {
  show("failed", "Belum terkirim. Salinan ada di perangkat ini.");
  const place = `${location.pathname}#${document.activeElement.closest("[id]")?.id ?? ""}`;
  if (answer.status === 401) return trouble("signedOut", `/masuk?next=${encodeURIComponent(place)}`);
  if (answer.status === 409) return trouble("conflict", form.dataset.conflict, Object.keys(copy.changes).length);
  const reason = await answer.json().then((told) => told.message, () => "server tidak menjawab");
  return trouble("refused", "", reason, () => flush());
};

const transmit = async () => {
  const sent = { ...copy.changes };
  show("saving", "Menyimpan...");
  try {
    const answer = await send({ ...copy, changes: sent });
    if (!answer.ok) return await refused(answer);
    confirmed(sent, await answer.json());
    return dirty() && later(WAIT);
  } catch {
    offline = true;
    show("waiting", "Belum terkirim. Salinan ada di perangkat ini.");
    trouble("offline");
    return later(AGAIN);
  }
};

const flush = async () => {
  if (!flight && !leaving && dirty()) flight = transmit().finally(() => (flight = null));
  return flight;
};

const changed = ({ target }) => {
  if (!target.name || ["version", "csrf_token"].includes(target.name)) return;
  copy.changes[target.name] = value(form, target.name);
  write(key, copy);
  later(WAIT);
};

const leave = async (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.shiftKey && !event.metaKey;
  if (!link || !plain || link.target || link.origin !== location.origin || !dirty()) return;
  event.preventDefault();
  await Promise.race([flush(), new Promise((enough) => setTimeout(enough, LEAVE))]);
  location.href = link.href;
};

const submit = async (event) => {
  if (leaving || flight || offline) event.preventDefault();
  if (leaving) return;
  if (!flight && !offline) return (leaving = true);
  await flush();
  if (!offline) form.requestSubmit(event.submitter);
};

const kept = read(key);
for (const [name, typed] of Object.entries(kept?.changes ?? {})) {
  if (!has(form, name) || same(typed, value(form, name))) continue;
  fill(form, name, typed);
  copy = { ...copy, version: kept.version, changes: { ...copy.changes, [name]: typed } };
}
dirty() ? later(0) : drop(key);

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("submit", submit);
document.addEventListener("click", leave);
document.addEventListener("visibilitychange", () => document.hidden && flush());
addEventListener("online", () => flush());
addEventListener("pagehide", () => !leaving && dirty() && beacon(copy));
addEventListener("pageshow", (event) => event.persisted && location.reload());
