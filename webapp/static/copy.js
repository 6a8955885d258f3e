// Copies a text of the page with one button.
//
//   <… id="kalimat">the text</…>
//   <button type="button" data-copy="kalimat" data-copied="Tersalin" hidden>Salin kalimat</button>
//
// The button is shown by this script; without it the text is selected by hand. What was done is
// said in the button itself and to screen readers. The browser's clipboard needs a secure
// context; where there is none the selection is copied the old way.

const SHOWN = 4000;

const speaker = document.createElement("p");
speaker.className = "visually-hidden";
speaker.setAttribute("role", "status");
document.body.append(speaker);

const bySelection = (source) => {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return document.execCommand("copy");
};

const copy = async (source) => {
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    return true;
  } catch {
    return bySelection(source);
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(document.getElementById(button.dataset.copy));
    const said = done ? button.dataset.copied || "Tersalin" : "Teks sudah dipilih, tekan Ctrl+C";
    button.textContent = said;
    speaker.textContent = said;
    setTimeout(() => {
      button.textContent = label;
      speaker.textContent = "";
    }, SHOWN);
  });
}
