"""FICTIONAL: four small reports of invented crimes in real places, for the tests of the whole path. One is a copy of another."""

from __future__ import annotations

import json
from pathlib import Path

from civharm.model import Report, make_report

BLAST = "Shelling killed at least 12 people and wounded 30 others at a market in Taiz on 3 May 2015, medics said."
CAMP = "Rockets killed nine refugees, including four children, in a camp near Idlib on 7 June 2016, a rescue worker said."
RIVAL = "The defence ministry said nine people were killed by shells that fell on a market in Taiz on 3 May 2015."
PRIEST = "Gunmen abducted a priest and two nurses in Maiduguri on 9 July 2014, a bishop told reporters."

TEXTS = {
    "a.txt": f"Shells hit market\n\n{BLAST} The wounded were taken to the old hospital by car, where surgeons worked all night.\n",
    "b.txt": f"Ministry tells of shells\n\n{RIVAL} Traders closed their shops, and the governor promised to repair the hall soon.\n",
    "c.txt": f"Rockets on camp\n\n{CAMP} Tents burned, and the people who live there moved to the school in the next village.\n",
    "d.txt": f"Abducted on the road\n\n{PRIEST} The road from the airport was closed for two days, and prayers were held.\n",
}


def reports() -> list[Report]:
    """The four reports, by four publishers."""
    return [make_report(name, text, source=f"Wire {name[0]}", published_on="2016-12-01") for name, text in TEXTS.items()]


def copy_of(report: Report) -> Report:
    """The same text by another publisher."""
    return make_report(f"copy-of-{report.id}", report.text, source="Another Wire", published_on="2016-12-02")


def write_corpus(folder: Path, *names: str) -> Path:
    """Write some of the reports, or all, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or TEXTS:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return folder


def write_bad_inputs(folder: Path) -> list[Path]:
    """Write what cannot be taken, and return the inputs with a path where nothing is."""
    folder.mkdir(parents=True)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    rows = [json.dumps({"id": "good", "text": BLAST}), '{"id": "bad"', json.dumps({"id": "no text"}), json.dumps({"text": BLAST})]
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return [folder, folder / "nowhere"]
