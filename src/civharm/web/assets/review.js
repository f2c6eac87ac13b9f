// Keys for what the buttons do. Every key presses a button or follows a link that is on the page; without this script all is there too.
"use strict";
(() => {
  let busy = false; // a form is on its way: no second decision until the next page is there
  const typing = (node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
  const named = (key) => [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled && !one.hidden);

  function open(details) {
    if (details && !details.open) details.open = true;
  }

  function correct(first) {
    const fold = document.getElementById("correct");
    const field = fold && fold.querySelector("[data-digits]");
    if (!field) return false;
    open(fold);
    field.focus();
    if (first) field.value = first; else field.select();
    return true;
  }

  // Offsets count code points, as the server does, and begin where the shown part of the report begins.
  function selected(box) {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !box || !box.contains(chosen.anchorNode) || !box.contains(chosen.focusNode)) return null;
    const words = chosen.toString().trim();
    return words ? { words } : null;
  }

  function take() {
    const form = document.querySelector("[data-add]");
    if (!form) return false;
    const fields = [...form.querySelectorAll("[data-words]")];
    const found = selected(document.querySelector("[data-report]"));
    const field = fields.find((one) => !one.value) || fields[0];
    if (found) {
      field.value = found.words;
      document.getSelection().removeAllRanges();
      const next = fields.find((one) => !one.value);
      (next || form.querySelector("[name=harm]")).scrollIntoView({ block: "nearest" });
    } else {
      field.focus();
    }
    return true;
  }

  function press(key) {
    const one = named(key);
    if (!one) return false;
    if (one.matches("textarea, input")) { one.focus(); return true; }
    if (one.tagName === "SUMMARY") { one.click(); one.focus(); return true; }
    one.click();
    return true;
  }

  document.addEventListener("keydown", (stroke) => {
    if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.isComposing) return;
    if (stroke.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
    if (stroke.repeat || busy || typing(stroke.target)) return;
    let done = false;
    if (/^[0-9]$/.test(stroke.key)) done = correct(stroke.key);
    else if (stroke.key === "c") done = correct("");
    else if (stroke.key === "+" && document.querySelector("[data-add]")) done = take();
    else if (stroke.key === "/") { location.assign("/search"); done = true; }
    else if (stroke.key.length === 1) done = press(stroke.key);
    if (done) stroke.preventDefault();
  });

  document.addEventListener("submit", (sent) => {
    if (busy) { sent.preventDefault(); return; }
    busy = true;
    for (const form of document.querySelectorAll("form[data-kept]")) form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => { busy = false; });

  // A form that was begun is not left by mistake.
  let touched = false;
  document.addEventListener("input", (typed) => { if (typed.target.closest("form[data-kept]")) touched = true; });
  window.addEventListener("beforeunload", (left) => { if (touched && !busy) left.preventDefault(); });

  for (const button of document.querySelectorAll("[data-mark]")) {
    button.hidden = false;
    button.addEventListener("mousedown", (down) => down.preventDefault()); // keeps the selection
    button.addEventListener("click", take);
  }
})();
