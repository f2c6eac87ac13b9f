"""Find the noun phrase that names a speaker beside a verb, also in texts that have lost their commas.

The parser goes astray where a comma is missing ("... near the bastion Raqqa a monitor said"), so the phrase is read from the verb
backwards by its words: it begins at the determiner that no preposition governs, or at the words that the lists know.
"""

from __future__ import annotations

from civharm.reading.antecedents import is_role
from civharm.reading.people import find_person_nouns
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words, is_speaker_word

# First and last word of a phrase, by index in its sentence.
Phrase = tuple[int, int]

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tonight days hours weeks months minutes week month year day night morning "
    "afternoon evening midday noon earlier later late early last".split()
)
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
    end = before_bracket(sentence, end)
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


def before_bracket(sentence: Sentence, i: int) -> int:
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
            joined = left.lower in ("of", "for") or find_speaker_words(head) or _is_issued(sentence, at)
            if not joined and not _is_its_place(sentence, run, at, end):
                return at, True
            at -= 1
        elif words[at].tag in ("DT", "PRP$") and not left.tag.startswith(("DT", "PRP$", "CC")):
            return at, False
        at -= 1
    governed = (
        run > 0 and words[run - 1].tag in ("IN", "TO") and words[run - 1].lower not in ("that", "as", "although", "while", "if")
    )
    return run, governed


def _is_issued(sentence: Sentence, at: int) -> bool:
    """Whether words name whoever issued the text that stands before them: "a statement from | the army"."""
    return at > 1 and sentence.words[at - 1].lower == "from" and sentence.words[at - 2].lower in load_frame("documents")


def _is_its_place(sentence: Sentence, run: int, at: int, end: int) -> bool:
    """Whether what follows "in" is only the country of a speaker named before ("the center for ... parties in Syria")."""
    return (
        end == at
        and find_speaker_kind(sentence.words[at].text) == "official"
        and at - 2 > run
        and bool(find_speaker_words(phrase_text(sentence, (run, at - 2))))
    )


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
    """Cut off a common noun that is no part of what follows: "killing 10 people | activists", "a fatal injury | police".

    Titles and words that the lists know beside speakers stay ("hospital officials", "spokesman Zaki").
    """
    words = sentence.words
    known = _known_start(sentence, start, end)
    listed = _listed_starts(sentence, start, end)
    for at in range(end, start, -1):
        left = words[at - 1]
        if left.tag not in ("NN", "NNS", "JJ") or not left.text.islower() or is_role(left.lower) or _is_glued(sentence, at - 1):
            continue
        if left.tag != "JJ" and words[at].tag == "JJ" and _describes_known(sentence, at, end):
            return at  # "of the old city | local activists"
        plural = left.tag == "NNS" and (at in listed or known is None or at > known)
        foreign = left.tag != "JJ" and not is_speaker_word(left.lower) and not _is_person_noun(left.text)
        if at in listed and (plural or foreign):
            return at
        if (
            words[at].tag.startswith("NNP")
            and words[at].text[0].isupper()
            and (plural or _ends_strange(sentence, start, at - 1, end))
        ):
            return at
    return start


def _listed_starts(sentence: Sentence, start: int, end: int) -> frozenset[int]:
    """Where listed words begin inside a phrase, by word index."""
    begin = sentence.words[start].start
    offsets = {begin + a for a, _ in find_speaker_words(phrase_text(sentence, (start, end)))}
    return frozenset(i for i in range(start, end + 1) if sentence.words[i].start in offsets)


def _describes_known(sentence: Sentence, at: int, end: int) -> bool:
    """Whether listed words follow the adjectives that begin at a word, or begin with them."""
    noun = next((w for w in sentence.words[at : end + 1] if w.tag != "JJ"), None)
    begin = sentence.words[at].start
    found = find_speaker_words(phrase_text(sentence, (at, end)))
    return noun is not None and bool(found) and found[0][0] + begin <= noun.start


def _ends_strange(sentence: Sentence, start: int, last: int, end: int) -> bool:
    """Whether words before a name are no title of it: neither listed nor a person's; an adjective only before a bare name."""
    if sentence.words[last].tag == "JJ":
        return all(w.tag in ("DT", "JJ") for w in sentence.words[start:last]) and all(
            w.tag.startswith("NNP") for w in sentence.words[last + 1 : end + 1]
        )
    text = phrase_text(sentence, (start, last))
    return not any(b == len(text) for _, b in find_speaker_words(text)) and not _is_person_noun(sentence.words[last].text)


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
        if at > start and (_opens_another(sentence, at) or _opens_name(sentence, start, at)):
            break
        if not (joined or is_nominal(sentence, at)):
            break
        at += 1
    last = at - 1
    while last >= start and not words[last].tag.startswith(("NN", "PRP", "JJ", "POS", "CD")):
        last -= 1
    return (start, last) if last >= start else None


def find_issuer_of(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Find whoever issued the text that a phrase names: "a statement | from the army", "a post | by Omar Zaki".

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> [s] = parse_sentences(find_sentences("A statement from the army said ten died."))
    >>> phrase_text(s, find_issuer_of(s, (0, 1)))
    'the army'
    """
    words = sentence.words
    noun = next((n for n in range(phrase[0], phrase[1] + 1) if words[n].lower in load_frame("documents")), None)
    if noun is None or noun + 2 >= len(words) or words[noun + 1].lower not in ("from", "by"):
        return None
    return phrase_after(sentence, noun + 2)


def _opens_name(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a name begins that the common noun before is no title of ("according to the bulletin | Jaish fighters")."""
    left, word = sentence.words[at - 1], sentence.words[at]
    if not word.tag.startswith("NNP") or left.tag not in ("NN", "NNS") or not left.text.islower() or _is_glued(sentence, at):
        return False
    return not is_role(left.lower) and _ends_strange(sentence, start, at - 1, at)


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
