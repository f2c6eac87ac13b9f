"""Check what is said about a report besides its text: title, day, publisher, address, language, restriction.

What is not said stays unknown, and what cannot be read without a guess is left unknown with a note that names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

_LONGEST = 2000  # characters of a title or an address; more is no title
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}:\d\d.{0,40})?"
_DAYS = tuple(
    re.compile(pattern + _CLOCK, re.IGNORECASE)
    for pattern in (
        rf"(?:[a-z]{{3,9}},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"(?:[a-z]{{3,9}},?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    )
)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(slots=True)
class Details:
    """What was said of a report, under the names of `Report`'s fields, and the notes on what could not be taken.

    ``unrestricted`` is true where ``restricted: false`` was said outright.
    """

    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unrestricted: bool = False


def check_details(said: Mapping[str, object], known: frozenset[str] = frozenset()) -> Details:
    """Check what was said of a report; ``known`` are further keys that are no details (``id`` and ``text`` of a row).

    >>> details = check_details({"publisher": "Example Wire", "published": "12 March 2017", "titel": "x"})
    >>> details.values, details.notes
    ({'source': 'Example Wire', 'published_on': '2017-03-12'}, ["unknown key 'titel' is left out"])
    """
    details = Details()
    for key, value in said.items():
        if key in DETAILS:
            _take(details, key, value)
    strange = sorted(str(key)[:40] for key in said if key not in DETAILS and key not in known)
    if strange:
        names = ", ".join(map(repr, strange[:5])) + (" and more" if len(strange) > 5 else "")
        details.notes.append(f"unknown key {names} is left out" if len(strange) == 1 else f"unknown keys {names} are left out")
    return details


def merge_details(first: Details, last: Details) -> Details:
    """Put two sayings together; where both speak the last one counts, except that a restriction by either holds."""
    values = {**first.values, **last.values}
    restricted = bool(first.values.get("restricted") or last.values.get("restricted"))
    if restricted:
        values["restricted"] = True
    unrestricted = (first.unrestricted or last.unrestricted) and not restricted
    return Details(values, first.notes + last.notes, unrestricted)


def parse_published(words: str) -> str | None:
    """Read a publication date as an ISO day; None where it names no one day without a guess.

    A time of day is dropped and no time zone applied: the day is the one that the publisher printed.

    >>> [parse_published(words) for words in ("2017-03-12T23:30:00+03:00", "March 12th, 2017", "Sun, 12 Mar 2017 10:00 GMT")]
    ['2017-03-12', '2017-03-12', '2017-03-12']
    >>> [parse_published(words) for words in ("03/04/2017", "2017-03", "last Monday")]  # the first has two readings
    [None, None, None]
    """
    words = words.strip()
    if len(words) > 100:
        return None
    try:
        return datetime.fromisoformat(words).date().isoformat()
    except ValueError:
        pass
    for pattern in _DAYS:
        if found := pattern.fullmatch(words):
            return _day(found["year"], _month(found["month"]), found["day"])
    return _parse_slashes(words)


def parse_instant(words: str) -> str | None:
    """Read an instant as UTC; a clock time without a zone is taken as UTC, a day alone is no instant.

    >>> parse_instant("2017-03-12T12:00:00+03:00"), parse_instant("2017-03-12")
    ('2017-03-12T09:00:00Z', None)
    """
    words = words.strip()
    try:
        if len(words) > 100 or not re.search(r"\d[T ]\d", words):
            return None
        instant = datetime.fromisoformat(words)
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _take(details: Details, key: str, value: object) -> None:
    name, parse, hint = DETAILS[key]
    if value is None or (isinstance(value, str) and value.strip() in {"", "~", "null"}):
        return
    if name == "restricted":
        _take_restriction(details, value)
        return
    parsed = parse(value) if isinstance(value, str) and len(value) <= _LONGEST else None
    if parsed is None:
        details.notes.append(f"{key} {_short(value)} is left out: {hint}")
    else:
        details.values[name] = parsed


def _take_restriction(details: Details, value: object) -> None:
    """Anything but a clear no restricts: a mistyped word must not publish what somebody meant to hold back."""
    words = str(value).strip().casefold()
    details.values["restricted"] = words not in {"false", "no", "off", "0"}
    details.unrestricted = not details.values["restricted"]
    if details.values["restricted"] and words not in {"true", "yes", "on", "1"}:
        details.notes.append(f"restricted {_short(value)} is neither true nor false and is taken as true")


def _parse_words(words: str) -> str | None:
    return " ".join(words.split()) or None


def _parse_address(words: str) -> str | None:
    return words.strip() if _ADDRESS.fullmatch(words.strip()) else None


def _parse_language(words: str) -> str | None:
    return words.strip().replace("_", "-").lower() if _LANGUAGE.fullmatch(words.strip()) else None


def _parse_slashes(words: str) -> str | None:
    """Day and month by slashes only where one of them cannot be a month."""
    found = _SLASHES.fullmatch(words)
    if not found:
        return None
    first, second, year = found.groups()
    days = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
    return days.pop() if len(days) == 1 else None


def _month(words: str) -> str:
    return words if words.isdigit() else str(_MONTHS.index(words[:3].lower()) + 1)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _short(value: object) -> str:
    words = repr(value) if isinstance(value, str | int | float | bool) else f"of type {type(value).__name__}"
    return words if len(words) <= 60 else words[:57] + "..."


# what may be said: key -> (field of Report, how it is read, what to do where it cannot be)
DETAILS: dict[str, tuple[str, Callable[[str], str | None], str]] = {
    "title": ("title", _parse_words, "give one line of text"),
    "published": ("published_on", parse_published, "give a day such as 2017-03-12"),
    "publisher": ("source", _parse_words, "give one line of text"),
    "url": ("url", _parse_address, "give an address that begins with http:// or https://"),
    "language": ("language", _parse_language, "give a code such as en or ar"),
    "restricted": ("restricted", _parse_words, "give true or false"),
    "retrieved": ("retrieved_at", parse_instant, "give an instant such as 2017-03-12T09:00:00Z"),
    "translation_of": ("translation_of", _parse_words, "give the id of a report"),
}
