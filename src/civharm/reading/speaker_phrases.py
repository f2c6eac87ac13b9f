"""Find the noun phrase that names a speaker beside a verb, also in texts that have lost their commas, and tell whether it can speak.

The parser goes astray where a comma is missing ("... near the bastion Raqqa a monitor said"), so the phrase is read from the verb
backwards by its words: it begins at the determiner that no preposition governs, or at the words that the lists know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from civharm.model import Speaker, SpeechAct
from civharm.reading.antecedents import POINTING, is_role
from civharm.reading.agents import load_deeds
from civharm.reading.means import find_means
from civharm.reading.people import find_person_nouns
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words, is_speaker_word

# First and last word of a phrase, by index in its sentence.
Phrase = tuple[int, int]

PERSONAL = frozenset("he she they it".split())
RELATIVE = frozenset("which who that".split())
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tonight days hours weeks months minutes week month year day night morning afternoon evening midday noon "
    "earlier later late early last".split()
)
_NOBODY = frozenset("nobody none nothing one everyone someone anyone".split())
_JOINING = frozenset("of for at in from with".split())
_MAX_PHRASE = 24


def is_nominal(sentence: Sentence, i: int) -> bool:
    """Whether a word can stand inside a noun phrase; parts of a hyphenated word can."""
    word = sentence.words[i]
    if word.text == ".":
        return _is_rank_point(sentence, i)
    if word.tag.startswith(("NN", "JJ", "CD", "DT", "PRP$", "POS", "ADD")) or word.tag == "HYPH" or word.text in ("&", "'s", "’s"):
        return word.lower not in ("that", "which", "each", "both") or word.tag != "DT"
    return word.tag in ("VBN", "VBG", "RB", "FW") and (_is_glued(sentence, i) or (word.dep == "amod" and word.tag != "RB"))


def _is_rank_point(sentence: Sentence, i: int) -> bool:
    """Whether a point belongs to a rank or title before a name ("Sgt. Omar")."""
    if not 0 < i < len(sentence.words) - 1:
        return False
    before, after = sentence.words[i - 1], sentence.words[i + 1]
    return before.end == sentence.words[i].start and before.text[0].isupper() and len(before.text) < 6 and after.text[:1].isupper()


def _is_glued(sentence: Sentence, i: int) -> bool:
    """Whether a hyphen without blanks ties a word to its neighbour ("Britain-based")."""
    words = sentence.words
    left = i > 0 and words[i - 1].tag == "HYPH" and words[i - 1].end == words[i].start
    return left or (i + 1 < len(words) and words[i + 1].tag == "HYPH" and words[i + 1].start == words[i].end)


def phrase_text(sentence: Sentence, phrase: Phrase) -> str:
    """The words of a phrase as the report writes them."""
    start, end = sentence.words[phrase[0]].start, sentence.words[phrase[1]].end
    return sentence.text[start - sentence.start : end - sentence.start]


def phrase_before(sentence: Sentence, end: int) -> Phrase | None:
    """Find the noun phrase that ends at a word.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> [s] = parse_sentences(find_sentences("Five men died near the border town Qasr a monitor said."))
    >>> phrase_text(s, phrase_before(s, 9))
    'a monitor'
    """
    end = _before_bracket(sentence, end)
    if end < 0 or not is_nominal(sentence, end):
        return None
    run = _run_start(sentence, end)
    start, governed = _choose_start(sentence, run, end)
    if governed:
        start = _trim_governed(sentence, start, end)
    start = _trim_foreign(sentence, start, end)
    start = min(start, _listed_name_start(sentence, end))
    while start < end and (sentence.words[start].tag in ("HYPH", "POS", "CC") or sentence.words[start].lower in TIMES):
        start += 1
    return start, end


def _listed_name_start(sentence: Sentence, end: int) -> int:
    """Where a listed name begins that ends a phrase, also one that holds other words ("Doctors Without Borders")."""
    first = max(0, end - 8)
    known = _known_start(sentence, first, end)
    if known is None or known == end or not all(w.text[:1].isupper() for w in (sentence.words[known], sentence.words[end])):
        return end
    left = sentence.words[known - 1] if known else None
    return known - 1 if left is not None and left.tag == "DT" and left.lower in ("the", "a", "an") else known


def _before_bracket(sentence: Sentence, i: int) -> int:
    """Step back over a short form in brackets: "the Local Committees (LCC)"."""
    if i < 0 or sentence.words[i].text != ")":
        return i
    opening = next((k for k in range(i, max(-1, i - 6), -1) if sentence.words[k].text == "("), 0)
    return opening - 1


def _run_start(sentence: Sentence, end: int) -> int:
    at = end
    while at > 0 and end - at < _MAX_PHRASE:
        word = sentence.words[at - 1]
        if not (is_nominal(sentence, at - 1) or word.lower in _JOINING or word.lower == "and"):
            break
        at -= 1
    while at < end and not is_nominal(sentence, at):
        at += 1
    return at


def _choose_start(sentence: Sentence, run: int, end: int) -> tuple[int, bool]:
    """Where in a run of nominal words the last phrase begins, and whether a preposition of something else governs it."""
    words = sentence.words
    at = end
    while at > run:
        left = words[at - 1]
        if left.lower == "and":
            if not _joins_speakers(sentence, run, at, end):
                return at, False
            at -= 1
        elif left.lower in _JOINING:
            head = phrase_text(sentence, (max(run, at - 4), at - 2)) if at - 2 >= run else ""
            if left.lower not in ("of", "for") and not find_speaker_words(head):
                return at, True
            at -= 1
        elif words[at].tag in ("DT", "PRP$") and not left.tag.startswith(("DT", "PRP$", "CC")):
            return at, False
        at -= 1
    governed = run > 0 and words[run - 1].tag in ("IN", "TO") and words[run - 1].lower not in ("that", "as", "although", "while", "if")
    return run, governed


def _joins_speakers(sentence: Sentence, run: int, right: int, end: int) -> bool:
    """Whether "and" joins two speakers or stands inside a known name; not "Saturday and | Sunday a monitor"."""
    text = phrase_text(sentence, (right, end))
    left = sentence.words[right - 2] if right - 2 >= run else None
    if left is None or not left.tag.startswith("NN") or left.lower in TIMES:
        return False
    begin = max(run, right - 8)
    whole = phrase_text(sentence, (begin, end))
    inside = sentence.words[right - 1].start - sentence.words[begin].start
    if any(a < inside < b for a, b in find_speaker_words(whole)):
        return True
    return bool(find_speaker_words(text)) and bool(find_speaker_words(phrase_text(sentence, (max(run, right - 4), right - 2))))


def _trim_governed(sentence: Sentence, start: int, end: int) -> int:
    """A phrase after a preposition of its own ("in Homs | state television said"): the object of the preposition goes."""
    words = sentence.words
    known = _known_start(sentence, start, end)
    if known is not None and known > start and words[known - 1].tag.startswith(("NN", "CD")):
        return known
    for at in range(start + 1, end):
        if words[at].dep == "amod" and words[at].text[0].isupper() and words[at - 1].tag.startswith("NN"):
            return at  # "near Qasr | British minister A B"
    return min(start + 1, end) if words[start].tag.startswith("NNP") and end - start > 1 else start


def _trim_foreign(sentence: Sentence, start: int, end: int) -> int:
    """Cut off a common noun that is no part of the name or role after it: "killing 10 people | activists", "the tunnel | Omar Zaki",
    "a fatal injury | police"; titles and words that the lists know beside speakers stay ("hospital officials", "spokesman Zaki").
    """
    words = sentence.words
    known = _known_start(sentence, start, end)
    for at in range(end, start, -1):
        left = words[at - 1]
        if left.tag not in ("NN", "NNS", "JJ") or not left.text.islower() or is_role(left.lower) or _is_glued(sentence, at - 1):
            continue
        plural = left.tag == "NNS" and (at == known or known is None or at > known)
        foreign = left.tag != "JJ" and not is_speaker_word(left.lower) and not _is_person_noun(left.text)
        if at == known and (plural or foreign):
            return at
        if words[at].tag.startswith("NNP") and words[at].text[0].isupper() and (foreign or plural or (left.tag == "JJ" and at - 1 == start)):
            return at
    return start


def _is_person_noun(word: str) -> bool:
    return any(not noun.container for noun in find_person_nouns(word))


def _known_start(sentence: Sentence, start: int, end: int) -> int | None:
    """The first word of the listed words that end a phrase."""
    text = phrase_text(sentence, (start, end))
    found = [a for a, b in find_speaker_words(text) if b == len(text)]
    if not found:
        return None
    offset = sentence.words[start].start + found[-1]
    return next((i for i in range(start, end + 1) if sentence.words[i].start >= offset), None)


def phrase_after(sentence: Sentence, start: int) -> Phrase | None:
    """Find the noun phrase that begins at a word: "according to | the Observatory | the strikes hit"."""
    words = sentence.words
    at = start
    while at < len(words) and at - start < _MAX_PHRASE:
        word = words[at]
        joined = word.lower in _JOINING and at > start and at + 1 < len(words) and is_nominal(sentence, at + 1)
        if joined and word.lower not in ("of", "for") and not find_speaker_words(phrase_text(sentence, (start, at - 1))):
            break
        if at > start and _opens_another(sentence, at):
            break
        if not (joined or is_nominal(sentence, at)):
            break
        at += 1
    last = at - 1
    while last >= start and not words[last].tag.startswith(("NN", "PRP", "JJ", "POS", "CD")):
        last -= 1
    return (start, last) if last >= start else None


def _opens_another(sentence: Sentence, at: int) -> bool:
    """Whether a word opens another phrase: a determiner, a number, or an adjective that no listed speaker begins with."""
    words, word = sentence.words, sentence.words[at]
    if words[at - 1].lower in _JOINING or _is_glued(sentence, at):
        return False
    if word.tag == "CD":
        return not (at + 1 < len(words) and words[at + 1].tag.startswith("NNP") and words[at - 1].tag.startswith("NNP"))
    if word.tag == "JJ" and words[at - 1].tag.startswith(("NN", "POS")):
        ahead = phrase_text(sentence, (at, min(at + 3, len(words) - 1)))
        return words[at - 1].tag != "POS" and not any(a == 0 and b > len(word.text) for a, b in find_speaker_words(ahead))
    return word.tag in ("DT", "PRP$")


def name_in_apposition(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The name that a phrase explains, without the comma: "Hadi Qassem | the manager of the clinic | told"."""
    words, first = sentence.words, phrase[0]
    if words[first].tag != "DT":
        return None
    last = _before_bracket(sentence, first - (2 if first > 1 and words[first - 1].text == "," else 1))
    at = last
    while at >= 0 and words[at].tag in ("NNP", "NNPS", "HYPH", "IN", "DT") and (words[at].tag != "IN" or words[at].lower in ("of", "for")):
        at -= 1
    begin = at + 1
    while begin < last and words[begin].tag not in ("NNP", "NNPS", "DT"):
        begin += 1
    proper = sum(w.tag.startswith("NNP") and w.tag != "HYPH" for w in words[begin : last + 1])
    governed = at >= 0 and words[at].tag in ("IN", "TO", "VBD", "VBG")
    if governed:  # "near Qasr | Hadi Qassem | the manager told": the place is not his name
        begin, proper = begin + 1, proper - 1
    if proper < 2 or (governed and not is_role(_head(sentence, phrase).text)) or (at >= 0 and words[at].lower in TIMES):
        return None
    return begin, last


