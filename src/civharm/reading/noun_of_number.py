"""Find the noun that a number counts in a parsed sentence: "12 former army | soldiers", "2 international (Swiss) | staff"."""

from __future__ import annotations

import re

from civharm.reading.people import PersonNoun
from civharm.reading.sentences import Sentence, Word

# Tags that may stand between a number and the noun it counts ("12 former Iraqi army soldiers", "dozens of the").
_INNER_TAGS = ("JJ", "NN", "VBN", "VBG", "CD", "POS", "HYPH", "RB", "AFX", "PRP$", "DT", "``", "''", "FW")
# A phrase goes on for so many words behind its number, not counting what stands in brackets.
IN_PHRASE, _IN_BRACKETS = 10, 14


def find_noun_after(sentence: Sentence, word: Word, nouns: list[PersonNoun]) -> tuple[Word, PersonNoun | None] | None:
    """The last noun of persons of the phrase that follows a number, or a noun that the parser hangs the number on."""
    best: tuple[Word, PersonNoun | None] | None = None
    in_capitals = sentence.text.isupper()
    bracket = False  # "2 international (Swiss) staff": what stands in brackets is passed over, and so is a doubled space
    passed = 0
    for following in sentence.words[word.i + 1 : word.i + 1 + IN_PHRASE + _IN_BRACKETS]:
        if following.text == "(" and (best is None or _is_before_person(sentence, following, nouns)):
            bracket = True
        if bracket or following.tag == "_SP":
            bracket = bracket and following.text != ")"
            continue
        passed += 1
        if passed > IN_PHRASE:
            break
        noun = next((n for n in nouns if n.start <= following.start < n.end), None)
        if noun is not None and _owns_what_follows(sentence, noun):
            continue  # "three | New People's Army guerrillas"
        if noun is not None:
            best = (sentence.word_at(noun.end - 1) or following, noun)
            continue
        if following.lower == "of" and best is None and following.i == word.i + 1:
            continue
        if following.lower in ("others", "more", "other", "them", "those", "additional", "further") and best is None:
            best = (following, None) if following.lower in ("others", "them", "those") else best
            continue
        # "wounding dozens the ministry said": commas get lost
        if following.tag == "DT" and sentence.words[following.i - 1].lower != "of":
            break
        described = best is not None and best[0].tag.startswith("JJ")  # "one female social | worker", "two civilian contractors"
        ends = best is not None and not described and not following.tag.startswith(("NN", "POS"))
        short = following.text.isupper() and len(following.text) > 1 and not in_capitals
        if not (following.tag.startswith(_INNER_TAGS) or short) or ends:
            break  # an abbreviation is part of the phrase whatever it is taken for: "four IS jihadists"
        if best is not None and not described:  # "12 police | officers" goes on only into further nouns of persons
            if _leads_to_person(sentence, following, nouns):
                continue
            break
        if following.tag.startswith("NN") and word.head == following.i:
            best = (following, None)
    return _last_of_peoples(sentence, best, nouns) if best is not None else None


def _last_of_peoples(
    sentence: Sentence, best: tuple[Word, PersonNoun | None], nouns: list[PersonNoun]
) -> tuple[Word, PersonNoun | None]:
    """The noun behind a row of names of peoples: the "migrants" of "28 Sudanese, Eritrean and Chadian | migrants"."""
    end = best[0].end - sentence.start
    match = _PEOPLES.match(sentence.text, end) if best[0].text[:1].isupper() else None
    noun = next((n for n in nouns if match is not None and n.end == sentence.start + match.end()), None)
    word = sentence.word_at(noun.end - 1) if noun is not None else None
    return (word, noun) if word is not None else best


_PEOPLES = re.compile(r"(?:, [A-Z][a-z]+)* and [A-Z][a-z]+ [a-z]+s\b")


def _owns_what_follows(sentence: Sentence, noun: PersonNoun) -> bool:
    """Whether a noun of persons only owns what its phrase is about: "the People | 's Army", "the family | 's five sons"."""
    after = sentence.word_at(noun.end)
    following = sentence.words[after.i + 1] if after is not None and after.i + 1 < len(sentence.words) else None
    return after is not None and after.tag == "POS" and following is not None and following.tag.startswith(("NN", "CD", "JJ"))


def _is_before_person(sentence: Sentence, bracket: Word, nouns: list[PersonNoun]) -> bool:
    """Whether a short form in brackets stands before the noun of persons: "12 Border Police Force | (BPF) | personnel"."""
    words = sentence.words
    if bracket.i + 3 >= len(words) or words[bracket.i + 2].text != ")" or not words[bracket.i + 1].text.isupper():
        return False
    return any(n.start <= words[bracket.i + 3].start < n.end for n in nouns)


def _leads_to_person(sentence: Sentence, word: Word, nouns: list[PersonNoun]) -> bool:
    """Whether a word only describes a noun of persons that follows: "2 donor | agency international | staff"."""
    at = word
    while at.dep in ("compound", "nmod", "amod") and at.i < at.head <= word.i + 4:
        at = sentence.words[at.head]
    return at.i > word.i and any(n.start <= at.start < n.end for n in nouns)
