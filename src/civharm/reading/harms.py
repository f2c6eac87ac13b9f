"""Find the words that say that people were harmed (``words/en/harms.yml``), and where their victims stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from civharm.lexicon import load_rows, make_alternation
from civharm.model import HARMS, Harm, MeansCategory
from civharm.reading.idioms import find_beside_idioms, load_idioms
from civharm.reading.inflection import inflect_noun, inflect_verb
from civharm.reading.sentences import Sentence, Word


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A row of the word list: ``victim`` says where its victims stand (object, subject, of, self, after, before), ``suggests``
    which harm the word may bring to mind and does not say.
    """

    harm: Harm
    part: str
    victim: str
    weak: bool
    means: MeansCategory | None
    suggests: Harm | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A harm word found in a sentence, by offsets in the report; ``word`` is the index of its last token."""

    text: str
    start: int
    end: int
    word: int
    row: HarmWord

    @property
    def harm(self) -> Harm:
        """The harm that the word says."""
        return self.row.harm


_INFLECT = {"verb": inflect_verb, "noun": inflect_noun}


_KEYS = ("verb", "noun", "adjective", "phrase", "forms", "weak", "means", "parted", "suggests")


def _load_rows() -> tuple[dict[str, Any], ...]:
    return load_rows("harms", required=("harm", "victim"), optional=_KEYS)


@cache
def load_harm_words() -> dict[str, tuple[HarmWord, ...]]:
    """Load the harm words by their forms in lower case, in the order of the list."""
    rows = _load_rows()
    table: dict[str, tuple[HarmWord, ...]] = {}
    for row in rows:
        part = next(key for key in ("verb", "noun", "adjective", "phrase") if key in row)
        for harm in (row["harm"], row.get("suggests", row["harm"])):
            if harm not in HARMS:
                raise ValueError(f"words/en/harms.yml: {harm!r} is no harm")
        inflected = _INFLECT[part](row[part]) if part in _INFLECT else [row[part]]
        word = HarmWord(row["harm"], part, row["victim"], bool(row.get("weak")), row.get("means"), row.get("suggests"))
        for form in row.get("forms") or inflected:
            table[form.lower()] = (*table.get(form.lower(), ()), word)
    return table


@cache
def _pattern(*, plain: bool = False) -> re.Pattern[str]:
    forms = [form for form, rows in load_harm_words().items() if not plain or any(not row.weak for row in rows)]
    return re.compile(r"(?<!\w)" + make_alternation([*forms, *load_idioms()], blank=r"\s+") + r"(?!\w)", re.I)


def says_harm(text: str) -> bool:
    """Whether a text holds any word that may say harm: the cheap question asked before anything is parsed.

    >>> says_harm("Shells killed two."), says_harm("The minister opened a school."), says_harm("The plan was killed off by them.")
    (True, False, False)
    """
    return any(find_beside_idioms(_pattern(), text)) or _parted().search(text) is not None


def says_harm_plainly(text: str) -> bool:
    """Whether a text holds a word that says harm by itself, without help of its neighbours."""
    return any(find_beside_idioms(_pattern(plain=True), text)) or _parted(plain=True).search(text) is not None


def find_harm_said(words: str) -> Harm | None:
    """Find the one harm that words say by themselves, whoever is harmed; ``None`` where they say none, or several.

    >>> find_harm_said("wounded"), find_harm_said("lost their lives"), find_harm_said("opened"), find_harm_said("killed or wounded")
    ('injured', 'killed', None, 'casualties')
    """
    rows = _rows_in(words)
    harms = {row.harm for row in rows if not row.weak} or {row.harm for row in rows}
    return harms.pop() if len(harms) == 1 else None


def find_plain_words(text: str) -> frozenset[Harm]:
    """The harms for which a text holds a word that says them by itself, whoever is harmed.

    >>> sorted(find_plain_words("Floods drowned two and displaced 300."))
    ['displaced', 'killed']
    """
    return frozenset(row.harm for row in _rows_in(text) if not row.weak)


def _rows_in(text: str) -> list[HarmWord]:
    found = (match.group().lower() for match in find_beside_idioms(_pattern(), text))
    return [row for words in found for row in load_harm_words()[re.sub(r"\s+", " ", words)]]


def find_triggers(sentence: Sentence) -> list[Trigger]:
    """Find the harm words of a sentence; a longer phrase hides the words inside it."""
    found = []
    for match in find_beside_idioms(_pattern(), sentence.text):
        words = sentence.words_between(sentence.start + match.start(), sentence.start + match.end())
        if not words:
            continue
        for row in load_harm_words()[re.sub(r"\s+", " ", match.group().lower())]:
            if _fits(row, words[-1]) and not _is_missed(sentence, words[-1], row):
                at = sentence.start + match.start()
                found.append(
                    Trigger(match.group(), at, at + len(match.group()), words[-1].i, _with_outcome(sentence, words[-1], row))
                )
                break
    starts = {trigger.start for trigger in found}
    parted = [trigger for trigger in _find_parted(sentence) if trigger.start not in starts]
    return sorted([*found, *parted], key=lambda trigger: trigger.start)


def _find_parted(sentence: Sentence) -> Iterator[Trigger]:
    """The phrases that their victims part: "put nine men to death"; the first word stands for all."""
    for match in _parted().finditer(sentence.text):
        word = sentence.word_at(sentence.start + match.start())
        phrase = f"{match['first']} {match['rest']}".lower()
        row = next((row for row in load_harm_words().get(_parted_phrases().get(phrase, ""), ())), None)
        if word is not None and row is not None and word.tag.startswith("VB"):
            yield Trigger(word.text, word.start, word.end, word.i, replace(row, part="verb"))


@cache
def _parted_phrases() -> dict[str, str]:
    """The phrases that their victims may part, by each form of their first word with the rest."""
    rows = [row for row in _load_rows() if "parted" in row]
    return {f"{form} {row['phrase'].split(' ', 1)[1]}": row["phrase"] for row in rows for form in row["parted"]}


@cache
def _parted(*, plain: bool = False) -> re.Pattern[str]:
    weak = {row["phrase"] for row in _load_rows() if row.get("weak") and "phrase" in row}
    phrases = [words for words, phrase in _parted_phrases().items() if not (plain and phrase in weak)]
    first, rest = (make_alternation({words.split(" ", 1)[n] for words in phrases}) for n in (0, 1))
    return re.compile(rf"\b(?P<first>{first})(?:\s(?!{rest}\b)[^.;:]{{1,60}}?)?\s(?P<rest>{rest})\b", re.I)


def is_parted(sentence: Sentence, word: Word) -> bool:
    """Whether a word begins a phrase of harm that its victims part, and is no verb of saying: "put nine men to death"."""
    return _parted().match(sentence.text, word.start - sentence.start) is not None


def _is_missed(sentence: Sentence, word: Word, row: HarmWord) -> bool:
    """Whether somebody was only shot at, which hits nobody: "was shot at in his car"; not "was shot at a checkpoint"."""
    following = sentence.words[word.i + 1] if word.i + 1 < len(sentence.words) else None
    if row.harm != "casualties" or word.tag != "VBN" or following is None or following.lower != "at":
        return False
    return following.head == word.i and not sentence.children[following.i]


def _with_outcome(sentence: Sentence, word: Word, row: HarmWord) -> HarmWord:
    """ "Stabbed a porter to death", "shot them dead": what stands behind the victim says that the harm of the verb killed."""
    if row.part != "verb" or row.harm not in ("injured", "casualties", "tortured"):
        return row
    below = [sentence.words[child] for child in sentence.children[word.i]]
    to_death = any(w.lower == "to" and any(sentence.words[c].lower == "death" for c in sentence.children[w.i]) for w in below)
    dead = any(w.lower in ("dead", "alive") and w.dep in ("oprd", "acomp", "advmod", "ccomp") for w in below)
    if not to_death and not (dead and row.victim == "object"):
        return row
    return replace(row, harm="killed", weak=False)


def _fits(row: HarmWord, word: Word) -> bool:
    """Whether the tagger's view of the word allows this row: strict for weak words and words that are also common nouns."""
    if row.part == "phrase":
        return True
    if row.part == "noun":
        return word.tag.startswith(("NN", "VBG", "JJ")) or (not row.weak and word.tag.startswith("VBN"))
    if row.part == "verb":
        return word.tag.startswith("VB") or (not row.weak and word.tag.startswith(("JJ", "NN", "IN")))
    return True
