"""Find the verbs of saying in a sentence, who is their subject, and which part of the sentence they cover.

A saying leads ("the group said that ten died"), closes what was said ("ten died, the group said"), or stands as an aside ("as the
group reported in May, ten died"). Which of them it is decides what it covers; the words after the verb tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from civharm.model import SpeechAct
from civharm.reading.after_saying import ADVERBIAL, find_what_follows
from civharm.reading.antecedents import points_back
from civharm.reading.phrases import load_frame
from civharm.reading.saying_clauses import Mode, Saying, part_at_and, part_at_gaps, part_at_semicolons
from civharm.reading.saying_ranges import FINITE, RELATIVE, find_lead_range
from civharm.reading.saying_verbs import find_act, find_going_on, find_issuer, gives_tally, group_back, is_active
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words
from civharm.reading.speaker_phrases import Phrase, phrase_after, phrase_before, phrase_text
from civharm.reading.speaking import may_speak

# Verbs that need not be speech: they count only with a subject that the lists know, and never inside what another one says.
_RECORDING = frozenset(
    "lists showed shows show put puts putting listed suggested published counted recorded registered logged observed described "
    "documented indicated indicates maintained estimated posted tallied verified cited".split()
)
_SAYING = frozenset("said says say told tells tell saying recalled testified explained added adds recounted".split())
_GOVERNING = frozenset("to with of by from in at on near against for under into between".split())
_GOING_ON = frozenset("who which after before as when amid following hours days".split())


def find_sayings(sentence: Sentence) -> list[Saying]:
    """Find the verbs of saying of a sentence that have a subject, in order."""
    found: list[Saying] = []
    for word in sentence.words:
        act = find_act(sentence, word)
        if act is None or not is_active(sentence, word.i):
            continue
        subject = find_subject(sentence, word.i, found)
        if subject is None or not _speaks(sentence, subject, word):
            continue
        if word.tag == "VBG" and any(s.subject == subject and s.start <= word.start < s.end for s in found):
            continue  # "the mayor told Reuters of the raid, saying ten had died": told already
        found.append(_cover(sentence, word.i, act, subject, found))
    found = part_at_gaps(sentence, part_at_and(sentence, part_at_semicolons(sentence, found)))
    recording = [s for s in found if sentence.words[s.verb].lower in _RECORDING]
    return [
        s
        for s in found
        if s not in recording
        or not any(o is not s and o.start <= s.start and s.end <= o.end and _differs(sentence, o, s) for o in found)
    ]


def _differs(sentence: Sentence, outer: Saying, inner: Saying) -> bool:
    return outer.subject != inner.subject and sentence.words[outer.verb].lower not in _RECORDING


def find_subject(sentence: Sentence, verb: int, before: Sequence[Saying] = ()) -> Phrase | None:
    """The subject of a verb: the phrase that ends at it, the parser's where a clause stands between, or the one after the verb.

    ``before`` are the sayings before it in the sentence, whose subject a joined verb shares ("... and said").
    """
    words = sentence.words
    issuer = find_issuer(sentence, verb) or find_going_on(sentence, verb) if words[verb].tag == "VBG" else None
    if issuer is not None:
        return _parsed_phrase(sentence, issuer)
    end = min(group_back(sentence, verb), default=verb) - 1
    if end >= 0 and words[end].text == ",":
        end -= 1
    if end >= 0 and words[end].tag == "CC":
        return before[-1].subject if before else _shared(sentence, verb)
    if end >= 0 and words[end].lower in RELATIVE and words[end].tag in ("WDT", "WP", "IN"):
        return _antecedent_phrase(sentence, end)
    if end >= 0 and words[end].tag == "PRP":
        return (end, end)
    return _inverted(sentence, verb, end) or _nearest(sentence, verb, end)


def _nearest(sentence: Sentence, verb: int, end: int) -> Phrase | None:
    """The phrase that ends at a word before the verb, or the parser's subject, whichever can speak and belongs to the verb."""
    words, saying = sentence.words, _says(sentence, verb)
    near = _ungoverned(sentence, verb, phrase_before(sentence, end) if end >= 0 else None)
    parsed = next((c for c in sentence.children[verb] if words[c].dep == "nsubj"), None)
    if parsed is not None and parsed < verb and not (near and near[0] <= parsed <= near[1]):
        far = _parsed_phrase(sentence, parsed)
        if far is not None and (near is None or not may_speak(sentence, near, saying=saying)):
            return far
        if far is not None and near is not None:
            return _of_two(sentence, parsed, far, near)
    if near is not None and may_speak(sentence, near, saying=saying):
        return near
    turned = parsed > verb if parsed is not None else end < 0 or words[end].tag in ("''", ",")
    return phrase_after(sentence, verb + 1) if turned and verb + 1 < len(words) else near


