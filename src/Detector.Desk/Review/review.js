"use strict";
// Keys press what is on the page already: without this file everything works by mouse, touch and Tab.
(() => {
  const writing = (at) => at.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const visible = (at) => at.checkVisibility ? at.checkVisibility() : at.offsetParent !== null;
  let sent = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape" && writing(at)) { at.blur(); return; }
    if (writing(at) || event.repeat) return;
    const aim = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key && visible(one));
    if (!aim || aim.disabled) return;
    event.preventDefault();
    if (aim instanceof HTMLSelectElement) {
      aim.selectedIndex = (aim.selectedIndex + 1) % aim.options.length;
      aim.focus({ preventScroll: true });
      aim.blur();
    } else if (aim instanceof HTMLInputElement) {
      aim.focus();
      aim.select();
    } else {
      aim.click();
    }
  });

  // One press, one decision.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (sent) { event.preventDefault(); return; }
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });

  for (const list of document.querySelectorAll("[data-changes]"))
    list.addEventListener("change", () => list.form.requestSubmit());

  const current = document.querySelector(".list [aria-current]");
  if (current) current.scrollIntoView({ block: "center" });
})();
