"""Find the names that may be of people who were harmed, and leave those that the grammar makes places or bodies."""

from __future__ import annotations

from collections.abc import Iterator

from civharm.lexicon import load_number_words
from civharm.reading.sentences import Sentence, Word

_WHERE = frozenset("in at near inside outside around across through throughout toward towards into between via to from on".split())
# Names that end so are of places and bodies; no list can name them all.
_NO_PERSON = frozenset(
    "hospital clinic university college school academy institute center centre street road avenue boulevard lane drive "
    "highway bridge county city town village district province state republic police department office ministry court "
    "church mosque cathedral temple airport station hotel stadium park building tower camp base prison jail company "
    "corporation bank newspaper times post news tv radio organization organisation agency association committee council "
    "commission party union army corps forces inc ltd ngo ingo lngo un icrc ifrc msf unhcr unicef unrwa wfp".split()
)

_ALIAS = frozenset("alias aka a.k.a a.k.a. nom-de-guerre nicknamed".split())


def find_names(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Find runs of proper names that the parser sees as one person acting or suffering: start, end and index of the last word.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Amal Odeh was shot in Jenin and taken to the Martyrs Hospital."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[start:end] for start, end, _ in find_names(s)]
    ['Amal Odeh']
    >>> text = "Omar Zaki alias Abu Nur was shot dead."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[start:end] for start, end, _ in find_names(s)]
    ['Omar Zaki']
    """
    named: tuple[int, int] | None = None  # the name before, with its last word
    for first, last in _runs(sentence):
        if not any(letter.isalpha() for word in sentence.words[first : last + 1] for letter in word.text):
            continue  # the stop of "School No. 12"
        if named is not None and _is_alias(sentence, named[1], first):
            if not _may_act(sentence, named[1]) and _may_act(sentence, last):  # the parser hangs the name on the other one
                yield sentence.words[named[0]].start, sentence.words[named[1]].end, last
            continue
        if _may_act(sentence, last):
            yield sentence.words[first].start, sentence.words[last].end, last
        named = first, last


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The first and last words of each run of proper names; "alias" between two of them belongs to none."""
    first: int | None = None
    for word in sentence.words:
        inside = word.tag in ("NNP", "NNPS") or (first is not None and word.tag == "HYPH")
        glued = word.i > 0 and sentence.words[word.i - 1].text == "-" and sentence.words[word.i - 1].end == word.start
        inside = inside and not (first is None and glued)  # the end of "Valle-e-Nour" is no name
        inside = inside and word.lower not in _ALIAS
        if first is not None and not inside:
            yield first, word.i - 1
            first = None
        elif first is None and inside:
            first = word.i
    if first is not None:
        yield first, len(sentence.words) - 1


def _may_act(sentence: Sentence, i: int) -> bool:
    head = sentence.words[i]
    acts = head.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "ROOT")
    return acts and not _names_no_person(sentence, head) and not _heads_a_row(sentence, i)


def _heads_a_row(sentence: Sentence, i: int) -> bool:
    """Whether a name says of what place the numbers behind it are: "Northton had 12 dead, Southton 4 killed and 7 injured"."""
    after = [w.lower for w in sentence.words[i + 1 : i + 3]]
    return len(after) == 2 and sentence.words[i + 1].tag == "CD" and after[1] in ("killed", "dead", "deaths", "injured", "wounded")


def _is_alias(sentence: Sentence, before: int, first: int) -> bool:
    """Whether a name is another one of the person named just before: "Omar Zaki, alias Abu Nur", "(also known as Abu Nur)"."""
    between = [w.lower for w in sentence.words[before + 1 : first] if w.text not in (",", "(", '"', "“", "``")]
    return bool(between) and (between[-1] in _ALIAS or between[-2:] == ["known", "as"]) and len(between) <= 3


def _is_a_day(sentence: Sentence, word: Word) -> bool:
    """Whether a month has its day behind it: "kidnapped Nov 13"."""
    after = sentence.words[word.i + 1 : word.i + 2]
    return word.lower in load_number_words("month") and bool(after) and after[0].tag == "CD"


def _names_no_person(sentence: Sentence, word: Word) -> bool:
    """Whether a name is a body's, or says where something is: "in Basra", "taken to the General Hospital"."""
    if word.lower in _NO_PERSON or _is_a_day(sentence, word):
        return True
    first = sentence.words[word.head] if word.dep == "conj" else word
    return first.dep == "pobj" and sentence.words[first.head].lower in _WHERE
