// Keys for what the buttons do. Every key presses a button or follows a link that is on the page; without this script all is there too.
// Which key does what stands in the page itself (data-does, data-key), as the person wished it.
"use strict";
(() => {
  let busy = false; // a form is on its way: no second decision until the next page is there
  const typing = (node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
  const usable = (one) => !one.disabled && !one.hidden;
  const named = (key) => [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && usable(one));

  function correct(first) {
    const fold = document.getElementById("correct");
    const field = fold && fold.querySelector("[data-digits]");
    if (!field) return false;
    fold.open = true;
    field.focus();
    if (first) field.value = first; else field.select();
    return true;
  }

  function toggleFolds() {
    const folds = [...document.querySelectorAll("details.fold")];
    const open = folds.some((one) => !one.open);
    for (const one of folds) one.open = open;
    return folds.length > 0;
  }

  function press(key) {
    const one = named(key);
    if (!one) return false;
    if (one.dataset.does === "correct") return correct("");
    if (one.dataset.does === "words") return toggleFolds();
    if (one.matches("textarea, input")) { one.focus(); return true; }
    if (one.tagName === "SUMMARY") { one.click(); one.focus(); return true; }
    one.click();
    return true;
  }

  document.addEventListener("keydown", (stroke) => {
    if (stroke.defaultPrevented || stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.isComposing) return;
    if (stroke.key === "Escape") { leave(stroke); return; }
    if (stroke.repeat || busy || typing(stroke.target)) return;
    const done = /^[0-9]$/.test(stroke.key) ? correct(stroke.key) : [...stroke.key].length === 1 && press(stroke.key);
    if (done) stroke.preventDefault();
  });

  // Escape leaves a field, and closes the list of keys.
  function leave(stroke) {
    if (typing(document.activeElement)) { document.activeElement.blur(); return; }
    const help = document.querySelector("details.help[open]");
    if (help) { help.open = false; help.querySelector("summary").focus(); stroke.preventDefault(); }
  }

  document.addEventListener("submit", (sent) => {
    if (busy) { sent.preventDefault(); return; }
    busy = true;
  });
  window.addEventListener("pageshow", () => { busy = false; });

  // On a narrow screen the menu is wider than the screen: where one is stays in sight.
  const here = document.querySelector("nav [aria-current]");
  if (here) here.parentElement.parentElement.scrollLeft = here.offsetLeft - 60;

  // A form that was begun is not left by mistake.
  let touched = false;
  document.addEventListener("input", (typed) => { if (typed.target.closest("form[data-kept]")) touched = true; });
  window.addEventListener("beforeunload", (left) => { if (touched && !busy) left.preventDefault(); });
})();
