// A pane beside a form on a wide screen: pages are read in it while the form stays open.
//
//   <a data-side-pane href="…">             opens the page in the pane; elsewhere it is a link
//   <aside data-pane hidden>                the pane
//     <button data-pane-close>              gives the form its room back
//     <div data-pane-body tabindex="-1">    what is fetched stands here
//   in it: <a data-in-pane> and <form data-in-pane> stay in the pane
//
// The server answers with the inside of a page alone where its address says sisip=1. What cannot
// be fetched is opened as a page. Without this script every link is a link.

const pane = document.querySelector("[data-pane]");
const body = pane?.querySelector("[data-pane-body]");
const wide = window.matchMedia("(min-width: 1366px)");

const inside = (href) => {
  const address = new URL(href, location.href);
  address.searchParams.set("sisip", "1");
  return address;
};

const show = async (href, options = {}) => {
  pane.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(inside(href), { headers: { Accept: "text/html" }, ...options });
    const text = await answer.text();
    // a page with a frame is the sign-in, or a refusal: it wants the whole window
    if (text.includes("<!DOCTYPE html>")) return location.assign(href);
    body.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    body.scrollTop = 0;
    body.focus();
  } catch {
    body.textContent = "Sambungan terputus. Isian di sebelah tetap aman; buka lagi nanti.";
  } finally {
    pane.removeAttribute("aria-busy");
  }
};

const open = (link) => {
  pane.hidden = false;
  document.body.dataset.paned = "";
  pane.opener = link;
  return show(link.href);
};

const close = () => {
  pane.hidden = true;
  delete document.body.dataset.paned;
  pane.opener?.focus();
};

const plain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

// in the capture phase: who saves before a link leads away must see that this one does not
const follow = (event) => {
  const link = event.target.closest("a[data-side-pane], [data-pane] a[data-in-pane]");
  if (event.target.closest("[data-pane-close]")) return close();
  if (!link || !plain(event) || !wide.matches) return undefined;
  event.preventDefault();
  event.stopPropagation();
  return link.hasAttribute("data-side-pane") ? open(link) : show(link.href);
};

if (pane) {
  document.addEventListener("click", follow, { capture: true });
  pane.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-in-pane]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form, event.submitter));
    if (form.method === "post") show(form.action, { method: "POST", body: typed });
    else show(`${form.action.split("?")[0]}?${typed}`);
  });
  pane.addEventListener("keydown", (event) => event.key === "Escape" && close());
}