def _ungoverned(sentence: Sentence, verb: int, near: Phrase | None) -> Phrase | None:
    """The phrase, if no preposition stands right before it; else what the relative clause it is in hangs on.

    "a paper which is close to the ministry | reported".
    """
    words = sentence.words
    if near is None or near[0] == 0 or words[verb].tag == "VBG":
        return near
    if words[near[0] - 1].lower == "by" and near[0] > 1 and words[near[0] - 2].lower in load_frame("passed_on"):
        return None  # "the ministry, in figures seen by a paper, lists"
    if words[near[0]].tag not in ("DT", "PRP$") or words[near[0] - 1].lower not in _GOVERNING:
        return near
    relative = next((k for k in range(near[0] - 1, 0, -1) if words[k].tag in ("WDT", "WP")), None)
    return _antecedent_phrase(sentence, relative) if relative is not None else None


def _of_two(sentence: Sentence, parsed: int, far: Phrase, near: Phrase) -> Phrase:
    """Choose between the parser's subject and the phrase at the verb, which can both speak."""
    words = sentence.words
    between = words[far[1] + 1]
    if between.text == "," and near[0] == far[1] + 2 and words[near[0]].tag.startswith("NNP"):
        return far[0], near[1]  # "The clinic's director, Omar Zaki, said"
    able = may_speak(sentence, far, saying=True)
    known = find_speaker_words(phrase_text(sentence, near))
    joined = not any(w.tag.startswith("VB") or w.text == "," for w in words[parsed : near[0]])
    if joined and able and (not known or find_speaker_words(phrase_text(sentence, far))):
        return far  # "Doctors from clinics in Homs | said"
    parted = between.lower in RELATIVE or between.text in (",", "(") or (between.tag in ("VBN", "VBG") and not known)
    return far if parted and able else near


def _inverted(sentence: Sentence, verb: int, end: int) -> Phrase | None:
    """The subject after the verb: a name or a listed speaker with which the sentence ends ("..., said Omar Zaki, a farmer").

    What is told before it has a verb, or is a headline's, which a comma parts from it ("Four shot dead in bar, say police").
    """
    words = sentence.words
    told = (verb > 1 and words[verb - 1].text == ",") or any(w.tag.startswith("VB") for w in words[: end + 1])
    if words[verb].lower not in load_frame("said_after") or not told or _has_subject_before(sentence, verb, end):
        return None
    phrase = phrase_after(sentence, verb + 1) if verb + 1 < len(words) else None
    if phrase is None or not may_speak(sentence, phrase, saying=True):
        return None
    rest = words[phrase[1] + 1 :]
    put_in = words[verb - 1].text == "," and bool(rest) and rest[0].text == ","  # "The rebels, says the army, killed nine"
    finite = not put_in and any(w.tag in FINITE for w in rest[:3] if w.lower not in RELATIVE)
    closed = not rest or rest[0].text in (".", ",", "”", '"', "(") or rest[0].lower in ADVERBIAL
    return phrase if closed and not finite else None


