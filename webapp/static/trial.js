// Scores a trial run while it is filled in; without this the button does the same.
//
//   <form data-trial>                    sent whole after each change, nothing of it is kept
//     <… id="…" data-when hidden>        shown or hidden as the answer's own copy is
//     <… id="…" data-trial-result>       replaced by the answer's own copy
//     <button data-trial-button>

const form = document.querySelector("[data-trial]");
let asked = 0;

const take = (answer) => {
  const found = new DOMParser().parseFromString(answer, "text/html");
  for (const part of document.querySelectorAll("[data-when]")) {
    part.hidden = found.getElementById(part.id)?.hidden ?? part.hidden;
  }
  const result = document.querySelector("[data-trial-result]");
  result.replaceChildren(...found.getElementById(result.id).childNodes);
};

const score = async () => {
  const mine = (asked += 1);
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (answer.ok && mine === asked) take(await answer.text());
};

if (form) form.addEventListener("change", () => score().catch(() => {}));
