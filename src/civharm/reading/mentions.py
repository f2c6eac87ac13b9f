"""Find the phrases that may name victims: counted or not, named or described. What was done to them is asked later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from civharm.lexicon import load_number_words
from civharm.reading.harms import Trigger
from civharm.reading.joining import is_employer, is_out_of, is_short_form, join_mentions
from civharm.reading.names_of_people import find_names
from civharm.reading.noun_of_number import IN_PHRASE, find_noun_after
from civharm.reading.number_of import join_numbers
from civharm.reading.people import PersonNoun, find_person_nouns
from civharm.reading.phrases import load_frame
from civharm.reading.quantities import Quantity, find_quantities
from civharm.reading.sentences import Sentence, Word
from civharm.reading.wholes import count_both, count_pairs, take_shares

MentionKind = Literal["counted", "plural", "single", "group", "named", "pronoun"]

_LEFT_TAGS = ("JJ", "NN", "VBN", "VBG", "POS", "HYPH", "DT", "PRP$", "AFX", "CD")
# Words that stand for people named elsewhere, with the number that they say, if any.
_PRONOUNS = {
    "them": None, "they": None, "those": None, "themselves": None, "all": None, "most": None, "both": 2, "we": None, "us": None,
    "him": 1, "her": 1, "he": 1, "she": 1, "himself": 1, "herself": 1, "one": 1, "another": 1, "anyone": None, "someone": 1,
}  # fmt: skip
_EVERYBODY = frozenset("everyone everybody".split())
_SINGLE_DETERMINERS = frozenset("a an one another the his her their its this that my our your".split())
_ARTICLES = frozenset("a an the".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may name victims; ``head`` is the index of the word that carries its part in the sentence.

    ``pronoun`` is the span of the pronoun that the phrase stands for, where the sentence has only that. ``whole`` is the number of
    those out of whom these are taken ("four of the nine dead").
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    quantity: Quantity | None = None
    noun: PersonNoun | None = None
    pronoun: tuple[int, int] | None = None
    whole: Quantity | None = None


def find_mentions(sentence: Sentence, triggers: Sequence[Trigger] = ()) -> list[Mention]:
    """Find all phrases of a sentence that may name victims, in order, none inside another.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "At least 12 people, including three children, were killed."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[m.start:m.end] for m in find_mentions(sentence)]
    ['At least 12 people', 'three children']
    """
    nouns = [_shift(noun, sentence.start) for noun in find_person_nouns(sentence.text)]
    quantities = [replace(q, start=q.start + sentence.start, end=q.end + sentence.start) for q in find_quantities(sentence.text)]
    counted = [_counted(sentence, q, nouns) for q in quantities if q.kind == "people" and not is_out_of(sentence, q.start)]
    blocked = [(q.start, q.end) for q in quantities if q.kind != "people"]
    blocked += [(t.start, t.end) for t in triggers if t.row.part == "phrase" and t.row.victim != "self"]  # "as human shields"
    families = {q.start for q in quantities if q.kind == "family"}  # "mother of | four killed in a raid"
    found = take_shares(sentence, [count_pairs(sentence, m) for m in counted if m], quantities, triggers)
    described = (count_both(sentence, m) for m in _described(sentence, nouns))
    kinds = (described, _self_counted(sentence, triggers), _named(sentence))
    for more in (*kinds, _pronouns(sentence), _suffering(sentence, triggers)):
        for mention in more:
            taken = any(m.start < mention.end and mention.start < m.end for m in found)
            if not taken and not _is_in(mention, blocked) and mention.start not in families:
                found.append(mention)
    found = [m for m in found if sentence.words[m.head].tag != "_SP" and not is_short_form(sentence, m)]
    found = [m for m in found if not is_employer(sentence, m, found) and not _is_counted_behind(sentence, m, found)]
    return join_numbers(sentence, join_mentions(sentence, sorted(found, key=lambda m: m.start)))


def _is_counted_behind(sentence: Sentence, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether "of" counts the people of a group right behind it, so that both are one: "its crew | of five"."""
    if mention.quantity is not None or sentence.words[mention.head].lower not in load_frame("bodies_of_people"):
        return False
    end = mention.end + len(" of ")
    return sentence.text[mention.end - sentence.start : end - sentence.start] == " of " and any(
        m.start == end and m.quantity is not None for m in found
    )


def _shift(noun: PersonNoun, offset: int) -> PersonNoun:
    return replace(noun, start=noun.start + offset, end=noun.end + offset)


