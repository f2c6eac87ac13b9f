"""Find the words above a harm in a sentence that share its doer, so that who arrests, mourns or hunts is no killer.

"The army carried out the killing" makes the army its doer; "the army condemned the killing", "police arrested four men over the
killing" and "police are hunting the men who killed two" do not: what stands above tells there what others did.
"""

from __future__ import annotations

from functools import cache

from civharm.reading.cues import load_cues
from civharm.reading.deeds import find_deed_verbs, load_deeds
from civharm.reading.doing_verbs import harms_object
from civharm.reading.harms import load_harm_words
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word

_SHARES_DOER = frozenset("prt conj advcl xcomp acl relcl pcomp prep ccomp dobj pobj nsubj acomp oprd amod attr appos".split())
# How many words up a doer is sought.
REACH = 5


def climb_to_doer(sentence: Sentence, i: int) -> tuple[list[int], bool]:
    """The harm word and the words above it that share its doer, and whether the next one above tells what others did.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> def climb(text, word):
    ...     sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    ...     above, stopped = climb_to_doer(sentence, next(w.i for w in sentence.words if w.text == word))
    ...     return [sentence.words[n].text for n in above], stopped
    >>> climb("The army condemned the killing of two shopkeepers.", "killing")
    (['killing'], True)
    >>> climb("The army committed the killing of two shopkeepers.", "killing")
    (['killing', 'committed'], False)
    >>> climb("Police are hunting the men who killed two shopkeepers.", "killed")
    (['killed'], True)
    """
    above, deed = [i], False
    for _ in range(REACH):
        word = sentence.words[i]
        if word.dep not in _SHARES_DOER or _is_said(sentence, i):
            break
        if word.dep == "ccomp" and word.tag.startswith("VB") and sentence.has_subject(i):
            break
        if (
            word.dep == "conj" and word.lower in load_cues("reporting") and sentence.has_subject(i)
        ):  # "..., but the army | admitted"
            break
        noun = word.tag.startswith("NN")
        deed = (noun and tells_deed_of_persons(word)) or (deed and not word.tag.startswith("VB"))
        if is_relative_of_persons(sentence, word) or _is_laid_on_another(sentence, word):
            return above, True
        if deed and noun and not _is_done_above(sentence, word):
            return above, True
        i = word.head
        above.append(i)
        if word.dep in ("prep", "pcomp") and is_accused_of(sentence, i):
            return above, True
    return above, False


def is_others_deed(sentence: Sentence, start: int) -> bool:
    """Whether the harm word at an offset is told below what others did: "troops raided the town after the | stabbing"."""
    word = sentence.word_at(start)
    return word is not None and climb_to_doer(sentence, word.i)[1]


def tells_deed_of_persons(word: Word) -> bool:
    """Whether a noun tells a deed or a death ("attack", "killing"), and not people ("hostages", "the dead")."""
    return word.lower in load_deeds() or any(
        row.victim == "of" or (row.victim == "object" and word.lower.endswith("ing"))
        for row in load_harm_words().get(word.lower, ())
    )


def _is_said(sentence: Sentence, i: int) -> bool:
    """Whether words are what somebody says, who did none of it: "Police said among the dead were two teachers"."""
    word = sentence.words[i]
    by = word.dep == "prep" and word.lower != "to"  # "put to death"
    clause = by or (word.dep == "ccomp" and word.tag.startswith("VB") and word.tag != "VBG")
    return clause and sentence.words[word.head].lower in load_cues("reporting")


def _is_done_above(sentence: Sentence, noun: Word) -> bool:
    """Whether what stands above the noun of a deed tells who did it: "carried out | the attack", "a wave of | killings"."""
    head = sentence.words[noun.head]
    if noun.dep == "dobj":
        return brings_about(head) or head.lower in load_frame("shows")
    if noun.dep == "nsubj":
        return head.lower in load_frame("happens")
    if noun.dep != "pobj" or head.dep != "prep":
        return True
    above = sentence.words[head.head]
    if above.lower in load_frame("owns_up") or above.lower in load_cues("accuse"):
        return True
    if above.tag.startswith("NN"):
        of_such = load_frame("row_of_deeds") | load_frame("shows") | load_deeds()
        return head.lower == "of" and above.lower in of_such
    return head.lower in load_frame("in_the_course") and brings_about(above)


def brings_about(verb: Word) -> bool:
    """Whether a verb makes its subject the doer of the deed below it: "carried out | the attack", not "condemned the attack"."""
    return verb.lower in _bringing_about() or harms_object(verb)


@cache
def _bringing_about() -> frozenset[str]:
    return find_deed_verbs() | load_frame("brings_about") | load_cues("accuse")


def is_relative_of_persons(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb tells what the people whom its clause describes did: "the gunmen who | killed", "a group that | shot"."""
    if verb.dep != "relcl" or not verb.tag.startswith("VB"):
        return False
    subjects = {sentence.words[c].lower for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"}
    return "who" in subjects or (bool(subjects & {"that", "which"}) and sentence.words[verb.head].lower in load_frame("of_whom"))


def is_accused_of(sentence: Sentence, i: int) -> bool:
    """Whether a word of accusing describes whom it accuses: "a man | accused of"."""
    word = sentence.words[i]
    return word.dep == "acl" and word.lower in load_cues("accuse")


def _is_laid_on_another(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb tells of what somebody is charged with, or is kept from: "detained six suspected of | killing two"."""
    by = sentence.words[verb.head]
    if verb.dep != "pcomp" or by.lower not in load_frame("laid_on"):
        return False
    above = sentence.words[by.head]
    return above.tag.startswith("VB") and above.lower not in load_cues("accuse")
