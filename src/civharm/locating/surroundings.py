"""Read the words around a name: what governs it, what kind of place a noun beside it says, whether it is a person's.

This is the grammar of `civharm.locating.mentions`; its words are data (``words/en/place_words.yml``).
"""

from __future__ import annotations

import re

from civharm.locating.gazetteer import Entry, Gazetteer
from civharm.locating.place_words import load_actor_names, load_place_words
from civharm.locating.tokens import Token, find_loud

MAX_WORDS = 6  # of a name: "San Pedro de la Cueva", "Democratic Republic of the Congo" has five
ARTICLES = frozenset(["al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "ez", "es", "ed", "er", "et", "il"])
_HELD = frozenset(
    ["held", "controlled", "run", "administered", "ruled", "occupied", "dominated", "majority", "torn", "hit", "besieged", "based"]
)
_DATELINE = re.compile(r"[^\S\n]*[^\n.]{2,80}?(?:\([A-Z][A-Za-z /&.]{1,40}\)\s*[-–—:]{0,2}|[^\S\n](?:--|[–—-])[^\S\n]|[–—]|--)")
_NAMING = frozenset(["named", "called"])
_LINK = re.compile(r"[\s–-]*")
BIG = 100_000  # inhabitants from which a name may stand without a preposition


class Surroundings:
    """The words of one text, as what surrounds the names in it; a name is given by the index of its first token or of the next."""

    def __init__(self, text: str, tokens: tuple[Token, ...], gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer, self.words = text, gazetteer, load_place_words()
        self.tokens = tokens
        self.joined = [not t.first and self._is_joined(at) for at, t in enumerate(tokens)] + [False] * MAX_WORDS
        self.loud = find_loud(self.tokens)
        first = text.lstrip().partition("\n")
        self.headline = bool(first[1]) and first[0].rstrip()[-1:] not in tuple(".!?")
        self.lower = {t.text for t in self.tokens if not t.named}

    def _is_joined(self, at: int) -> bool:
        gap = self.tokens[at].gap
        if gap in ("' ", "’ ", "‘ ", "` "):  # a name ends in the sign of a letter, not in a quotation's: "Tadila' district"
            before = self.tokens[at - 1]
            return before.named and self.tokens[at].lower in self.words.nouns and self.text[before.start - 1] not in "'’‘`"
        if gap == ". " and self.tokens[at - 1].text in ("St", "Mt", "Ft", "Ste"):
            return self.tokens[at].named  # "St. Petersburg"
        return gap == " " or (len(gap) < 4 and bool(_LINK.fullmatch(gap)))

    def joins(self, at: int) -> bool:
        """Tell whether nothing but a space or a hyphen stands between a token and the one before."""
        return self.joined[at]

    def is_loud(self, at: int) -> bool:
        """Tell whether case says nothing in the token's sentence."""
        return self.tokens[at].sentence in self.loud

    def is_caseless(self, at: int) -> bool:
        """Tell whether a token is written in letters that have no case."""
        text = self.tokens[at].text
        return not text.isascii() and text.lower() == text.upper()

    def is_article(self, at: int) -> bool:
        """Tell whether a token is an article written small before a name; "as", "an" and "at" only where a hyphen shows it."""
        token = self.tokens[at]
        if token.lower not in ARTICLES or not self.joins(at + 1) or not self.tokens[at + 1].named:
            return False
        return "-" in self.tokens[at + 1].gap or token.lower in ("al", "el", "ez", "ash")

    def find_inflected(self, word: str) -> tuple[Entry, ...]:
        """Look up a word without what its grammar adds.

        Of Arabic the prefixed preposition, of Cyrillic letters the case ending, of English a possessive's s without apostrophe.
        """
        if word.isascii():
            lost = len(word) > 4 and word.endswith("s") and word[0].isupper() and not self.gazetteer.is_word(word[:-1])
            entries = self.gazetteer.find(word[:-1]) if lost else ()
            return tuple(e for e in entries if not e.rank and (e.kind == "country" or e.population >= BIG))
        forms: tuple[str, ...] = ()
        if "\u0600" <= word[0] <= "\u06ff":
            forms = (
                word[1:] if word[0] in "وبلفك" else "",
                "ال" + word[2:] if word.startswith("لل") else "",
                word[2:] if word[:2] in ("وب", "ول") else "",
            )
        elif "\u0400" <= word[0] <= "\u04ff" and len(word) > 4:
            forms = (word[:-1], *(word[:-1] + ending for ending in ("а", "ь", "я", "ка")), word[:-2])
        for form in forms:
            entries = self.gazetteer.find(form) if len(form) > 3 else ()
            if entries:
                return tuple(e for e in entries if e.kind != "town" or e.population >= 5000)
        return ()

    def is_unknown(self, at: int) -> bool:
        """Tell whether a token is a capitalised word that no list knows, as a part of a name is."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if not token.named:
            return self.is_article(at)
        if token.text.isupper() and len(token.text) <= 6 and not self.is_loud(at):
            return False  # an acronym
        if token.lower in self.words.known:
            return False
        if any(
            e.kind == "country" or e.population >= BIG for e in self.gazetteer.find(token.text) or self.find_inflected(token.text)
        ):
            return False
        return not token.text.isdigit() and self.gazetteer.find_people(token.text) is None

    def read_left(self, at: int) -> tuple[str, str | None, str | None]:
        """Read what stands before a name: (role, kind, direction)."""
        kind = direction = None
        sets, j = self.words.sets, at - 1
        while j >= 0 and at - j < 10 and (self.joins(j + 1) or self.is_possessive(j)):
            word = self.tokens[j].lower
            if (
                word == "of"
                and j > 1
                and self.tokens[j - 2].named
                and self.joins(j - 1)
                and self.tokens[j - 1].lower in self.words.nouns
                and not self.gazetteer.find_people(self.tokens[j - 2].text)  # "the Syrian village of Tadilo"
                and not self.describes_a_settlement(j - 2)
                and self.words.nouns.get(self.tokens[j - 2].lower) != "sea"  # "the Red Sea governorate of Tadilo"
            ):
                return "at", kind, direction  # "the Shaar district of Aleppo"
            if (word == "of" or word in _NAMING) and j > 0 and self.words.nouns.get(self.tokens[j - 1].lower):
                kind, j = kind or self.words.nouns[self.tokens[j - 1].lower], j - 2
                continue
            role = self.find_governor(j)
            if role and not (role == "by" and word in ("and", "or")):
                return role, kind, direction
            if word in sets["direction"] and j >= at - 2:
                direction = word
            if j == at - 1 and self.tokens[j].named and word in self.words.nouns:
                kind = self.words.nouns[word]  # "Camp Speicher", "Mount Sinjar"
            elif j == at - 1 and word in sets["settled"] and self.words.nouns.get(word) == "town":
                kind = "town"  # "the provincial capital Tadilo"
            if word in _HELD and j > 0 and "-" in self.tokens[j].gap:
                j -= 2
            elif self.tokens[j].text.isupper() and len(word) <= 5 and not self.is_loud(j):
                j -= 1  # an acronym: "on the IS Syrian capital"
            elif (
                word in sets["filler"]
                or word in sets["direction"]
                or self.gazetteer.find_people(word)
                or word in self.words.nouns
                or self.is_possessive(j)
            ):
                j -= 1
            elif j > 0 and self.joins(j) and self.gazetteer.find_people(f"{self.tokens[j - 1].text} {self.tokens[j].text}"):
                j -= 2  # "from the Central African town of"
            else:
                break
        return "none", kind, direction

    def describes_a_settlement(self, at: int) -> bool:
        """Tell whether a word only says whose a village is, or where: "the Redlandic-speaking Alpha village of Tadilo"."""
        called = self.tokens[at + 1].lower if self.joins(at + 1) else ""
        if called not in ("village", "town", "hamlet", "settlement") or not (self.joins(at + 2) and self.joins(at + 3)):
            return False
        first = at
        while first > 0 and self.joins(first) and self.tokens[first - 1].named:
            first -= 1  # "the Lower Alpha town of"
        if self.tokens[at + 2].lower != "of" or not self.tokens[at + 3].named:
            return False
        if not self.joins(first) or self.tokens[first - 1].lower not in ("the", "a"):
            return False
        noun = self.find_noun(at + 4) if self.joins(at + 4) else None
        known = self.gazetteer.find(self.tokens[at + 3].text)
        return (noun is None or noun[0] == "town") and not any(e.kind in ("country", "province") for e in known)

    def is_possessive(self, at: int) -> bool:
        """Tell whether a token is a possessive: "Thailand's"."""
        end = self.tokens[at].end
        return self.text[end : end + 2].lower() in ("'s", "’s")

    def find_governor(self, j: int) -> str | None:
        """Find the preposition, or the phrase of up to four words, that ends at a token."""
        if self.tokens[j].lower not in self.words.endings:
            return None
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
            owned = self.tokens[to].lower
            if owned in self.words.sets["attribute"] and owned not in self.words.sets["deed"]:
                return None, "attribute"  # "the camp of Redland's peacekeepers"
            edge = self.tokens[to].lower in self.words.sets["edge"]
            inside = self.joins(at) and self.tokens[at - 1].lower in ("in", "at")
            if self.tokens[to].named and self.tokens[to].lower in self.words.sets["organisation"] and not inside:
                return None, "organisation"  # "the Alpha County Sheriff's Office"
            return None, "near" if edge else ("deed" if not self.tokens[to].named and self.find_noun(to) else None)
        if not self.joins(to):
            return None, None
        token, sets = self.tokens[to], self.words.sets
        after = self.tokens[to + 1].lower if self.joins(to + 1) else ""
        if "-" in token.gap and (token.lower in sets["based"] or token.lower in sets["agent"]):
            return None, "organisation"
        noun = self.find_noun(to)
        if noun and not (noun[1] == 1 and token.named and self.begins_an_organisation(to, at)):
            return noun[0], None
        if token.lower in sets["attribute"] and not token.named:
            return None, "attribute" if token.lower not in sets["deed"] or self.find_nation_at(at) else "deed"
        if token.lower in sets["deed"]:
            return None, "deed"
        if token.lower in sets["speech"] or (token.lower in ("has", "have", "also", "later", "on") and after in sets["speech"]):
            return None, "speech"
        if token.lower in sets["organisation"] and (
            token.named or after in sets["speech"] or token.lower in ("government", "regime", "authorities")
        ):
            return None, "organisation"
        return None, "organisation" if self.begins_an_organisation(to, at) else None

    def begins_an_organisation(self, to: int, at: int) -> bool:
        """Tell whether up to four capitals behind a name end in what is no place: "the Tadilo Rapid Response Regiment"."""
        if self.is_loud(at):
            return False
        for k in range(to, min(to + 4, len(self.tokens))):
            if not self.joins(k) or not self.tokens[k].named:
                return False
            if k > to and self.tokens[k].lower in self.words.sets["organisation"]:
                return True
        return False

    def is_bombarded(self, at: int, to: int) -> bool:
        """Tell whether a name that no list knows is struck from afar, as places are: "shelled Tadilo", "a strike on Tadilo".

        Who is struck so may be a group or a person, too: a name of a listed actor, an acronym, or one with more behind it ("Tadilo
        positions") is no place.
        """
        if at < 1 or not self.joins(at) or self.tokens[at].text.isupper() or self.is_possessive(to - 1):
            return False
        if self.joins(to) and self.tokens[to].lower not in self.words.sets["after_struck"]:
            return False
        if self.text[self.tokens[at].start : self.tokens[to - 1].end].casefold() in load_actor_names():
            return False
        before, verb = self.tokens[at - 1].lower, self.tokens[at - 2].lower if at > 1 and self.joins(at - 1) else ""
        if before in ("on", "of", "against"):
            return verb in self.words.sets["bombardment"]
        return before in self.words.sets["bombards"] or (
            self.words.governors.get(before) == "hit" and verb in self.words.sets["weapon"]
        )

    def find_nation_at(self, at: int) -> bool:
        """Tell whether a token names a country."""
        return any(e.kind == "country" for e in self.gazetteer.find(self.tokens[at].text))

    def find_noun(self, to: int) -> tuple[str, int] | None:
        """Find the noun of up to three words that begins at a token: its kind and its length."""
        if to >= len(self.tokens) or self.tokens[to].lower not in self.words.beginnings:
            return None
        for size in (3, 2, 1):
            words = self.tokens[to : to + size]
            if len(words) == size and all(self.joins(k) for k in range(to, to + size)):
                kind = self.words.nouns.get(" ".join(token.lower for token in words))
                if kind:
                    return kind, size
        return None

    def is_person(self, at: int) -> bool:
        """Tell whether a name is a person's: a title or an unknown capitalised word stands right before it."""
        if not self.joins(at) and not (at > 0 and self.tokens[at].gap == ". "):
            return False
        before = self.tokens[at - 1]
        if before.lower in _NAMING and at > 1 and self.tokens[at - 2].lower in self.words.nouns:
            return False  # "the village called Tadilo"
        if before.lower in self.words.sets["title"] and (before.named or self.joins(at)):
            return before.sentence == self.tokens[at].sentence
        if not self.joins(at) or self.is_loud(at):
            return False
        possessive = self.text[before.end : before.end + 1] in ("'", "’")
        return (
            before.named
            and not before.first
            and not possessive
            and self.is_unknown(at - 1)
            and not self.gazetteer.find(before.text)
        )

    def is_dateline(self, at: int, to: int) -> bool:
        """Tell whether a name stands in the dateline that begins a paragraph: "GENEVA (Reuters) - "."""
        first = at
        while first > 0 and self.tokens[first - 1].paragraph == self.tokens[at].paragraph and at - first < 5:
            first -= 1
        token = self.tokens[first]
        if first > 0 and self.tokens[first - 1].paragraph == token.paragraph:
            return False
        match = _DATELINE.match(self.text, token.start)
        return bool(
            match and match.end() >= self.tokens[to - 1].end and self.tokens[first].named and self._is_capital_line(first, to)
        )

    def _is_capital_line(self, first: int, to: int) -> bool:
        return all(t.named or t.text.isdigit() for t in self.tokens[first:to])
