// Answers that the server has not confirmed yet, kept on this device for one account.
//
//   <body data-account="…">   the account's mark; a copy is only ever read under the same one
//
// A copy is {url, version, changes}: where it is sent, the version of the draft it was typed on,
// and the changed fields by name. It is dropped when the server confirms it or at sign-out.
// What is sent is an ordinary form (csrf_token, version, changes as JSON), so that a beacon, which
// can set no header, is understood as well.

const prefix = `berkas/${document.body.dataset.account}/`;
const token = document.querySelector("meta[name=csrf-token]").content;

const quietly = (act) => {
  try {
    return act();
  } catch {
    return null; // storage full or forbidden: the page itself still holds the answers
  }
};

export const read = (key) => quietly(() => JSON.parse(localStorage.getItem(prefix + key)));

export const write = (key, copy) =>
  quietly(() => localStorage.setItem(prefix + key, JSON.stringify(copy)));

export const drop = (key) => quietly(() => localStorage.removeItem(prefix + key));

export const keys = () =>
  quietly(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length)),
  ) ?? [];

const body = ({ version, changes }) =>
  new URLSearchParams({ csrf_token: token, version, changes: JSON.stringify(changes) });

export const send = (copy) =>
  fetch(copy.url, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: body(copy),
    keepalive: true, // Firefox 115 ignores it; the beacon and the copy are there for that
  });

export const beacon = (copy) => navigator.sendBeacon(copy.url, body(copy));
