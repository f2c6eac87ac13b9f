// Filters a list that is complete without it. Nothing is fetched, nothing is stored.
"use strict";
(function () {
  const list = document.querySelector("[data-filter]");
  if (!list) return;
  const rows = Array.from(list.querySelectorAll("tbody tr")).map((row) => ({ row, text: row.textContent.toLowerCase(),
    harm: (row.querySelector(".harm") || row).textContent.toLowerCase() }));
  if (rows.length < 2) return;
  const form = document.createElement("form");
  form.className = "filter";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter the incidents on this page");
  form.addEventListener("submit", (event) => event.preventDefault());

  function labelled(words, control) {
    const label = document.createElement("label");
    label.append(words, control);
    form.append(label);
    return control;
  }

  const words = document.createElement("input");
  words.type = "search";
  words.autocomplete = "off";
  labelled("Words (place, date, grade)", words);
  const harm = document.createElement("select");
  for (const [value, name] of [["", "any"], ["killed", "killed"], ["injured", "injured"], ["abducted", "abducted"], ["missing", "missing"],
    ["detained", "detained"], ["displaced", "displaced"], ["trapped", "trapped"], ["shield", "human shields"], ["tortured", "tortured"],
    ["sexual violence", "sexual violence"]]) {
    if (value && !rows.some((one) => one.harm.includes(value))) continue;
    const option = document.createElement("option");
    option.value = value;
    option.textContent = name;
    harm.append(option);
  }
  labelled("Harm", harm);
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  form.append(said);

  function apply() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      const fits = wanted.every((word) => one.text.includes(word)) && one.harm.includes(harm.value);
      one.row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    said.textContent = shown + " of " + rows.length + " on this page";
  }
  form.addEventListener("input", apply);
  apply();
  list.before(form);
})();
