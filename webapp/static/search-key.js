// "/" puts the cursor into the search box, outside fields and only while it is not turned off.
//
//   <form data-search-key>        the form whose search box is meant
//   <form data-search-key="off">  turned off by the person, in Profil (speech input sets it off)

const form = document.querySelector("[data-search-key]");
const typing = "input, textarea, select, [contenteditable]";

if (form && form.dataset.searchKey !== "off") {
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "/" || !plain || event.target.closest(typing)) return;
    event.preventDefault();
    form.querySelector("[type=search]").focus();
  });
}