def _is_in(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _counted(sentence: Sentence, quantity: Quantity, nouns: list[PersonNoun]) -> Mention | None:
    """A number with the noun it counts, or alone ("left 12 dead", "hundreds fled")."""
    covered = sentence.words_between(quantity.start, quantity.end)
    if not covered:
        return None
    inside = [n for n in nouns if quantity.start <= n.start and n.end <= quantity.end]
    last = find_noun_after(sentence, covered[-1], nouns)
    if last is None:
        noun = inside[-1] if inside else None
        head = sentence.word_at(noun.start) if noun else covered[-1]
        return Mention(quantity.start, quantity.end, (head or covered[-1]).i, "counted", quantity, noun)
    word, noun = last
    return Mention(quantity.start, max(quantity.end, word.end), _carrier(sentence, word, quantity), "counted", quantity, noun)


def _carrier(sentence: Sentence, word: Word, quantity: Quantity) -> int:
    """The word that carries a counted phrase's part in the sentence: in "dozens of civilians" it is the number.

    In "a group of nine men" it is the group.
    """
    preposition = sentence.words[word.head]
    if word.dep != "pobj" or preposition.lower != "of":
        return word.i
    above = sentence.words[preposition.head]
    return above.i if quantity.start <= above.start < quantity.end or above.lower in load_frame("bodies_of_people") else word.i


def _described(sentence: Sentence, nouns: list[PersonNoun]) -> Iterator[Mention]:
    """Persons without a number: "civilians", "a woman", "his two-year-old son", "the family"."""
    for noun in nouns:
        word = sentence.word_at(noun.end - 1)
        if word is None or _modifies_a_thing(sentence, word, nouns) or _is_adjective(word):
            continue  # "the victims were all | male"
        start = _left_edge(sentence, sentence.word_at(noun.start) or word)
        if noun.container and not noun.plural and not noun.affiliate and start == word.i:
            continue  # "the cause of death", "signs of injury" name nobody
        if noun.word in ("death", "injury", "deaths") and sentence.text[noun.end - sentence.start :].startswith(" of "):
            continue  # "the death of eight villagers": they are named behind it
        yield Mention(sentence.words[start].start, noun.end, word.i, _described_kind(sentence, start, noun), None, noun)


def _described_kind(sentence: Sentence, start: int, noun: PersonNoun) -> MentionKind:
    if (noun.household and not noun.plural) or noun.mass:
        return "group"
    if noun.plural:
        if sentence.words[start].lower == "one":  # "one international staff", whatever parts the two
            return "single"
        return "single" if noun.word.endswith(("staff", "personnel")) and _takes_singular(sentence, noun) else "plural"
    return "single" if sentence.words[start].lower in _SINGLE_DETERMINERS or noun.word != "people" else "group"


def _takes_singular(sentence: Sentence, noun: PersonNoun) -> bool:
    """Whether the verb says that "staff" is one person: "UN staff was shot dead"."""
    word = sentence.word_at(noun.end - 1)
    if word is None or word.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = sentence.words[word.head]
    forms = {verb.lower, *(sentence.words[c].lower for c in sentence.children[verb.i] if sentence.words[c].dep.startswith("aux"))}
    return bool(forms & {"was", "is", "has"})


def _modifies_a_thing(sentence: Sentence, word: Word, nouns: list[PersonNoun]) -> bool:
    """Whether a noun of persons only describes the noun after it ("police station", "civilian toll", "children's hospital")."""
    if word.i + 1 >= len(sentence.words):
        return False
    following = sentence.words[word.i + 1]
    if any(n.start <= following.start < n.end for n in nouns):
        return word.dep == "compound"
    if word.dep in ("compound", "amod", "nmod") and sentence.words[word.head].i > word.i:
        return sentence.words[word.head].tag.startswith("NN")
    return (following.tag == "POS" and word.dep == "poss") or (word.tag.startswith("JJ") and following.tag.startswith("NN"))


def _is_adjective(word: Word) -> bool:
    return word.dep in ("acomp", "attr") and (word.tag == "JJ" or word.lower in ("male", "female"))


def _is_thing(word: Word) -> bool:
    """Whether a noun is listed as a thing that numbers may count ("village", "helicopter"), or is a number itself."""
    forms = (word.lower, word.lower.removesuffix("s"))
    return word.lower in _NUMBER_WORDS | _DIRECTIONS or any(
        form in load_number_words(role) for role in ("thing", "measure") for form in forms
    )


# "16 killed east of the town"
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
_NUMBER_WORDS = frozenset("number numbers figure figures toll tolls total totals anything everything something nothing".split())


def _left_edge(sentence: Sentence, word: Word) -> int:
    """Index of the first word of the noun phrase that ends in a word."""
    i = word.i
    while i > 0 and word.i - i < 8:
        before = sentence.words[i - 1]
        if before.text == ")" and word.lower in _STAFF and (opened := _opening_of(sentence, before.i)):
            i = opened
            continue
        if not before.tag.startswith(_LEFT_TAGS) or before.lower in ("that", "all"):
            break
        if sentence.words[i].lower in _ARTICLES and before.tag.startswith("JJ"):  # "shot dead | a man"
            break
        if before.tag.startswith("VB") and before.dep not in ("amod", "compound", "nmod"):
            break
        if before.dep == "npadvmod" and before.head < before.i:  # "said yesterday | most casualties"
            break
        if before.tag.startswith(("NNP", "NN")) and before.dep not in ("compound", "nmod", "amod", "poss", "npadvmod", "nummod"):
            break
        i -= 1
    return i


def _opening_of(sentence: Sentence, closing: int) -> int | None:
    """Where brackets inside a phrase open, a few words before they close: "one international (Swiss) staff"."""
    near = range(closing - 1, max(0, closing - IN_PHRASE), -1)
    return next((i for i in near if sentence.words[i].text == "("), None)


_STAFF = frozenset("staff staffer staffers personnel member members worker workers employee employees".split())


def _self_counted(sentence: Sentence, triggers: Sequence[Trigger]) -> Iterator[Mention]:
    """Harm words that are themselves the persons: "the dead", "civilian casualties", "many deaths"."""
    for trigger in triggers:
        word = sentence.words[trigger.word]
        plural = word.tag in ("NNS", "NNPS") or word.lower in ("dead", "wounded", "injured", "missing", "toll")
        if trigger.row.victim != "self" and word.lower not in ("deaths", "killings", "toll", "massacre"):
            continue
        if not word.tag.startswith("NN") and not (word.tag.startswith(("JJ", "VBN")) and _has_determiner(sentence, word)):
            continue
        if word.tag.startswith("NN") and word.dep == "compound" and sentence.words[word.head].i == word.i + 1:
            continue  # "a refugee convoy"
        start = _left_edge(sentence, word)
        led = [w.lower for w in sentence.words[start : word.i]]
        alone = word.lower not in ("killings", "massacre")  # how many a massacre killed nobody says
        one = alone and bool(led) and (led[0] in ("a", "an") or led[-1] == "old")  # "left a six-year-old dead"
        yield Mention(sentence.words[start].start, word.end, word.i, "single" if one else "plural" if plural else "group")


def _has_determiner(sentence: Sentence, word: Word) -> bool:
    return (
        word.i > 0
        and sentence.words[word.i - 1].lower in ("the", "these", "those")
        and (word.i + 1 == len(sentence.words) or not sentence.words[word.i + 1].tag.startswith("NN"))
    )


def _named(sentence: Sentence) -> Iterator[Mention]:
    return (Mention(start, end, head, "named") for start, end, head in find_names(sentence))


def _pronouns(sentence: Sentence) -> Iterator[Mention]:
    for word in sentence.words:
        stands_alone = word.tag == "PRP" or (
            word.dep in ("nsubj", "nsubjpass", "dobj") and word.tag in ("DT", "CD", "PRP", "NN", "JJS", "PDT")
        )
        if word.lower in _PRONOUNS and stands_alone:
            yield Mention(word.start, word.end, word.i, "pronoun")


def pronoun_number(word: str) -> int | None:
    """How many a pronoun speaks of, where it says so: one for "him", two for "both"."""
    return _PRONOUNS.get(word.lower())


def _suffering(sentence: Sentence, triggers: Sequence[Trigger]) -> Iterator[Mention]:
    """Nouns in no word list that the grammar makes victims of a plain harm verb: "killed a piano tuner"."""
    for trigger in triggers:
        verb = sentence.words[trigger.word]
        if trigger.row.weak or trigger.row.victim not in ("object", "subject") or not verb.tag.startswith("VB"):
            continue
        roles = ("nsubj",) if trigger.row.victim == "subject" else ("dobj", "nsubjpass")
        for child in sentence.children[verb.i]:
            if sentence.words[child].dep in roles:
                yield from _unlisted(sentence, child)


def _unlisted(sentence: Sentence, i: int) -> Iterator[Mention]:
    """A noun and those joined to it by "and", where they are no listed things."""
    joined = [c for c in sentence.children[i] if sentence.words[c].dep == "conj"]
    for noun in (sentence.words[at] for at in (i, *joined)):
        own = any(sentence.words[c].tag == "PRP$" for c in sentence.children[noun.i])  # not "the head of an NGO"
        no_person = _is_thing(noun) or (own and noun.lower in load_frame("body_parts")) or noun.lower in ("alias", "aka")
        if noun.tag in ("NN", "NNS") and not no_person:
            start = sentence.words[_left_edge(sentence, noun)].start
            one: MentionKind = "group" if noun.lower in _EVERYBODY else "single"
            yield Mention(start, noun.end, noun.i, "plural" if noun.tag == "NNS" else one)
