"""Tell whether words are a place: a known name that stands as one, or words that no list knows and that others call a place.

It goes on from `civharm.locating.surroundings`; its words are data (``words/en/place_words.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from civharm.locating.gazetteer import Entry
from civharm.locating.mentioned import Mention
from civharm.locating.place_words import NOT_THERE, THERE, load_actor_names, load_agency_acronyms, match_place_words
from civharm.locating.surroundings import BIG, Surroundings

_SAINTS = frozenset(["san", "santa", "santo", "sao", "são", "saint"])
_PUT_INTO = re.compile(
    r"(?:,|(?P<into>,?\sin(?:\s(?:the|central|northern|southern|eastern|western|north|south|east|west))*))\s(?P<outer>[A-Z][\w'’-]+)"
)
_SMALL = frozenset("in on and or near at from to when where was were with by after before as while".split())
_BEHIND_SAINTS = frozenset("de del la las los el do da dos das".split())
FEATURES = frozenset(["river", "region", "sea"])
# "Tadilo, a village north of the capital", "Tadilo, some 15 km from the coast"


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(
        rf"[\"”’']?,\s(?:an?|the)\s(?:[\w-]+\s){{0,6}}?{match_place_words('settlement')}\b"
        r"|[\"”’']?,?\s(?:(?:some|about|around|roughly)\s)?\d{1,3}\s?(?:km|kilomet\w+|miles?)\b"
    )


@cache
def _in_division() -> re.Pattern[str]:
    return re.compile(rf"[\"”’']?(?:,?\s(?:in|of)|,)\s(?:the\s)?(?:[A-Z][\w’'-]+\s){{1,3}}(?i:{match_place_words('division')})\b")


class Judge(Surroundings):
    """Judges names and unknown words of one text by what they are called and where they stand."""

    def begins_longer(self, at: int) -> bool:
        """Tell whether a word is only the beginning of a name: "Ain", "Tel", "Abu" before another name."""
        if self.tokens[at].lower not in self.words.sets["prefix"] or not self.joins(at + 1) or not self.tokens[at + 1].named:
            return False
        return self.tokens[at + 1].lower not in self.words.known and not self.is_loud(at)

    def find_relative(self, at: int) -> int:
        """Find where a name that every town has ends: "Old City"."""
        if self.tokens[at].lower not in self.words.relative:
            return at
        for size in (2, 1):
            whole = at + size <= len(self.tokens) and all(self.joins(k) for k in range(at + 1, at + size))
            if whole and " ".join(t.lower for t in self.tokens[at : at + size]) in self.words.sets["relative"]:
                return at + size
        return at

    def goes_on_in_direction(self, to: int) -> bool:
        """Tell whether a division's name goes on behind the part that is known: "Tadilo | East county"."""
        if not self.joins(to) or not self.tokens[to].named or self.tokens[to].lower not in self.words.sets["direction"]:
            return False
        noun = self.find_noun(to + 1) if self.joins(to + 1) else None
        return noun is not None and noun[0] in ("district", "province")

    def find_end_of_saint(self, at: int, to: int) -> int:
        """Find where a saint's name goes on behind the part that is known: "San Jose | Las Flores", "San Juan | del Monte"."""
        if to == at + 1 or self.tokens[at].lower not in _SAINTS or self.is_loud(at):
            return to
        end = to
        while self.joins(end) and self.tokens[end].gap == " " and self.tokens[end].lower in _BEHIND_SAINTS:
            end += 1
        if end == to:
            while self.joins(end) and self.is_unknown(end):
                end += 1  # "San Jose | Tadilo"
            return end
        goes_on = self.joins(end) and self.tokens[end].named and self.tokens[end].lower not in self.words.known
        known = self.gazetteer.find(self.text[self.tokens[to].start : self.tokens[end].end]) if goes_on else ()
        return end + 1 if goes_on and not any(e.kind in ("country", "province") for e in known) else to

    def ends_in_speech(self, to: int, at: int) -> bool:
        """Tell whether a name without a comma leads to the verb that ends its sentence: "her editor in Hamburg said."."""
        return not self.is_loud(at) and self.tokens[to].gap == " " and not self.joins(to + 1)

    def find_feature(self, at: int, to: int) -> str | None:
        """Find the kind of landscape that a name of several words says of itself: "Lake Albert", "Ruzizi River"."""
        kinds = [self.words.nouns.get(self.tokens[k].lower) for k in (at, to - 1)] if to > at + 1 else []
        return next((kind for kind in kinds if kind in FEATURES), None)

    def find_apposed(self, to: int) -> str | None:
        """Find the kind of place that an apposition says a name is: "Tadilo, a farming village", "Tadilo, some 15 km from"."""
        match = _apposed().match(self.text, self.tokens[to - 1].end)
        if match is None:
            return None
        noun = re.search(r"\w+$", match.group())
        return self.words.nouns.get(noun.group().lower(), "town") if noun else "town"

    def is_of_an_outlet(self, at: int, to: int, entries: Sequence[Entry]) -> bool:
        """Tell whether a name is a newspaper's ("in Dawn newspaper") or an operation's ("in Operation Green Sword")."""
        if to > at + 1 and self.tokens[at].lower in self.words.sets["operation"]:
            return True
        if not self.joins(to) or self.tokens[to].named or self.tokens[to].lower not in self.words.sets["outlet"]:
            return False
        often = self.tokens[to].lower.endswith("ly")  # "bombs go off in Mosul daily"
        return not often or all(e.population < BIG and e.kind != "country" for e in entries)

    def is_named_by_words(self, at: int, to: int, role: str, kind: str | None) -> bool:
        """Tell whether words that no list knows are still said to be a place: "the village of X", "X neighbourhood", "in X"."""
        token = self.tokens[at]
        if role in NOT_THERE or self.is_loud(at) or not token.text.isascii() or len(token.text) < 2:
            return False
        if self.find_relative(at) > at:
            return True
        if self.describes_a_settlement(at):
            return False  # "the Anuak village of Tadilo"
        if self.gazetteer.is_word(token.text) and kind is None and not self.begins_longer(at):
            return False
        if (
            self.joins(at)
            and self.tokens[at - 1].lower in self.words.sets["nearby"]
            and self.joins(at - 1)
            and self.tokens[at - 2].lower != "the"
        ):
            return True  # "a raid on nearby Tadilo"
        while at > 1 and self.joins(at) and self.tokens[at - 1].lower in self.words.sets["part"]:
            at -= 1  # "in Upper Tadilo", "in central Tadilo"
        before = self.tokens[at - 1].lower if self.joins(at) else ""
        struck = before in ("on", "against") and at > 1 and self.tokens[at - 2].lower in self.words.sets["deed"]
        placed = kind or _in_division().match(self.text, self.tokens[to - 1].end) or (struck and self.opens_a_pair(at, to))
        if placed and (struck or before == "from"):
            return True  # "a strike on Tadilo in the Alpha district", "from Tadilo, Alpha district"
        if self.is_bombarded(at, to):
            return True
        inside = role == "at" and before in ("in", "at", "inside", "area")
        direct = inside or (role == "near" and before in ("near", "outside", "of"))
        headline = token.paragraph == 0 and self.headline
        return kind is not None or (direct and not headline and not token.text.isupper() and token.lower not in self.lower)

    def is_place(self, mention: Mention) -> bool:
        """Tell whether a known name is a place here, and not an ordinary word."""
        single = " " not in mention.name and "-" not in mention.name
        token = self.tokens[mention.at]
        strong = mention.role in THERE or mention.kind is not None or mention.role in ("from", "to")
        big = max(e.population if e.kind in ("town", "province", "district") else BIG for e in mention.entries) >= BIG
        if self.is_caseless(mention.at):
            return big or strong
        loud = self.is_loud(mention.at)
        if self.stands_behind_the(mention) and all(e.kind in ("town", "district") for e in mention.entries):
            return False
        if single and token.text.isupper() and 4 <= len(token.text) <= 5 and not loud and mention.role != "dateline":
            return big and mention.name not in load_agency_acronyms()  # "an INGO vehicle"
        if mention.name in load_agency_acronyms() and not loud and mention.role != "dateline":
            return False
        if single and (token.lower in self.words.sets["filler"] or token.lower in self.words.sets["direction"]):
            return False
        if single and ("." in token.text or (token.text.isupper() and len(token.text) < 4)):
            listed = any(e.kind == "country" or not e.id.startswith("geonames:") for e in mention.entries)
            return listed and token.lower not in self.lower and not (loud and self.gazetteer.is_word(token.text))
        if single and self.gazetteer.is_word(token.text):
            if self.joins(mention.at) and self.tokens[mention.at - 1].lower in ("on", "of", "over") and mention.kind is None:
                return any(e.kind not in ("town", "district") for e in mention.entries) and mention.role in THERE
            placed = mention.role in THERE or mention.role in ("from", "to") or mention.kind not in (None, "site")
            strong = placed or self.closes_a_pair(mention)
            return not (loud or token.first or token.lower in self.lower) and strong
        return not (
            single and len(token.text) < 4 and (loud or not strong) and not any(e.kind == "country" for e in mention.entries)
        )

    def closes_a_pair(self, mention: Mention) -> bool:
        """Tell whether a province's name stands behind another name and a comma: "in Juarez, Chihuahua"."""
        behind = self.tokens[mention.at].gap == ", " and self.tokens[mention.at - 1].named
        return behind and any(e.kind == "province" for e in mention.entries)

    def stands_behind_the(self, mention: Mention) -> bool:
        """Tell whether "the" stands before a name and nothing behind it that it could belong to: "over the Rio Bravo"."""
        before = self.tokens[mention.at - 1].text if self.joins(mention.at) else ""
        ends = not self.joins(mention.to) or self.tokens[mention.to].lower in _SMALL
        return before == "the" and mention.kind is None and ends and not self.is_possessive(mention.to - 1)

    def opens_a_pair(self, at: int, to: int) -> bool:
        """Tell whether an unknown name is put into a province or country: "on Tadilo, Oaxaca", "on Tadilo in central Mali"."""
        match = _PUT_INTO.match(self.text, self.tokens[to - 1].end)
        called = self.text[self.tokens[at].start : self.tokens[to - 1].end]
        if match is None or called.casefold() in load_actor_names() or called.endswith("s"):
            return False
        kinds = {e.kind for e in self.gazetteer.find(match.group("outer"))}
        return "province" in kinds or (match.group("into") is not None and "country" in kinds)