def _has_subject_before(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether a person or a body that can speak is the verb's subject right before it: "; the mayor | confirmed four dead"."""
    word = sentence.words[end] if end >= 0 else None
    if word is None or word.dep != "nsubj" or word.head != verb or (end + 1 < verb and sentence.words[end + 1].text == ","):
        return False
    phrase = phrase_before(sentence, end)
    return phrase is not None and may_speak(sentence, phrase, saying=False)


def _parsed_phrase(sentence: Sentence, head: int) -> Phrase | None:
    """The phrase of the parser's subject, with what "of" adds to it."""
    if sentence.words[head].lower in RELATIVE:
        return _antecedent_phrase(sentence, head)
    if sentence.words[head].tag == "PRP":
        return (head, head)
    phrase = phrase_before(sentence, head)
    if phrase is None:
        return None
    after = phrase_after(sentence, phrase[0])
    return (phrase[0], max(phrase[1], after[1])) if after else phrase


def _antecedent_phrase(sentence: Sentence, relative: int) -> Phrase | None:
    """What "which" or "who" stands for: the phrase right before it."""
    end = relative - 1
    if end >= 0 and sentence.words[end].text == ",":
        end -= 1
    return phrase_before(sentence, end) if end >= 0 else None


def _shared(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of the verb that this one is joined to ("X condemned the raid and said ...")."""
    head = sentence.words[verb].head
    child = next((c for c in sentence.children[head] if sentence.words[c].dep == "nsubj" and c < verb), None)
    return _parsed_phrase(sentence, child) if child is not None and sentence.words[verb].dep == "conj" else None


def _says(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is one of saying, or takes what somebody says: "confirmed | that", "reported | that"."""
    following = sentence.words[verb + 1].lower if verb + 1 < len(sentence.words) else ""
    return sentence.words[verb].lower in _SAYING or following == "that"


def _speaks(sentence: Sentence, subject: Phrase, verb: Word) -> bool:
    if (verb.lower in _RECORDING or gives_tally(sentence, verb)) and sentence.words[subject[1]].tag != "PRP":
        text = phrase_text(sentence, subject)
        named = sentence.words[subject[1]].tag.startswith("NNP") and not _is_where(sentence, subject, verb)
        if find_speaker_kind(text) == "other" and not named and not points_back(text):
            return False
    return may_speak(sentence, subject, saying=_says(sentence, verb.i))


def _is_where(sentence: Sentence, subject: Phrase, verb: Word) -> bool:
    """Whether a name is where a number was recorded: "Northton | recorded 74 killed", unless it names a body ("Kivu Watch")."""
    following = sentence.words[verb.i + 1 : verb.i + 2]
    where = verb.lower in ("recorded", "registered") and bool(following) and following[0].tag == "CD"
    words = phrase_text(sentence, subject).split()
    body = words[-1].lower() in load_frame("bodies_that_record")
    return where and len(words) < 4 and not body and not find_speaker_words(" ".join(words))


def _cover(sentence: Sentence, verb: int, act: SpeechAct, subject: Phrase, before: list[Saying]) -> Saying:
    """Tell how a verb of saying stands to what is said, and which part of the sentence that is."""
    rest, heard = find_what_follows(sentence, verb)
    mode = _mode(sentence, verb, subject, rest)
    start, end = sentence.start, sentence.end
    words = sentence.words
    if mode == "lead":
        start, end = find_lead_range(sentence, verb, subject)
        if words[verb].tag == "VBG" and find_going_on(sentence, verb) is not None:
            start = words[verb].start  # "the mayor condemned the raid, | saying ten had died"
    elif mode == "tail":
        start = max((b.end for b in before if b.mode == "tail" and b.end < words[verb].start), default=start)
        if (
            rest < len(words)
            and words[rest].text == ","
            and rest + 1 < len(words)
            and words[rest + 1].lower in ("while", "but", "and")
        ):
            end = words[rest].start
    return Saying(verb, act, subject, heard, mode, start, end)


def _mode(sentence: Sentence, verb: int, subject: Phrase, rest: int) -> Mode:
    words = sentence.words
    first = min(subject[0], verb)
    before = words[first - 1] if first else None
    left = [w for w in words[:first] if w.tag.startswith("VB") or w.tag == "MD"]
    following = words[rest] if rest < len(words) else None
    if (
        subject[0] < verb
        and before is not None
        and before.lower == "as"
        and (following is None or following.text in (",", "-", "–"))
    ):
        return "aside"
    turned = subject[0] > verb and before is not None and before.text == ","
    if turned and following is not None and following.text == "," and not left:
        return "aside"  # "The rebels, says the army, killed nine"
    ends = (
        following is None
        or following.text == ";"
        or all(w.tag in (".", "''", "``", ",", "-RRB-", "-LRB-", ":", "NFP") for w in words[rest:])
    )
    quoted = before is not None and (before.text in ("”", "''", '"') or before.tag == "''" or (before.text == "," and bool(left)))
    if following is not None and not ends and following.text == "," and rest + 1 < len(words):
        after = words[rest + 1]
        if quoted or after.tag == "VBG" or after.lower in ("who", "which"):
            return "tail" if left or quoted else "lead"
    relative = words[verb - 1].lower in ("which", "who") and subject[1] < verb - 1  # "the army, which | reported losing nine"
    goes_on = following is not None and not relative and (following.tag == "VBG" or following.lower in _GOING_ON)
    if quoted and left and following is not None and following.lower in RELATIVE and rest > verb + 1:
        return "tail"  # "ten died, the group said in a report that quoted survivors"
    said = words[verb].lower in _SAYING and not any(w.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") for w in words[rest:])
    if said and subject[0] < verb and any(w.tag in FINITE for w in left) and _is_number_alone(sentence, verb + 1):
        return "lead"
    if (ends or goes_on or said) and (left or quoted or turned):
        return "tail"
    return "tail" if quoted and subject[0] > verb else "lead"


def _is_number_alone(sentence: Sentence, at: int) -> bool:
    """Whether nothing but a number follows to the end, which alone is told: "ambush kills scores, army says 'several'"."""
    rest = [w for w in sentence.words[at:] if w.tag not in (".", "''", "``") and w.text not in ("'", "‘", "’", '"')]
    return 0 < len(rest) < 4 and (rest[-1].tag == "CD" or rest[-1].lower in load_frame("numbers_alone"))
