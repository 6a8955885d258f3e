// What the page shows and says about saving: the indicator, the banner, the spoken word.
// The elements are those named at the top of autosave.js; the macros of saving.html draw them.

const SILENCE = 30000;

const TROUBLE = {
  offline: () =>
    "Sambungan terputus. Silakan terus mengisi: jawaban disimpan di perangkat ini dan dikirim nanti. " +
    "Jangan tutup halaman ini.",
  signedOut: () =>
    "Sesi berakhir demi keamanan. Masuk lagi untuk melanjutkan di butir ini; isian Anda tidak hilang.",
  conflict: (count) =>
    `Ada dua isian berbeda untuk ${count} butir. Keduanya tersimpan. Pilih yang dipakai.`,
  refused: (reason) => `Belum dapat menyimpan: ${reason} Isian Anda masih ada.`,
};
const LINKS = { signedOut: "Masuk lagi", conflict: "Pilih yang dipakai", refused: "Coba lagi" };

const find = (name) => document.querySelector(`[data-${name}]`);
let spokenAt = 0;

export const speak = (text, urgent = false) => {
  const status = find("saved-status");
  if (!status || (!urgent && Date.now() - spokenAt < SILENCE)) return;
  spokenAt = Date.now();
  status.textContent = text;
};

export const show = (state, text) => {
  const sign = find("saved");
  if (!sign) return;
  sign.dataset.state = state;
  find("saved-text").textContent = text;
  if (state === "saved") speak(text); // "Menyimpan..." is never spoken: it would talk over typing
};

export const quiet = () => {
  const banner = find("trouble");
  if (banner) banner.hidden = true;
};

export const trouble = (kind, href = "", fact = "", again = null) => {
  const banner = find("trouble");
  if (!banner) return;
  const link = find("trouble-link");
  const text = TROUBLE[kind](fact);
  find("trouble-text").textContent = text;
  link.hidden = !LINKS[kind];
  link.textContent = LINKS[kind] ?? "";
  link.href = href || "#";
  link.onclick = again && ((event) => (event.preventDefault(), again()));
  if (banner.hidden) speak(text, true);
  banner.hidden = false;
};

const draw = (bar, text) => {
  const [done, total] = text.split("/");
  bar.max = Number(total) || 1;
  bar.value = Number(done);
  bar.setAttribute("aria-label", `${done} dari ${total} terjawab`);
};

export const live = (texts = {}) => {
  for (const [name, text] of Object.entries(texts)) {
    for (const place of document.querySelectorAll(`[data-live="${name}"]`)) {
      place.tagName === "PROGRESS" ? draw(place, text) : (place.textContent = text);
    }
  }
};
