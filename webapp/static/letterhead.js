// Draws the letterhead anew while it is typed, as the papers will have it.
const form = document.querySelector("[data-letterhead]");
const paper = form?.querySelector("[data-letterhead-paper] .letterhead > div");

function line(text, style) {
  const found = document.createElement("p");
  if (style) found.className = style;
  found.textContent = text;
  return found;
}

function value(name) {
  return form.elements.namedItem(name).value.trim();
}

function draw() {
  const above = value("letterhead").split("\n").map((one) => one.trim()).filter(Boolean).slice(0, 5);
  const below = [value("address"), value("contact")].filter(Boolean).join(", ");
  paper.replaceChildren(
    ...above.map((one) => line(one)),
    line(value("name").toUpperCase(), "letterhead-office"),
    line(below, "meta"),
  );
}

if (paper) form.addEventListener("input", draw);
