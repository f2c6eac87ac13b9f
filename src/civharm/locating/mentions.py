"""Find the words of a text that name places, and what the words around them do with each.

A name is looked up as the longest span that the gazetteer knows. Whether it is a place here, and of what kind, the words around it
tell (``words/en/place_words.yml``): "in", "near", "the village of", "province", "said", "Media Centre", "-based".
"""

from __future__ import annotations

from civharm.locating.gazetteer import Entry, Gazetteer
from civharm.locating.judging_names import Judge
from civharm.locating.mentioned import Mention, share_roles
from civharm.locating.surroundings import MAX_WORDS
from civharm.locating.tokens import Token

_INNER = frozenset(
    (
        "al el as ash ad an ar at az ez es ed er et il ul de la las los le les del do da"
        " dos das di du des e i y and of the upon sur au aux ibn bin abu bani umm"
    ).split()
)
_KIN = frozenset(["abu", "abou", "umm", "bin", "ibn", "ben", "bint"])
_LOUD_STOP = frozenset(["the", "a", "an", "as", "is", "are", "it", "ad", "ar", "er", "et", "ed"])


class Finder(Judge):
    """Finds the mentions of one text."""

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
        if self.is_loud(at) and (token.lower in self.words.governors or token.lower in _LOUD_STOP):
            return False
        if token.named:
            return True
        if not token.text.isascii() and token.text.lower() == token.text.upper():
            return True
        return self.is_article(at)

    def find_at(self, at: int) -> Mention | None:
        """Find the mention that begins at a token: the longest known name, or words that a noun beside them makes a place."""
        relative = self.find_relative(at)
        if relative > at:
            return self.make_mention(at, relative, ())
        if self.is_road(at):
            return self.make_mention(at, at + 2, ())
        if border := self.find_border(at):
            return border
        to, entries = self.look_up(at)
        is_country = any(entry.kind == "country" for entry in entries)
        if parts := self.find_parts_of_country(at):
            return parts
        people = to == at + 1 and not is_country and self.gazetteer.find_people(self.tokens[at].text)
        if people and self.read_right(to, at)[0] not in ("province", "district", "region"):
            return None  # "Somali" is a people before it is a region; "the Somali capital" names none
        run = self.find_run(at)
        if to < run and not self.is_loud(at) and (self.is_unknown(to) or self.ends_before_village(to)):
            entries = ()  # "Bustan al-Qasr" is not the town of Bustan
        if to == at + 1 and self.begins_longer(at):
            entries, run = (), max(run, at + 2)  # "Ain Daqna" is not Al Ain
        if entries and self.goes_on_in_direction(to):
            entries, run = (), to + 1  # "Twic East county"
        if (end := self.find_end_of_saint(at, to)) > to:
            entries, run = (), max(run, end)
        if not entries:
            to = run
        return self.make_mention(at, to, entries) if to > at else None

    def find_border(self, at: int) -> Mention | None:
        """Find a border that is named by its peoples or countries: "the Thai-Cambodian border", "the Iraqi border"."""
        pair = self.joins(at + 1) and self.tokens[at + 1].gap in ("-", "–")
        to = at + 2 if pair else at + 1
        if not self.joins(to) or self.tokens[to].lower not in ("border", "frontier"):
            return None
        nations = [self.find_nation(k) for k in range(at, to)]
        if None in nations:
            return None
        first, last = self.tokens[at], self.tokens[to]
        name = self.text[first.start : last.end]
        entries = tuple(nation for nation in nations if nation) if not pair else ()
        return Mention(
            name, first.start, last.end, entries, "border", "border", None, at, to + 1, first.sentence, first.paragraph, name
        )

    def find_parts_of_country(self, at: int) -> Mention | None:
        """Find the country whose unnamed parts are told of: "in two Syrian provinces", "across Iraqi villages"."""
        nation = self.gazetteer.find_people(self.tokens[at].text) if self.tokens[at].named and not self.is_loud(at) else None
        if not nation or not self.joins(at + 1) or self.tokens[at + 1].text not in self.words.sets["divisions"]:
            return None
        first, last, entry = self.tokens[at], self.tokens[at + 1], self.gazetteer.get(nation)
        text = self.text[first.start : last.end]
        entries = (entry,) if entry else ()
        return Mention(text, first.start, last.end, entries, "at", None, None, at, at + 2, first.sentence, first.paragraph, text)

    def find_nation(self, at: int) -> Entry | None:
        """Find the country that a word names by its people or itself."""
        word = self.tokens[at].text
        key = self.gazetteer.find_people(word) if self.tokens[at].named else None
        return self.gazetteer.get(key) if key else next((e for e in self.gazetteer.find(word) if e.kind == "country"), None)

    def is_road(self, at: int) -> bool:
        """Tell whether a road is named by its ends: "the Juba-Nimule road"."""
        if not (self.joins(at + 1) and self.joins(at + 2) and self.tokens[at + 1].named):
            return False
        return self.tokens[at + 1].gap in ("-", "–") and self.words.nouns.get(self.tokens[at + 2].lower) == "road"

    def look_up(self, at: int) -> tuple[int, tuple[Entry, ...]]:
        """Look up the longest known name that begins at a token."""
        ends = [at + 1]
        while len(ends) < MAX_WORDS and self.joins_in_name(ends[-1]) and self.may_continue(ends[-1]):
            ends.append(ends[-1] + 1)
        noun = ends[-1] if self.joins(ends[-1]) and self.tokens[ends[-1]].lower in self.words.nouns else 0
        if noun == at + 1 and self.tokens[at].lower == "the":
            noun = 0  # "The city" is no town of that name
        for to in [noun + 1, *reversed(ends)] if noun else reversed(ends):
            last = self.tokens[to - 1]
            if last.named or self.is_caseless(to - 1) or to == noun + 1:
                entries = self.gazetteer.find(self.text[self.tokens[at].start : last.end])
                if not entries and to == at + 1:
                    entries = self.find_inflected(last.text)
                if entries and to > at + 1 and last.lower in self.words.nouns:
                    entries = self.add_others_of_kind(entries, at, to - 1)
                if entries:
                    return to, entries
        return at + 1, ()

    def add_others_of_kind(self, entries: tuple[Entry, ...], at: int, noun: int) -> tuple[Entry, ...]:
        """Add to the places called "Tadilo Municipality" the other districts called Tadilo: few lists name all of them so."""
        kind, known = self.words.nouns[self.tokens[noun].lower], {entry.id for entry in entries}
        others = self.gazetteer.find(self.text[self.tokens[at].start : self.tokens[noun - 1].end])
        return entries + tuple(e for e in others if not e.rank and e.kind == kind and e.id not in known)

    def joins_in_name(self, at: int) -> bool:
        """Tell whether a word may go on a listed name: one of "Cox's Bazar" too."""
        if self.joins(at) or at >= len(self.tokens):
            return self.joins(at)
        return not self.tokens[at].first and self.tokens[at].gap in ("'s ", "’s ") and self.tokens[at].named

    def may_continue(self, at: int) -> bool:
        """Tell whether a token may stand inside a name: a capital, a small particle, a letter without case."""
        return self.tokens[at].named or self.tokens[at].lower in _INNER or self.is_caseless(at)

    def ends_before_village(self, at: int) -> bool:
        """Tell whether "village" follows a capital, so that the capitals before it are one name: "Tadil Fort village"."""
        named = self.tokens[at].named and self.tokens[at].lower not in self.words.known
        return named and self.joins(at + 1) and self.tokens[at + 1].lower in ("village", "hamlet", "settlement")

    def find_run(self, at: int) -> int:
        """Find where a run of name words ends: capitals, with small particles between them; not over words that are no names."""
        to, end = at, at
        while to < len(self.tokens) and to - at < MAX_WORDS and (to == at or self.joins(to)):
            token = self.tokens[to]
            other = token.named and not self.is_unknown(to) and not (to > at and self.ends_before_village(to))
            if other or (to > at and self.find_noun(to)):
                break
            if token.named or (to == at and self.is_article(at)):
                end = to + 1
            elif to == at or not (self.is_article(to) or token.lower in ("de", "la", "del", "bin", "abu")):
                break
            to += 1
        return end if end > at and self.tokens[end - 1].named else at

    def make_mention(self, at: int, to: int, entries: tuple[Entry, ...]) -> Mention | None:
        """Make a mention of a span, unless the words show that it is no place."""
        first, last = self.tokens[at], self.tokens[to - 1]
        text = self.text[first.start : last.end]
        if to == at + 1 and (
            first.lower in self.words.sets["notplace"]
            or first.lower in self.words.sets["organisation"]
            or first.lower in self.words.nouns
        ):
            return None
        if to > at + 1 and all(self.tokens[k].lower in self.words.sets["notplace"] for k in range(at, to)):
            return None  # "the Red Cross" is no town of that name
        role, kind, direction = self.read_left(at)
        right_kind, right_role = self.read_right(to, at)
        if to > at + 1 and not last.named and right_kind is None:
            right_kind = self.words.nouns.get(last.lower)
        kind = right_kind or self.find_feature(at, to) or ("neighbourhood" if self.find_relative(at) > at else kind)
        if self.is_dateline(at, to):
            role = "dateline"
        elif self.is_person(at):
            role = "person"
        elif right_role == "organisation" and self.joins(at) and self.tokens[at - 1].lower == "in" and self.tokens[to].gap == " ":
            pass  # "in Aleppo, monitor says", its comma lost
        elif right_role == "attribute":
            role = "organisation" if any(e.kind == "country" for e in entries) else role
        elif right_role == "deed":
            role = "at" if entries and role in ("none", "by") and not any(e.kind == "country" for e in entries) else role
        elif right_role:
            role = right_role if right_role != "speech" or role == "none" or self.ends_in_speech(to, at) else role
        if not entries:
            kind = kind or self.find_apposed(to)
        if self.is_of_an_outlet(at, to, entries) or not (entries or self.is_named_by_words(at, to, role, kind)):
            return None
        if role in ("none", "by") and self.joins(to) and self.tokens[to].named and self.tokens[to].lower in _KIN:
            return None
        noun = self.find_noun(to)
        if noun and noun[0] != "town" and not self.is_possessive(to - 1):
            to += noun[1]
            last = self.tokens[to - 1]
        whole = self.text[first.start : last.end]
        mention = Mention(
            whole, first.start, last.end, entries, role, kind, direction, at, to, first.sentence, first.paragraph, text
        )
        return mention if not entries or self.is_place(mention) else None


def find_mentions(text: str, tokens: tuple[Token, ...], gazetteer: Gazetteer) -> list[Mention]:
    """Find the names of places in a text, each with all that it may mean (`civharm.locating.resolving` decides)."""
    return list(share_roles(Finder(text, tokens, gazetteer).find(), text))
