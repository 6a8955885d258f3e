// Follows work that goes on without the page: asks a status address and moves the steps along.
//
//   <ol data-progress="/…/status">            the address; it answers with JSON:
//       {"done": false, "message": "…", "steps": [{"state": "done", "text": "…", "time": "15.04.11"}]}
//     <li data-step data-state="waiting">     one a step, in order; state: waiting, current, done, failed
//       <… data-step-text>  <… data-step-time>
//   <p data-progress-message role="status">   speaks `message` when it changes
//
// When the answer says `done`, the page is loaded anew, so that its buttons are the server's.
// Leaving is safe: nothing here drives the work. Without this script the page is reloaded by hand.

const SOONEST = 400;
const LATEST = 4000;

const list = document.querySelector("[data-progress]");
const message = document.querySelector("[data-progress-message]");

const write = (item, selector, text) => {
  const place = item.querySelector(selector);
  if (place && text !== undefined && place.textContent !== text) place.textContent = text;
};

const show = (status) => {
  const items = [...list.querySelectorAll("[data-step]")];
  status.steps.forEach((step, index) => {
    const item = items[index];
    if (!item) return;
    item.dataset.state = step.state;
    write(item, "[data-step-text]", step.text);
    write(item, "[data-step-time]", step.time);
  });
  if (message && status.message !== undefined && message.textContent !== status.message) {
    message.textContent = status.message;
  }
};

const follow = async (pause) => {
  let next = Math.min(pause * 1.3, LATEST);
  try {
    const answer = await fetch(list.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.status === 401 || answer.redirected) return location.reload();
    if (answer.ok) {
      const status = await answer.json();
      show(status);
      if (status.done) return location.reload();
    }
  } catch {
    next = LATEST; // the network is away: the work goes on, the page asks again
  }
  setTimeout(follow, next, next);
};

if (list) setTimeout(follow, SOONEST, SOONEST);
