"""Tell what a verb makes of its subject: who did it, who only bore it, and who did it where "they say" stands between."""

from __future__ import annotations

from itertools import takewhile

from civharm.reading.actor_names import state_index
from civharm.reading.cues import load_cues
from civharm.reading.harms import Trigger, load_harm_words
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word


def bears_losses(sentence: Sentence, verb: int) -> bool:
    """Whether a verb makes its subject the side that was hurt: "the troops sustained three wounded"."""
    word = sentence.words[verb]
    below = {sentence.words[c].dep for c in sentence.children[verb]}
    active = word.tag.startswith("VB") and "auxpass" not in below and (word.tag != "VBN" or "aux" in below)
    return active and word.lower in load_frame("bears_losses")


def find_verb(sentence: Sentence, i: int) -> int:
    """The verb of a harm word that is its last part: the "gunned" of "gunned down", the "shot" of "shot dead"."""
    word = sentence.words[i]
    told = sentence.words[word.head].lower in (
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
    )  # "five were injured" is no deed of the five
    verbal = (
        not told
        and not word.tag.startswith("VB")
        and word.dep in ("prt", "acomp", "oprd", "advmod")
        and sentence.words[word.head].tag.startswith("VB")
    )
    return word.head if verbal else i


def find_subject_before_aside(sentence: Sentence, i: int) -> int | None:
    """Who does what a verb tells where "they say" stands between: "police arrested a man they say shot two people"."""
    verb, telling = sentence.words[i], sentence.words[max(0, i - 1)]
    if telling.dep != "relcl" or not verb.tag.startswith("VB") or verb.tag == "VBG" or sentence.has_subject(i):
        return None
    told = telling.lower in load_cues("reporting") and sentence.has_subject(telling.i)
    return telling.head if told else None


def may_do(sentence: Sentence, start: int, end: int, victims: tuple[int, int]) -> bool:
    """Whether the words at a span are parsed and name nobody who is harmed beside the victims."""
    last = sentence.words_between(start, end)[-1:]
    whole = sentence.climb(last[0].i, ("compound",))[-1] if last else 0  # "| Police Captain Omar Zaki and his wife"
    if last and _is_counted_person(sentence, start, last[0].i):
        return False
    apart = bool(last) and last[0].tag != "_SP" and not is_harmed_beside(sentence, whole, victims)
    return apart and not tells_of_losers(sentence, last[0].i) and not _is_among_them(sentence, whole)


def _is_counted_person(sentence: Sentence, start: int, i: int) -> bool:
    """Whether a bare name of a people is counted, and so is one of the harmed: "one | Albanian killed"; not "two Redland jets"."""
    words = sentence.words
    alone = words[i].start == start and i > 0 and words[i - 1].tag == "CD" and any(state_index().find(words[i].text.title()))
    return alone and not (i + 1 < len(words) and words[i + 1].tag.startswith("NN"))


def _is_among_them(sentence: Sentence, i: int) -> bool:
    """Whether a word names one of the harmed behind "among": "among those killed were a nurse and | Captain Omar Zaki"."""
    top = sentence.words[sentence.climb(i)[-1]]
    verb = sentence.words[top.head]
    if top.dep not in ("nsubj", "attr") or verb.i > top.i or verb.lower not in ("was", "were", "is", "are"):
        return False
    return any(sentence.words[c].lower in ("among", "amongst") and c < verb.i for c in sentence.children[verb.i])


def is_harmed_beside(sentence: Sentence, i: int, victims: tuple[int, int]) -> bool:
    """Whether a word names people who are harmed themselves: joined to the victims, or the object of another verb that harms.

    "The killing of two soldiers and two | rebels", "killing 14 | soldiers and wounding 20 others".
    """
    word = sentence.words[i]
    counted = any(sentence.words[c].dep == "nummod" for c in sentence.children[i])
    if counted and ":" in sentence.text[victims[1] - sentence.start : max(0, word.start - sentence.start)]:
        return True  # "left 25 dead: 15 fighters, eight | soldiers and two farmers"
    if word.dep == "dobj" and harms_object(sentence.words[word.head]):
        return True
    chain = sentence.climb(i)
    return len(chain) > 1 and any(victims[0] <= sentence.words[at].start < victims[1] for at in chain[1:])


