"""What may be set, with the reason of each default. Nothing here is read from the machine: a caller passes what differs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the outside world is let in, so that one hostile file cannot stop a run of thousands.

    ``report_bytes``: the longest file, or row of a JSON Lines file, that is loaded. A book has about 1 MB of text.
    ``page_seconds``: how long one web page may take before its process is ended. A usual page takes 0.02 s.
    ``page_elements``: above so many HTML elements a page's whole text is taken and its article is not looked for, which costs 13 s
    for 200,000 of them; the longest news pages have about 5,000.
    ``page_memory``: the address space of the process that reads pages, in bytes.

    >>> Limits(report_bytes=1000).report_bytes
    1000
    """

    report_bytes: int = 20_000_000
    page_seconds: float = 20.0
    page_elements: int = 20_000
    page_memory: int = 3_000_000_000
