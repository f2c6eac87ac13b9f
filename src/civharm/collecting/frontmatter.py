"""Take what is said about a report in its front matter or in a sidecar file beside it.

Front matter is YAML between two lines of three hyphens at the top of the file (Jekyll's convention). It is read with YAML's base
loader, for which every value is the words that stand there: ``title: 1984`` is a title, ``published: 2017-03-12`` is parsed by our
rules alone, and no object of Python can be asked for.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from civharm.collecting.decoding import decode
from civharm.collecting.details import DETAILS, Details, check_details, merge_details
from civharm.collecting.files import SIDECAR_ENDING, load_bytes, make_reason
from civharm.collecting.outcomes import RefusedError

_LONGEST = 16_000  # characters of front matter or of a sidecar; YAML's loader nests by recursion and is slow on more
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LINE = re.compile(rf"(?P<key>{'|'.join(DETAILS)})[ \t]*:[ \t]*(?P<value>.*)")
_NOT_NEWLINE = re.compile(r"[^\n]")


def take_front_matter(text: str) -> tuple[str, Details]:
    """Take the front matter off a text: its characters become spaces, so that every later offset stays that of the file.

    What stands between the lines is front matter where it names at least one known key; else it is the report's own text.

    >>> text, details = take_front_matter("---\\ntitle: Blast in market\\n---\\nThree people died.")
    >>> text.strip(), text.index("Three"), details.values
    ('Three people died.', 31, {'title': 'Blast in market'})
    """
    start = 1 if text.startswith("\ufeff") else 0
    opening = _OPENING.match(text, start)
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if opening is None or closing is None:
        return text, Details()
    said, note = load_said(text[opening.end() : closing.start()])
    if not any(key in DETAILS for key in said):
        return text, Details(notes=["what stands between the --- lines names no known key and is read as text"])
    details = check_details(said)
    details.notes.extend(f"front matter {words}" for words in note)
    return _NOT_NEWLINE.sub(" ", text[: closing.end()]) + text[closing.end() :], details


def load_sidecar(path: Path) -> Details:
    """Load what ``report.txt.meta.yml`` or ``report.meta.yml`` says of ``report.txt``; where both speak, the former counts.

    Raises RefusedError where a sidecar is there but cannot be read: it may hold a restriction.
    """
    details = Details()
    for sidecar in (path.with_name(path.stem + SIDECAR_ENDING), path.with_name(path.name + SIDECAR_ENDING)):
        if sidecar.is_file():
            details = merge_details(details, _load_one(sidecar))
    return details


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's loader reads ten times as fast where it is built in


def load_said(words: str) -> tuple[dict[str, object], list[str]]:
    """Load the mapping that YAML tells; where it is no YAML, its lines ``key: value`` with a known key, with a note.

    >>> load_said("title: Mosul: 3 killed")[0]
    {'title': 'Mosul: 3 killed'}
    """
    try:
        said = yaml.load(words, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        lines = [found for line in words.splitlines() if (found := _LINE.fullmatch(line))]
        note = "is no YAML; its lines with a known key are taken as they stand: put values with a colon in quotes"
        return {line["key"]: line["value"].strip().strip("\"'") for line in lines}, [note]
    if said is None or said == "":
        return {}, []
    return (said, []) if isinstance(said, dict) else ({}, ["is no list of 'key: value' lines and is left out"])


def _load_one(sidecar: Path) -> Details:
    try:
        said, notes = load_said(decode(load_bytes(sidecar, _LONGEST)).text)
    except OSError as error:
        raise RefusedError(f"is not taken, since its sidecar {sidecar.name} {make_reason(error)}") from None
    except RefusedError as error:
        raise RefusedError(f"is not taken, since its sidecar {sidecar.name} {error.reason}") from None
    details = check_details(said)
    details.notes = [f"sidecar {sidecar.name}: {note}" for note in details.notes + notes]
    return details