def harms_object(verb: Word) -> bool:
    """Whether a verb is one of harm whose object is harmed."""
    return verb.tag.startswith("VB") and any(row.victim == "object" for row in load_harm_words().get(verb.lower, ()))


def is_in_clause_of(sentence: Sentence, i: int, part: int) -> bool:
    """Whether a word stands in a clause that only tells of whom a part names: "by the suspect, who was killed by | police"."""
    if sentence.words[part].dep != "pobj" or sentence.words[sentence.words[part].head].dep != "agent":
        return False
    if part not in sentence.ancestors(i):
        return False
    below = [at for at in (i, *sentence.ancestors(i)) if at != part]
    inside = below[: next((n for n, at in enumerate(below) if sentence.words[at].head == part), len(below)) + 1]
    return any(sentence.words[at].dep == "relcl" for at in inside)


def is_done_with(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a harm is what something was used for, so that it was done: "used machetes to kill nine"."""
    verb = next((w for w in sentence.words_between(trigger.start, trigger.end) if w.tag == "VB"), sentence.words[trigger.word])
    used = sentence.words[verb.head]
    return verb.tag == "VB" and verb.dep in ("xcomp", "advcl", "acl") and used.lower == "used" and used.tag in ("VBD", "VBN")


def is_answered(sentence: Sentence, deed: int, below: int | None = None) -> bool:
    """Whether a deed is only what the harm answers or defies: "in retaliation for an army | raid", "defying offensives by"."""
    above = takewhile(lambda at: at != below, sentence.ancestors(deed))
    return any(sentence.words[at].lower in load_frame("answers") for at in above)


def tells_of_losers(sentence: Sentence, i: int) -> bool:
    """Whether a word names the side that suffers what the noun behind it tells: "army | casualties", "the | police death toll"."""
    word = sentence.words[sentence.climb(i)[-1]]
    return word.dep in ("compound", "poss", "amod", "nmod") and sentence.words[word.head].lower in load_frame("tells_of_losers")


def is_target(sentence: Sentence, i: int) -> bool:
    """Whether a noun for what armed actors do is what was attacked: "an attack on an army patrol"."""
    word = sentence.words[i]
    return word.dep == "pobj" and sentence.words[word.head].lower in ("on", "against")


def is_done_to_subject(sentence: Sentence, by: int, verb: int) -> bool:
    """Whether "by" names who did something to the doer of a verb: "shot two people before he was killed | by police"."""
    return sentence.words[by].dep == "agent" and suffers_later(sentence, sentence.words[by].head, verb)


def suffers_later(sentence: Sentence, done: int, verb: int) -> bool:
    """Whether a passive tells what the doer of an active verb suffered: "shot two people before he was | killed"."""
    if done == verb or sentence.words[done].tag != "VBN" or not _is_active(sentence, verb):
        return False
    roles = {sentence.words[c].dep for c in sentence.children[done]}
    passive = "auxpass" in roles or (sentence.words[done].dep == "conj" and not roles & {"aux", "dobj"})
    return passive and verb in sentence.climb(done, ("conj", "advcl", "pcomp", "prep"))


def _is_active(sentence: Sentence, verb: int) -> bool:
    roles = {sentence.words[c].dep for c in sentence.children[verb]}
    participle = sentence.words[verb].tag == "VBG" and sentence.words[verb].dep == "advcl"
    if not ("nsubj" in roles or participle) or roles & {"auxpass", "nsubjpass"} or dies(sentence, verb):
        return False
    return "dobj" in roles or not harms_object(sentence.words[verb])  # "a driver wounded when his car was hit" is passive


def dies(sentence: Sentence, i: int) -> bool:
    """Whether a verb's subject is who was harmed: "died", "succumbed"."""
    word = sentence.words[i]
    return word.tag.startswith("VB") and any(row.victim == "subject" for row in load_harm_words().get(word.lower, ()))
