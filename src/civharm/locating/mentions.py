"""Find the words of a text that name places, and what the words around them do with each.

A name is looked up as the longest span that the gazetteer knows. Whether it is a place here, and of what kind, the words around it
tell (``words/en/place_words.yml``): "in", "near", "the village of", "province", "said", "Media Centre", "-based".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from civharm.lexicon import load_rows
from civharm.locating.gazetteer import Entry, Gazetteer
from civharm.locating.tokens import Token, find_loud, find_tokens

MAX_WORDS = 6  # of a name: "San Pedro de la Cueva", "Democratic Republic of the Congo" has five
_INNER = frozenset("al el as ash ad an ar at az ez es ed er et il ul de la las los le les del do da dos das di du des e i y and of the upon sur ibn bin abu bani umm".split())
_ARTICLE = frozenset("al el as ash ad an ar at az ez es ed er et il".split())
_HELD = frozenset("held controlled run administered ruled occupied dominated majority torn hit besieged based".split())
_DATELINE = re.compile(r"[^\S\n]*[^\n.]{2,80}?(?:\([A-Z][A-Za-z /&.]{1,40}\)\s*[-–—:]{0,2}|[^\S\n](?:--|[–—-])[^\S\n]|[–—]|--)")
_LINK = re.compile(r"[\s-]+")
BIG = 100_000  # inhabitants from which a name may stand without a preposition

# what the words around a name do: the harm may be there, or not
THERE = frozenset(["at", "near", "coast", "border", "road", "between", "hit"])
NOT_THERE = frozenset(["person", "organisation", "speech", "backing", "dateline", "people"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words and their offsets, the places it may mean, and what the words around it do.

    ``kind`` is the kind that a noun beside it says ("the village of"), ``direction`` the part ("northern"), ``at`` the index of its
    first token. ``entry`` is set once it is resolved.
    """

    text: str
    start: int
    end: int
    entries: tuple[Entry, ...]
    role: str
    kind: str | None
    direction: str | None
    at: int
    to: int
    sentence: int
    paragraph: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of ``place_words.yml``."""

    governors: dict[str, str]
    nouns: dict[str, str]
    sets: dict[str, frozenset[str]]


@cache
def load_place_words() -> _Words:
    """Load the words around place names."""
    governors: dict[str, str] = {}
    nouns: dict[str, str] = {}
    sets: dict[str, set[str]] = {}
    for row in load_rows("place_words", required=["role", "words"], optional=["kind"]):
        if row["role"] == "noun":
            for word in row["words"]:
                nouns.setdefault(word, row["kind"])
        elif row["role"] in (*THERE, "from", "to", "by", "backing"):
            for word in row["words"]:
                governors.setdefault(word, row["role"])
        sets.setdefault(row["role"], set()).update(row["words"])
    return _Words(governors, nouns, {role: frozenset(words) for role, words in sets.items()})


class Finder:
    """Finds the mentions of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer, self.words = text, gazetteer, load_place_words()
        self.tokens = find_tokens(text)
        self.loud = find_loud(self.tokens)
        self.lower = {t.text for t in self.tokens if not t.named}

    def find(self) -> list[Mention]:
        """Find all mentions, in order, none within another."""
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self.find_at(at) if self.may_begin(at) else None
            if mention:
                found.append(mention)
            at = mention.to if mention else at + 1
        return found

    def may_begin(self, at: int) -> bool:
        """Tell whether a name may begin at a token: a capital, a letter without case, or an article before a capital."""
        token = self.tokens[at]
        if token.named:
            return True
        if not token.text.isascii() and token.text.lower() == token.text.upper():
            return True
        return self.is_article(at)

    def is_article(self, at: int) -> bool:
        """Tell whether a token is an article written small before a name; "as", "an" and "at" only where a hyphen shows it."""
        token = self.tokens[at]
        if token.lower not in _ARTICLE or not self.joins(at + 1) or not self.tokens[at + 1].named:
            return False
        return "-" in self.tokens[at + 1].gap or token.lower in ("al", "el", "ez", "ash")

    def joins(self, at: int) -> bool:
        """Tell whether nothing but a space or a hyphen stands between a token and the one before."""
        if at >= len(self.tokens) or at < 1:
            return False
        token = self.tokens[at]
        if token.sentence != self.tokens[at - 1].sentence or len(token.gap) > 3:
            return False
        return self.tokens[at - 1].end == token.start or (bool(_LINK.fullmatch(token.gap)))

    def find_at(self, at: int) -> Mention | None:
        """Find the mention that begins at a token: the longest known name, or words that a noun beside them makes a place."""
        relative = self.find_relative(at)
        if relative > at:
            return self.make_mention(at, relative, ())
        to, entries = self.look_up(at)
        if to == at + 1 and self.gazetteer.find_people(self.tokens[at].text) and self.read_right(to, at)[0] is None:
            return None  # "Somali" is a people before it is a region
        run = self.find_run(at)
        if to < run and not self.is_loud(at) and self.is_unknown(to):
            entries = ()  # "Bustan al-Qasr" is not the town of Bustan
        if not entries:
            to = run
        return self.make_mention(at, to, entries) if to > at else None

    def find_relative(self, at: int) -> int:
        """Find where a name that every town has ends: "Old City"."""
        for size in (2, 1):
            if at + size <= len(self.tokens) and all(self.joins(k) for k in range(at + 1, at + size)):
                if " ".join(t.lower for t in self.tokens[at : at + size]) in self.words.sets["relative"]:
                    return at + size
        return at

    def is_loud(self, at: int) -> bool:
        """Tell whether case says nothing in the token's sentence."""
        return self.tokens[at].sentence in self.loud

    def look_up(self, at: int) -> tuple[int, tuple[Entry, ...]]:
        """Look up the longest known name that begins at a token."""
        ends = [at + 1]
        while len(ends) < MAX_WORDS and self.joins(ends[-1]) and (self.tokens[ends[-1]].named or self.is_inner(ends[-1]) or self.is_caseless(ends[-1])):
            ends.append(ends[-1] + 1)
        for to in reversed(ends):
            last = self.tokens[to - 1]
            if last.named or self.is_caseless(to - 1):
                entries = self.gazetteer.find(self.text[self.tokens[at].start : last.end])
                if not entries and to == at + 1 and not last.text.isascii():
                    entries = self.find_inflected(last.text)
                if entries:
                    return to, entries
        return at + 1, ()

    def is_caseless(self, at: int) -> bool:
        """Tell whether a token is written in letters that have no case."""
        text = self.tokens[at].text
        return not text.isascii() and text.lower() == text.upper()

    def is_inner(self, at: int) -> bool:
        """Tell whether a token may stand inside a name though it is written small."""
        return self.tokens[at].lower in _INNER

    def find_inflected(self, word: str) -> tuple[Entry, ...]:
        """Look up a word of Arabic without its prefixed preposition, a word of Cyrillic letters without its case ending."""
        if "\u0600" <= word[0] <= "\u06ff":
            forms = [word[1:] if word[0] in "وبلفك" else "", "ال" + word[2:] if word.startswith("لل") else "", word[2:] if word[:2] in ("وب", "ول") else ""]
        elif "\u0400" <= word[0] <= "\u04ff" and len(word) > 4:
            forms = [word[:-1], word[:-1] + "а", word[:-1] + "ь", word[:-1] + "я", word[:-2], word[:-1] + "ка"]
        else:
            forms = []
        for form in forms:
            entries = self.gazetteer.find(form) if len(form) > 3 else ()
            if entries:
                return tuple(e for e in entries if e.kind != "town" or e.population >= 5000)
        return ()

    def find_run(self, at: int) -> int:
        """Find where a run of name words ends: capitals, with small particles between them; not over words that are no names."""
        to, end = at, at
        while to < len(self.tokens) and to - at < MAX_WORDS and (to == at or self.joins(to)):
            token = self.tokens[to]
            if token.named and not self.is_unknown(to):
                break
            if token.named or (to == at and self.is_article(at)):
                end = to + 1
            elif to == at or not (self.is_article(to) or token.lower in ("de", "la", "del", "bin", "abu")):
                break
            to += 1
        return end if end > at and self.tokens[end - 1].named else at

    def is_unknown(self, at: int) -> bool:
        """Tell whether a token is a capitalised word that no list knows, as a part of a name is."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if not token.named:
            return self.is_article(at)
        known = self.words.nouns.keys() | self.words.governors.keys()
        sets = self.words.sets
        return (
            token.named and not token.text.isdigit() and token.lower not in known and token.lower not in sets["notplace"]
            and token.lower not in sets["organisation"] and token.lower not in sets["title"] and token.lower not in sets["filler"]
            and token.lower not in sets["speech"] and self.gazetteer.find_people(token.text) is None
        )  # fmt: skip

    def make_mention(self, at: int, to: int, entries: tuple[Entry, ...]) -> Mention | None:
        """Make a mention of a span, unless the words show that it is no place."""
        first, last = self.tokens[at], self.tokens[to - 1]
        text = self.text[first.start : last.end]
        if first.lower in self.words.sets["notplace"] and to == at + 1:
            return None
        role, kind, direction = self.read_left(at)
        right_kind, right_role = self.read_right(to, at)
        kind = right_kind or kind
        if self.is_dateline(at, to):
            role = "dateline"
        elif self.is_person(at):
            role = "person"
        elif right_role:
            role = right_role if right_role != "speech" or role == "none" else role
        if not entries and not self.is_named_by_words(at, role, kind):
            return None
        mention = Mention(text, first.start, last.end, entries, role, kind, direction, at, to, first.sentence, first.paragraph)
        return mention if not entries or self.is_place(mention) else None

    def is_named_by_words(self, at: int, role: str, kind: str | None) -> bool:
        """Tell whether words that no list knows are still said to be a place: "the village of X", "X neighbourhood", "in X"."""
        token = self.tokens[at]
        if role in NOT_THERE or self.is_loud(at) or not token.text.isascii() or len(token.text) < 2:
            return False
        if self.gazetteer.is_word(token.text) and kind is None:
            return False
        if " ".join(t.lower for t in self.tokens[at : at + 2]) in self.words.sets["relative"] or token.lower in self.words.sets["relative"]:
            return True
        return kind is not None or (role in ("at", "near") and not token.text.isupper() and token.lower not in self.lower)

    def is_place(self, mention: Mention) -> bool:
        """Tell whether a known name is a place here, and not an ordinary word."""
        single = mention.to == mention.at + 1
        token = self.tokens[mention.at]
        strong = mention.role in THERE or mention.kind is not None or mention.role in ("from", "to")
        big = max(e.population if e.kind in ("town", "province", "district") else BIG for e in mention.entries) >= BIG
        if self.is_caseless(mention.at):
            return big or strong
        loud = self.is_loud(mention.at)
        if single and (self.gazetteer.is_word(token.text) or token.lower in self.words.sets["filler"]):
            return not (loud or token.first or token.lower in self.lower) and strong
        if single and len(token.text) < 4 and (loud or not strong) and not any(e.kind == "country" for e in mention.entries):
            return False
        return True

    def read_left(self, at: int) -> tuple[str, str | None, str | None]:
        """Read what stands before a name: (role, kind, direction)."""
        kind = direction = None
        sets, j = self.words.sets, at - 1
        while j >= 0 and at - j < 10 and (self.joins(j + 1) or self.is_possessive(j)):
            word = self.tokens[j].lower
            if word == "of" and j > 0 and self.words.nouns.get(self.tokens[j - 1].lower):
                kind, j = kind or self.words.nouns[self.tokens[j - 1].lower], j - 2
                continue
            role = self.find_governor(j)
            if role and not (role == "by" and word in ("and", "or")):
                return role, kind, direction
            if word in sets["direction"] and j >= at - 2:
                direction = word
            if j == at - 1 and self.tokens[j].named and word in self.words.nouns:
                kind = self.words.nouns[word]  # "Camp Speicher", "Mount Sinjar"
            if word in _HELD and j > 0 and "-" in self.tokens[j].gap:
                j -= 2
            elif word in sets["filler"] or word in sets["direction"] or self.gazetteer.find_people(word) or word in self.words.nouns:
                j -= 1
            elif self.tokens[j].named and self.is_possessive(j):
                j -= 1
            else:
                break
        return "none", kind, direction

    def is_possessive(self, at: int) -> bool:
        """Tell whether a token is a possessive: "Thailand's"."""
        end = self.tokens[at].end
        return self.text[end : end + 2].lower() in ("'s", "’s")

    def find_governor(self, j: int) -> str | None:
        """Find the preposition, or the phrase of up to four words, that ends at a token."""
        for size in (4, 3, 2, 1):
            if j - size + 1 >= 0:
                phrase = " ".join(t.lower for t in self.tokens[j - size + 1 : j + 1])
                role = self.words.governors.get(phrase)
                if role:
                    return role
        return None

    def read_right(self, to: int, at: int) -> tuple[str | None, str | None]:
        """Read what stands after a name: (kind, role)."""
        if self.is_possessive(to - 1) and to < len(self.tokens):
            return None, "near" if self.tokens[to].lower in self.words.sets["edge"] else None
        if not self.joins(to):
            return None, None
        token, sets = self.tokens[to], self.words.sets
        after = self.tokens[to + 1].lower if self.joins(to + 1) else ""
        third = self.tokens[to + 2].lower if after and self.joins(to + 2) else ""
        if f"{token.lower} {after} {third}" in self.words.nouns:
            return self.words.nouns[f"{token.lower} {after} {third}"], None
        if "-" in token.gap and (token.lower in sets["based"] or token.lower in sets["agent"]):
            return None, "organisation"
        if f"{token.lower} {after}" in self.words.nouns:
            return self.words.nouns[f"{token.lower} {after}"], None
        if token.lower in self.words.nouns and token.lower not in ("state",):
            return self.words.nouns[token.lower], None
        if token.lower in sets["speech"] or (token.lower in ("has", "have", "also", "later", "on") and after in sets["speech"]):
            return None, "speech"
        if token.lower in sets["organisation"] and (token.named or after in sets["speech"] or token.lower in ("government", "regime", "authorities")):
            return None, "organisation"
        if token.named and after in sets["organisation"] and self.joins(to + 1) and self.tokens[to + 1].named and not self.is_loud(at):
            return None, "organisation"
        return None, None

    def is_person(self, at: int) -> bool:
        """Tell whether a name is a person's: a title or an unknown capitalised word stands right before it."""
        if not self.joins(at) and not (at > 0 and self.tokens[at].gap == ". "):
            return False
        before = self.tokens[at - 1]
        if before.lower in self.words.sets["title"] and (before.named or self.joins(at)):
            return before.sentence == self.tokens[at].sentence
        if not self.joins(at) or self.is_loud(at) or "-" in self.tokens[at].gap and before.lower in _ARTICLE:
            return False
        possessive = self.text[before.end : before.end + 1] in ("'", "’")
        return before.named and not before.first and not possessive and self.is_unknown(at - 1) and not self.gazetteer.find(before.text)

    def is_dateline(self, at: int, to: int) -> bool:
        """Tell whether a name stands in the dateline that begins a paragraph: "GENEVA (Reuters) - "."""
        first = at
        while first > 0 and self.tokens[first - 1].paragraph == self.tokens[at].paragraph and at - first < 5:
            first -= 1
        token = self.tokens[first]
        if first > 0 and self.tokens[first - 1].paragraph == token.paragraph:
            return False
        match = _DATELINE.match(self.text, token.start)
        return bool(match and match.end() >= self.tokens[to - 1].end and self.tokens[first].named and self._is_capital_line(first, to))

    def _is_capital_line(self, first: int, to: int) -> bool:
        return all(t.named or t.text.isdigit() for t in self.tokens[first:to])


def find_mentions(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Find the names of places in a text, each with all that it may mean (`civharm.locating.resolving` decides)."""
    return list(_share_roles(Finder(text, gazetteer).find(), text))


def _share_roles(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Give a name in a list the role of the one before: "in Homs, Hama and Idlib"."""
    from dataclasses import replace

    before: Mention | None = None
    for mention in mentions:
        gap = text[before.end : mention.start] if before else ""
        if before and mention.role in ("none", "by") and len(gap) < 40 and re.fullmatch(r"\s*(?:,|and|or|&|/|;)?\s*(?:and|or|parts? of|the|in)?(?: \w+ of)?\s*", gap):
            mention = replace(mention, role=before.role, kind=mention.kind or (before.kind if not mention.entries else None))
        yield mention
        before = mention
