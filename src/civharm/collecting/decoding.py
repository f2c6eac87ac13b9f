"""Decode bytes into text: strict UTF-8 first, then what can be justified, and a refusal rather than a guess.

A wrong guess silently turns the names of the dead into other letters. Each rule below is a test that a text passes or fails, so
that the same bytes give the same text on every machine; a general detector names one of forty encodings by likelihood and changes
its mind with its version.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from civharm.collecting.outcomes import RefusedError

_MARKS = (  # byte order marks, the longer before the shorter that it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r\f\x1b"))
_SAMPLE = 200_000  # bytes that the tests of an old encoding look at
_HIGH_RUN = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xff]+")  # all but shared quotes, dashes and spaces
_LETTER = re.compile(rb"[A-Za-z]")
_WEB = re.compile(  # what pages may declare (WHATWG Encoding Standard, 4.2), by Python's names; no escapes, no UTF-7
    r"cp125\d|cp8(?:66|74)|cp932|cp949|iso8859-\d{1,2}|koi8-[ru]|gb2312|gbk|gb18030|big5|big5hkscs|euc_jp|euc_kr|shift_jis|tis-620"
)
_VOWELS = frozenset("аеиоуыэюяіїє")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded; ``note`` is empty for UTF-8."""

    text: str
    note: str = ""


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a whole file. Newlines become ``\\n``, as Python reads text files, so that other readers find our offsets.

    ``declared`` is the encoding that the file itself names (HTML); it counts where the bytes are no UTF-8. Raises RefusedError
    where the bytes are no text or the encoding is not clear.

    >>> decode("Three killed in Mārib".encode()).text
    'Three killed in Mārib'
    >>> decode("Trois tués à Alep, selon l’OSDH".encode("cp1252")).note
    'is no UTF-8 and was read as windows-1252: if letters look wrong, save it as UTF-8'
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], name)
    refuse_binary(raw)
    decoded = _decode_utf8(raw) or _decode_declared(raw, declared) or _decode_damaged(raw) or _decode_old(raw)
    return Decoded(_newlines(decoded.text), decoded.note)


def refuse_binary(raw: bytes) -> None:
    """Raise RefusedError where the bytes are no text: a known format, a NUL, or one control character in a hundred bytes."""
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise RefusedError(f"is {name}, no text: save its text as a UTF-8 .txt file")
    if b"\x00" in raw:
        even, odd = raw[0:4000:2].count(0), raw[1:4000:2].count(0)
        if max(even, odd) > 4 * (min(even, odd) + 1) and max(even, odd) > min(len(raw), 4000) / 8:
            raise RefusedError("looks like UTF-16 without its mark: save it as UTF-8")
        raise RefusedError("is a binary file, no text: save its text as a UTF-8 .txt file")
    if (len(raw) - len(raw.translate(None, _CONTROLS))) * 100 > len(raw):
        raise RefusedError("is a binary file, no text: save its text as a UTF-8 .txt file")


def _decode_marked(raw: bytes, name: str) -> Decoded:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        if name == "utf-8":
            return _decode_damaged(raw) or _refuse()
        raise RefusedError(f"begins as {name.upper()} but is none: save it as UTF-8") from None
    if "\x00" in text:
        raise RefusedError("is a binary file, no text: save its text as a UTF-8 .txt file")
    return Decoded(_newlines(text), "" if name == "utf-8" else f"was read as {name[:6].upper()}")


def _decode_utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _decode_declared(raw: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    name = declared.strip().lower()
    if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}:
        name = "cp1252"  # as every browser reads them (WHATWG Encoding Standard, 4.2)
    try:
        if not _WEB.fullmatch(codecs.lookup(name).name):
            return None
        text = raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, f"was read as {make_name(name)}, which it declares")


def _decode_damaged(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: at least three sound letters beyond ASCII for each broken one."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    if sound < 3 * broken:
        return None
    return Decoded(text, f"has {broken} broken bytes or so, which stand as \ufffd: save it as UTF-8 anew")


def _decode_old(raw: bytes) -> Decoded:
    runs = _HIGH_RUN.findall(raw[:_SAMPLE])
    sample = b" ".join(runs)
    high, letters = sum(map(len, runs)), len(_LETTER.findall(raw[:_SAMPLE]))
    if high <= 1.6 * len(runs) and high <= 0.25 * (high + letters):  # accents are few and stand alone among ASCII letters
        names = ["cp1252"]
    else:
        names = [name for name, fits in (("cp1256", _is_arabic), ("cp1251", _is_cyrillic)) if fits(sample)]
    if len(names) != 1:
        return _refuse()
    try:
        text = raw.decode(names[0])
    except UnicodeDecodeError:
        return _refuse()
    return Decoded(text, f"is no UTF-8 and was read as {make_name(names[0])}: if letters look wrong, save it as UTF-8")


def _is_arabic(sample: bytes) -> bool:
    """Windows-1256 mixes French letters into its upper half: in Arabic words there are none."""
    letters = [letter for letter in sample.decode("cp1256", "replace") if not letter.isspace()]
    return sum("\u0600" <= letter <= "\u06ff" for letter in letters) >= 0.95 * len(letters)


def _is_cyrillic(sample: bytes) -> bool:
    """Windows-1251: letters of that script, a capital only at a word's head, capitals somewhere, and the vowels of a Slavic text.

    Greek (windows-1253) fails by its vowels, Hebrew (windows-1255) by having no capitals, KOI8-R by capitals inside words.
    """
    text = sample.decode("cp1251", "replace")
    letters = [letter for letter in text if not letter.isspace()]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    turns = sum(one.islower() and two.isupper() for one, two in pairwise(text))
    vowels = sum(letter in _VOWELS for letter in text.lower())
    capitals = sum(letter.isupper() for letter in letters)
    return (
        cyrillic >= 0.95 * len(letters)
        and turns <= 0.02 * len(letters)
        and 0 < capitals < 0.5 * len(letters)
        and vowels >= 0.3 * len(letters)
    )


def _refuse() -> Decoded:
    raise RefusedError("is no UTF-8, and which encoding it has is not clear: save it as UTF-8")


def make_name(codec: str) -> str:
    """Say a codec's name as people know it.

    >>> make_name("cp1256")
    'windows-1256'
    """
    return codec.replace("cp125", "windows-125")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
