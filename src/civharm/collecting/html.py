"""Saved web pages: one file is one report, whose text is the page's title, a blank line and its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from civharm.collecting.decoding import decode
from civharm.collecting.details import check_details, merge_details
from civharm.collecting.files import load_bytes
from civharm.collecting.frontmatter import load_sidecar, take_front_matter
from civharm.collecting.outcomes import Collected, Run
from civharm.collecting.text import make_file_report, refuse_blank

_HEAD = 4096  # bytes within which a page must declare its encoding; browsers look at 1024
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_UNSAVEABLE = re.compile("[\x00\ud800-\udfff]")


def collect_page(path: Path, run: Run) -> Iterator[Collected]:
    """Collect a web page; nothing is fetched. Its hash is that of the file's bytes.

    What the page's own metadata says of title, day, address and publisher is taken; front matter and a sidecar count more.
    """
    raw = load_bytes(path, run.limits.report_bytes)
    refuse_blank(raw)
    declared = _DECLARED.search(raw[:_HEAD])
    decoded = decode(raw, declared[1].decode("ascii") if declared else None)
    page, said = take_front_matter(decoded.text)
    details = merge_details(said, load_sidecar(path))
    found = run.pages.find_article(page)
    note, text = found.pop("note", ""), found.pop("text", "")
    details = merge_details(check_details(found), details)
    yield make_file_report(path, raw, make_text(details.values.get("title"), text), details, [decoded.note, note])


def make_text(title: str | None, text: str) -> str:
    """Put the title above the article, unless the article begins with it. What no UTF-8 file can hold is replaced.

    >>> make_text("Blast kills 3", "Three people died.")
    'Blast kills 3\\n\\nThree people died.'
    >>> make_text("Blast kills 3", "Blast kills 3\\nThree people died.")
    'Blast kills 3\\n\\nThree people died.'
    """
    text = _UNSAVEABLE.sub("\ufffd", text).strip()
    if not title or not text:
        return text
    return f"{title}\n\n{text.removeprefix(title).lstrip() or text}"
