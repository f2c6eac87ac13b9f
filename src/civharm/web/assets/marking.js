// Marks words of a report by keyboard: the arrow keys choose words, Enter takes them into the next field of the form. What is taken is
// sent with its place in the text (counted in code points, as the server counts), so that words that occur twice are no riddle.
"use strict";
(() => {
  const box = document.querySelector("[data-report]"), form = document.querySelector("[data-add]"), bar = document.querySelector("[data-marking]");
  if (!box || !form || !bar) return;
  const slots = ["victims", "trigger", "speaker"].map((name) => form.elements[name]);
  const words = findWords();
  let slot = 0, anchor = 0, focus = 0, marking = false, typed = "", typedAt = 0;

  // The words of the shown text, each with its paragraph and its offsets there in UTF-16, as the browser counts.
  function findWords() {
    const found = [];
    for (const p of box.querySelectorAll("p[data-at]")) {
      for (const [start, text] of segment(p.textContent, p.lang)) found.push({ p, start, end: start + text.length, text });
    }
    return found;
  }

  function segment(text, language) {
    if (!Intl.Segmenter) return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[.,'’-][\p{L}\p{M}\p{N}]+)*/gu)].map((one) => [one.index, one[0]]);
    let segmenter;
    try { segmenter = new Intl.Segmenter(language || undefined, { granularity: "word" }); } catch { segmenter = new Intl.Segmenter(undefined, { granularity: "word" }); }
    return [...segmenter.segment(text)].filter((one) => one.isWordLike).map((one) => [one.index, one.segment]);
  }

  const points = (text) => [...text].length;
  const offset = (p, at) => Number(p.dataset.at) + points(p.textContent.slice(0, at));

  // A place in a paragraph as the browser's selection wants it: a node and how far in it.
  function findNode(p, at) {
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode(), last = node;
    while (node && at > node.length) { at -= node.length; last = node; node = walk.nextNode(); }
    return node ? [node, at] : [last, last.length];
  }

  function rangeOf(first, last) {
    const range = document.createRange();
    range.setStart(...findNode(first.p, first.start));
    range.setEnd(...findNode(last.p, last.end));
    return range;
  }

  const ends = () => [words[Math.min(anchor, focus)], words[Math.max(anchor, focus)]];

  // The chosen words as they are read: where they run on into another line, a blank stands between.
  function chosenText() {
    const [a, b] = ends(), parts = [];
    for (let n = words.indexOf(a); words[n] && words[n].p !== b.p; n += 1) {
      if (!words[n + 1] || words[n + 1].p !== words[n].p) parts.push(words[n].p.textContent.slice(words[n].p === a.p ? a.start : 0));
    }
    return [...parts, b.p.textContent.slice(a.p === b.p ? a.start : 0, b.end)].join(" ");
  }

  function show() {
    const chosen = document.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(rangeOf(...ends()));
    bar.querySelector("[data-chosen]").textContent = chosenText();
    const at = rangeOf(words[focus], words[focus]).getBoundingClientRect(), low = document.querySelector(".actions").getBoundingClientRect().top;
    if (at.bottom > low - 16) window.scrollBy(0, at.bottom - low + 120);
    else if (at.top < 16) window.scrollBy(0, at.top - 120);
  }

  function say() {
    bar.hidden = !marking;
    bar.querySelector("[data-slot]").textContent = marking ? slots[slot].dataset.words + ":" : "";
    for (const one of slots) one.classList.toggle("waits", marking && one === slots[slot]);
  }

  function begin() {
    const fold = box.closest("details.fold");
    if (fold) fold.open = true;
    if (!words.length) return;
    slot = Math.max(0, slots.findIndex((one) => !one.value));
    marking = true;
    box.tabIndex = 0;
    box.focus({ preventScroll: true });
    say();
    show();
  }

  function end() {
    marking = false;
    typed = "";
    box.tabIndex = -1;
    document.getSelection().removeAllRanges();
    say();
  }

  function fill(field, text, at, to) {
    field.value = text.replace(/\s+/g, " ");
    form.elements[field.name + "_at"].value = at;
    form.elements[field.name + "_to"].value = to;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function forward() {
    slot += 1;
    if (slot < slots.length) { say(); anchor = focus = Math.max(anchor, focus); show(); return; }
    slot = 0;
    end();
    form.querySelector("[data-save]").focus();
  }

  function take() {
    const [a, b] = ends();
    fill(slots[slot], chosenText(), offset(a.p, a.start), offset(b.p, b.end));
    forward();
  }

  // What the mouse selected, without the blanks around it.
  function takeSelected() {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return false;
    const range = chosen.getRangeAt(0), first = paragraphOf(range.startContainer), last = paragraphOf(range.endContainer);
    if (!first || !last) return false;
    const text = range.toString(), [left, right] = [text.length - text.trimStart().length, text.length - text.trimEnd().length];
    if (!text.trim()) return false;
    const field = slots.find((one) => !one.value) || slots[0];
    fill(field, text.trim(), offset(first, before(first, range.startContainer, range.startOffset) + left), offset(last, before(last, range.endContainer, range.endOffset) - right));
    chosen.removeAllRanges();
    (slots.find((one) => !one.value) || form.querySelector("[data-save]")).scrollIntoView({ block: "nearest" });
    return true;
  }

  function paragraphOf(node) {
    const one = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-at]");
    return one && box.contains(one) ? one : null;
  }

  function before(p, node, at) {
    const range = document.createRange();
    range.setStart(p, 0);
    range.setEnd(node, at);
    return range.toString().length;
  }

  const isRight = (p) => getComputedStyle(p).direction === "rtl";
  const move = (to, wider) => { focus = Math.min(words.length - 1, Math.max(0, to)); if (!wider) anchor = focus; show(); };

  // The word above or below: the first line in that direction, and in it the word that stands nearest.
  function findLine(step) {
    const rect = (n) => rangeOf(words[n], words[n]).getBoundingClientRect(), here = rect(focus), middle = (here.left + here.right) / 2;
    let best = -1, line = null;
    for (let n = focus + step; n >= 0 && n < words.length; n += step) {
      const one = rect(n);
      if (step > 0 ? one.top < here.bottom - 2 : one.bottom > here.top + 2) continue;
      if (line === null) line = one;
      if (Math.abs(one.top - line.top) > line.height / 2) break;
      if (best < 0 || Math.abs((one.left + one.right) / 2 - middle) < Math.abs((rect(best).left + rect(best).right) / 2 - middle)) best = n;
    }
    return best < 0 ? focus : best;
  }

  function find(letter, now) {
    typed = now - typedAt < 1200 ? typed + letter.toLowerCase() : letter.toLowerCase();
    typedAt = now;
    const from = typed.length === 1 ? focus + 1 : Math.min(anchor, focus);
    for (let n = 0; n < words.length; n += 1) {
      const at = (from + n) % words.length;
      if (words[at].p.textContent.slice(words[at].start).toLowerCase().startsWith(typed)) { move(at, false); return; }
    }
  }

  function edge(step) {
    let at = focus;
    while (words[at + step] && words[at + step].p === words[focus].p) at += step;
    return at;
  }

  box.addEventListener("keydown", (stroke) => {
    if (!marking || stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.isComposing) return;
    const toLeft = isRight(words[focus].p) ? 1 : -1, wider = stroke.shiftKey;
    const deeds = {
      ArrowLeft: () => move(focus + toLeft, wider), ArrowRight: () => move(focus - toLeft, wider), ArrowUp: () => move(findLine(-1), wider),
      ArrowDown: () => move(findLine(1), wider), Home: () => move(edge(-1), wider), End: () => move(edge(1), wider), Enter: take, Tab: forward,
      Escape: end,
    };
    const deed = deeds[stroke.key];
    if (deed) typed = "";
    if (stroke.key === "Tab" && stroke.shiftKey) { end(); return; }
    if (deed) deed(); else if ([...stroke.key].length === 1) find(stroke.key, stroke.timeStamp); else return;
    stroke.preventDefault();
  });
  box.addEventListener("blur", () => { if (marking) end(); });
  for (const field of form.querySelectorAll("[data-words]")) {
    field.addEventListener("input", () => { form.elements[field.name + "_at"].value = form.elements[field.name + "_to"].value = ""; });
  }
  for (const button of document.querySelectorAll("[data-mark]")) {
    button.hidden = false;
    button.addEventListener("mousedown", (down) => down.preventDefault()); // keeps the selection
    button.addEventListener("click", () => { if (!takeSelected()) begin(); });
  }
  if (location.hash === "#mark") { history.replaceState(null, "", location.pathname + location.search); begin(); }
})();
