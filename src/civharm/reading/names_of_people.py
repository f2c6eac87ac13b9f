"""Find the names that may be of people who were harmed, and leave those that the grammar makes places or bodies."""

from __future__ import annotations

from collections.abc import Iterator

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


def find_names(sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    """Find runs of proper names that the parser sees as one person acting or suffering: start, end and index of the last word.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Amal Odeh was shot in Jenin and taken to the Martyrs Hospital."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[start:end] for start, end, _ in find_names(s)]
    ['Amal Odeh']
    """
    i = 0
    while i < len(sentence.words):
        word = sentence.words[i]
        if word.tag not in ("NNP", "NNPS"):
            i += 1
            continue
        last = i
        while last + 1 < len(sentence.words) and sentence.words[last + 1].tag in ("NNP", "NNPS", "HYPH"):
            last += 1
        head = sentence.words[last]
        if head.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "ROOT") and not _names_no_person(sentence, head):
            yield word.start, head.end, last
        i = last + 1


def _names_no_person(sentence: Sentence, word: Word) -> bool:
    """Whether a name is a body's, or says where something is: "in Basra", "taken to the General Hospital"."""
    if word.lower in _NO_PERSON:
        return True
    first = sentence.words[word.head] if word.dep == "conj" else word
    return first.dep == "pobj" and sentence.words[first.head].lower in _WHERE
