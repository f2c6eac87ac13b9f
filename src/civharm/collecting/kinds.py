"""The kinds of source that can be collected: a new one is one file in this folder and one line here."""

from __future__ import annotations

from civharm.collecting.html import collect_page
from civharm.collecting.jsonl import collect_rows
from civharm.collecting.outcomes import Kind
from civharm.collecting.text import collect_text

KINDS: dict[str, Kind] = {
    ".txt": collect_text,
    ".html": collect_page,
    ".htm": collect_page,
    ".jsonl": collect_rows,
}
