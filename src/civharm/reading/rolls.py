"""Find rolls of names: "The dead: Omar Zaki (34), Sami Noor", or a heading with a name on each line below it.

Who is named there, one by one, is what a recorder looks for first; the marks and the ages of a list count nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from civharm.lexicon import make_alternation
from civharm.model import Harm
from civharm.reading.blocks import RawSentence
from civharm.reading.people import PersonNoun, find_person_nouns
from civharm.reading.phrases import load_frame

# The frames of `words/en/frames.yml` that hold the words of a heading, by the harm of those who are named under it. Who are called
# victims suffered what the report tells before.
_HEADED: tuple[tuple[str, Harm | None], ...] = (
    ("roll_of_dead", "killed"),
    ("roll_of_injured", "injured"),
    ("roll_of_missing", "missing"),
    ("roll_of_abducted", "abducted"),
    ("roll_of_detained", "detained"),
    ("roll_of_victims", None),
)
# A line longer than this tells more than a name, and so many names are the longest list that is read.
_LINE, _LONGEST = 160, 2000


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a roll, by offsets in the report, with the noun before it ("her son Pedro"), and the harm of its heading."""

    start: int
    end: int
    harm: Harm | None
    noun: PersonNoun | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """The part of a sentence that lists names, by offsets, and the names."""

    start: int
    end: int
    names: tuple[Named, ...]


def find_rolls(sentences: Sequence[RawSentence]) -> dict[int, Roll]:
    """Find the rolls of a report, by the number of each sentence that holds a part of one.

    >>> text = "Names of the dead: Omar Zaki (34), her son Sami and Rana Habib."
    >>> roll = find_rolls([RawSentence(text, 0, len(text), 0, "body")])[0]
    >>> [(text[n.start:n.end], n.harm) for n in roll.names]
    [('Omar Zaki', 'killed'), ('Rana Habib', 'killed')]
    >>> find_rolls([RawSentence("The dead: nobody knows how many.", 0, 32, 0, "body")])
    {}
    """
    rolls: dict[int, Roll] = {}
    number = 0
    while number < len(sentences):
        head = _find_head(sentences[number])
        number += 1
        if head is None:
            continue
        start, harm = head
        sentence = sentences[number - 1]
        rest = sentence.text[start - sentence.start :]
        names = tuple(_names_in(rest, start, harm)) if rest.strip() else ()
        if len(names) > 1:
            rolls[number - 1] = Roll(start, sentence.end, names)
        while not rest.strip() and number < len(sentences) and len(rolls) < _LONGEST:
            line = _read_line(sentences[number], harm)
            if line is None and not _ONLY_MARK.fullmatch(sentences[number].text):
                break
            if line is not None:
                rolls[number] = line
            number += 1
    return rolls


def _find_head(sentence: RawSentence) -> tuple[int, Harm | None] | None:
    """Where the names begin behind a heading, and what those named suffered."""
    if ":" not in sentence.text or sentence.kind not in ("body", "title"):
        return None
    match = _heading().match(sentence.text) or _names_of().search(sentence.text)
    if match is None:
        return None
    harm = next(harm for frame, harm in _HEADED if match["word"].lower() in load_frame(frame))
    return sentence.start + match.end(), harm


@cache
def _words() -> str:
    return make_alternation(word for frame, _ in _HEADED for word in load_frame(frame))


@cache
def _heading() -> re.Pattern[str]:
    """A heading of its own: "The dead:", "Wounded (3):", "Victims identified so far:"."""
    said = r"(?: (?:are|were|is|was|include|includes|included|identified|named|so far|as))*"
    return re.compile(rf"\W*(?:the )?(?P<word>{_words()}){said}\s*(?:\(\d+\)|[–-]\s?\d+)?\s*:\s*", re.I)


@cache
def _names_of() -> re.Pattern[str]:
    """ "The office published the names of those killed in the raid:"."""
    return re.compile(
        rf"\b(?:names?|list|identities) of (?:the |those |some of the |all )?(?:\w+ )?(?P<word>{_words()})\b[^:.;]{{0,60}}:\s*",
        re.I,
    )


def _read_line(sentence: RawSentence, harm: Harm | None) -> Roll | None:
    """One line of a list: a mark, a name, and what little else it tells."""
    if len(sentence.text) > _LINE or sentence.kind != "body":
        return None
    mark = _MARK.match(sentence.text)
    named = _read_name(sentence.text, mark.end() if mark else 0, sentence.start, harm)
    if named is None or not _AFTER_NAME.match(sentence.text, named.end - sentence.start):
        return None
    return Roll(sentence.start, sentence.end, (named,))


_ONLY_MARK = re.compile(r"\W*\d{1,3}\W*")
_MARK = re.compile(r"\W{0,3}(?:\(?\d{1,3}\s?[.):–-]\s*)?")
# Behind a name a line ends, or goes on with an age, a bracket or a clause set off.
_AFTER_NAME = re.compile(r"\s*(?:$|[.,;(\[/–—-]|\d{1,3}[ -]?(?:years?\b|y\.?o\b)|aged\b)")


def _names_in(rest: str, offset: int, harm: Harm | None) -> Iterator[Named]:
    """The names of a list in one line, each behind a comma, a semicolon, "and" or a number of the list."""
    for match in _ITEM.finditer(rest):
        named = _read_name(rest, match.end(), offset, harm)
        if named is not None and _AFTER_ITEM.match(rest, named.end - offset):
            yield named


_ITEM = re.compile(r"(?:^|[;,•·]|\band\b|(?<!\()\b\d{1,3}[.)])\s*(?:and\s+)?(?:\d{1,3}[.)]\s*)?")
_AFTER_ITEM = re.compile(r"\s*(?:$|[.,;(\[–—-]|\d{1,3}[.)]|aged\b|and\b)")


def _read_name(text: str, at: int, offset: int, harm: Harm | None) -> Named | None:
    """The name that begins at a place: two or more words with capitals, small particles between them, behind a noun or a title."""
    led = _LED.match(text, at)
    noun = next(iter(find_person_nouns(led[0].lower().strip(" .:"))), None) if led else None
    start = led.end() if led and noun is not None else at
    match = _NAME.match(text, start)
    if match is None or match.group().isupper() != text.isupper():
        return None
    return Named(offset + match.start(), offset + match.end(), harm, noun)


# "her son", "the child", "Child", "Journalist"
_LED = re.compile(r"(?:(?:the|a|an|his|her|their|our)\s)?[A-Za-z]+\.?:?\s(?=[A-Z])")
_WORD = r"[^\W\d_a-z][\w'’-]*\.?"
_SMALL = r"(?:al|el|as|ash|an|bin|ibn|bint|abu|abd|ul|ud|de|da|dos|della|van|von|der|den|la|y)"
_NAME = re.compile(rf"{_WORD}(?:\s(?:{_SMALL}[\s-])*{_WORD}){{1,7}}(?<!\.)")
