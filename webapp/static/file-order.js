// Shows which files were chosen, in the order in which they are sent, and lets it be changed.
//
//   <div data-file-order hidden>          stands in the form of an <input type="file" multiple>
//     <template data-file-row>            a row: its name, and a button that lifts it
//       <li><span data-file-name></span> <button type="button" data-file-up>Naik</button></li>
//     </template>
//     <ol data-file-list></ol>
//
// Without this script the files go in the order of the file dialogue.

const place = document.querySelector("[data-file-order]");
const input = place?.closest("form").querySelector("input[type=file][multiple]");
const list = place?.querySelector("[data-file-list]");
const row = place?.querySelector("[data-file-row]");

const lift = (at) => {
  const files = [...input.files];
  files.splice(at - 1, 0, ...files.splice(at, 1));
  const moved = new DataTransfer();
  files.forEach((file) => moved.items.add(file));
  input.files = moved.files;
  show();
  const next = list.children[at - 1].querySelector("[data-file-up]");
  (next.hidden ? input : next).focus();
};

const item = (file, at) => {
  const made = row.content.cloneNode(true);
  const up = made.querySelector("[data-file-up]");
  made.querySelector("[data-file-name]").textContent = file.name;
  up.setAttribute("aria-label", `Naikkan ${file.name}`);
  up.hidden = at === 0;
  up.addEventListener("click", () => lift(at));
  return made;
};

function show() {
  list.replaceChildren(...[...input.files].map(item));
  place.hidden = input.files.length < 2;
}

if (place && input) {
  input.addEventListener("change", show);
  show();
}