def make_speakers(sentence: Sentence, phrase: Phrase, act: SpeechAct, kind_of: str = "") -> tuple[Speaker, ...]:
    """Make the speakers of a phrase: two where "and" joins two that the lists know."""
    return tuple(
        Speaker(
            text=phrase_text(sentence, part),
            start=sentence.words[part[0]].start,
            end=sentence.words[part[1]].end,
            kind=find_speaker_kind(kind_of or phrase_text(sentence, part)),
            speech_act=act,
        )
        for part in _parts(sentence, phrase)
    )


def _parts(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    first, last = phrase
    text, begin = phrase_text(sentence, phrase), sentence.words[first].start
    spans = find_speaker_words(text)
    for at in range(first + 1, last):
        word = sentence.words[at]
        if word.lower != "and" or any(a < word.start - begin < b for a, b in spans):
            continue
        if all(find_speaker_words(phrase_text(sentence, p)) for p in ((first, at - 1), (at + 1, last))):
            yield first, at - 1
            yield from _parts(sentence, (at + 1, last))
            return
    yield phrase


def may_speak(sentence: Sentence, phrase: Phrase, *, saying: bool) -> bool:
    """Whether a phrase can speak: listed words, a proper name that is no weapon, deed or day, and, of a verb of saying, any person."""
    head = _head(sentence, phrase)
    if head.tag == "PRP":
        return head.lower in PERSONAL
    if head.lower in TIMES or head.lower in _NOBODY or head.tag == "CD" or _is_thing(head.lower):
        return False
    text = phrase_text(sentence, phrase)
    if find_speaker_words(text) or (text[:4].lower() in ("the ", "this") and head.lower in POINTING):
        return True
    if saying and any(noun.end == head.end - sentence.words[phrase[0]].start for noun in find_person_nouns(text)):
        return True
    named = head.text[:1].isupper() and (head.tag.startswith("NNP") or (saying and (head.i > 0 or head.tag == "NN")))
    return named or find_speaker_kind(text) != "other"


def _head(sentence: Sentence, phrase: Phrase) -> Word:
    """The head: the last word before the first preposition of a phrase."""
    words = sentence.words[phrase[0] : phrase[1] + 1]
    cut = next((n for n, w in enumerate(words) if n and w.tag == "IN"), len(words))
    return words[cut - 1]


@lru_cache(maxsize=4096)
def _is_thing(head: str) -> bool:
    """Whether a noun is a deed or a weapon ("strike", "car bomb", "aircraft"), which tells nothing to anyone."""
    return head in load_deeds() or any(m.end - m.start == len(head) for m in find_means(head))
