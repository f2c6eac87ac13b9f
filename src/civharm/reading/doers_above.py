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
        word, below = sentence.words[i], sentence.words[above[-2]] if len(above) > 1 else None
        if word.dep not in _SHARES_DOER:
            break
        before = word.dep == "advcl" and sentence.has_subject(i) and (below is None or below.tag != "VBG")
        if before and _comes_before(sentence, word):
            return above, True
        if _has_own_doer(sentence, word) or (before and _has_active_subject(sentence, word)):
            break
        if _describes_persons(sentence, word) and not _leaves_them_so(sentence, word):
            return above, True
        deed = _tells_deed_so_far(word, deed)
        participle = below is not None and below.tag == "VBG"  # "shot at those who fled, | wounding three"
        if (not participle and _is_told_of_others(sentence, word)) or (
            deed and word.tag.startswith("NN") and not _is_done_above(sentence, word)
        ):
            return above, True
        i = word.head
        below_it = word.tag == "VB" or word.dep in ("dobj", "xcomp", "ccomp", "acl")
        if below_it and sentence.words[i].lower in load_frame("averts"):
            return above, True  # "police foiled a plot to kill the mayor"
        if word.dep == "dobj" and word.lower in load_frame("amounts") and sentence.words[i].lower in load_cues("reporting"):
            return above, True  # "the group's colonel put the number of workers killed at four"
        if word.dep in ("relcl", "acl") and sentence.words[i].lower in load_frame("fights"):
            return above, True  # "took the town after a battle that killed 40": both sides fought
        above.append(i)
        if word.dep in ("prep", "pcomp") and is_accused_of(sentence, i):
            return above, True
    return above, False


def _has_own_doer(sentence: Sentence, word: Word) -> bool:
    """Whether what stands above a word has another subject: it is what somebody says, or what one side "admits" beside another."""
    if _is_said(sentence, word.i) or not sentence.has_subject(word.i):
        return _is_said(sentence, word.i)
    clause = word.dep == "ccomp" and word.tag.startswith("VB")
    return clause or (word.dep == "conj" and word.lower in load_cues("reporting"))  # "..., but the army | admitted"


def _has_active_subject(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb of a side clause has a doer of its own: "the gunmen fled when a bomb | killed nine"."""
    return any(sentence.words[c].dep == "nsubj" for c in sentence.children[verb.i])


def _tells_deed_so_far(word: Word, deed: bool) -> bool:
    """Whether the way up from a harm passes the noun of a deed ("condemned the | killing")."""
    if word.tag.startswith("NN") and tells_deed_of_persons(word):
        return True
    return deed and not word.tag.startswith("VB")


def _describes_persons(sentence: Sentence, word: Word) -> bool:
    """Whether a participle only tells who people are: "freed nine | kidnapped engineers", "killed boys who had been | abducted"."""
    if word.dep == "relcl":  # "had been": before; "including four who were burned alive" tells of the same deed
        below = [sentence.words[c] for c in sentence.children[word.i]]
        return any(w.dep == "nsubjpass" and w.tag == "WP" for w in below) and any(w.lower == "had" for w in below)
    return word.dep == "amod" and _is_done_to_persons(word)


def _leaves_them_so(sentence: Sentence, word: Word) -> bool:
    """Whether the verb above makes them so: "left nine | wounded people behind"."""
    noun = sentence.words[word.head]
    above = sentence.words[noun.head]
    if noun.dep == "pobj":  # "resulted in nine | wounded people"
        above = sentence.words[above.head]
    return word.dep == "amod" and noun.dep in ("dobj", "pobj") and above.lower in load_frame("brings_about")


def _is_told_of_others(sentence: Sentence, word: Word) -> bool:
    freed = word.dep in ("dobj", "nsubjpass") and sentence.words[word.head].lower in load_frame("frees")
    if freed and word.lower not in load_frame("shows"):  # "rescued two | hostages", not "released a video"
        return True
    return is_relative_of_persons(sentence, word) or _is_laid_on_another(sentence, word) or _is_the_arrested_ones(sentence, word)


def _is_the_arrested_ones(sentence: Sentence, word: Word) -> bool:
    """Whether a participle below an arrest tells why: "police arrested a man they say shot two, | killing one"."""
    if word.tag != "VBG" or word.dep not in ("advcl", "pcomp"):
        return False
    above = sentence.words[word.head]
    verb = sentence.words[above.head] if word.dep == "pcomp" else above
    return any(row.harm == "detained" for row in load_harm_words().get(verb.lower, ()))


def is_others_deed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the harm words at a span are told below what others did: "troops raided the town after the | stabbing"."""
    words = sentence.words_between(start, end)
    top = next((w for w in words if not start <= sentence.words[w.head].start < end), None)
    return top is not None and climb_to_doer(sentence, top.i)[1]


def tells_deed_of_persons(word: Word) -> bool:
    """Whether a noun tells a deed or a death ("attack", "killing"), and not people ("hostages", "the dead")."""
    return word.lower in load_deeds() or any(
        row.victim == "of" or (row.victim == "object" and word.lower.endswith("ing"))
        for row in load_harm_words().get(word.lower, ())
    )


def _comes_before(sentence: Sentence, verb: Word) -> bool:
    """Whether a clause tells what came before the rest of its sentence: "police seek witnesses after a man | shot two"."""
    return any(sentence.words[c].lower in load_frame("comes_before") for c in sentence.children[verb.i])


def _is_done_to_persons(word: Word) -> bool:
    """Whether a participle tells what was done to people: "kidnapped", not "broken" or "dead"."""
    return any(row.part == "verb" and row.victim == "object" and not row.weak for row in load_harm_words().get(word.lower, ()))


def _is_said(sentence: Sentence, i: int) -> bool:
    """Whether words are what somebody says, who did none of it: "Police said among the dead were two teachers"."""
    word = sentence.words[i]
    by = word.dep == "prep" and word.lower != "to"  # "put to death"
    by = by or (word.tag.startswith("JJ") and word.dep in ("advcl", "acomp", "oprd"))  # "spoke of two | dead"
    clause = by or (word.dep == "ccomp" and word.tag.startswith("VB") and word.tag != "VBG")
    verb = sentence.words[word.head].lower
    return clause and not load_cues("reporting").isdisjoint((verb, f"{verb} {word.lower}", f"{verb} of"))


def _is_done_above(sentence: Sentence, noun: Word) -> bool:
    """Whether what stands above the noun of a deed tells who did it: "carried out | the attack", "a wave of | killings"."""
    head = sentence.words[noun.head]
    if noun.dep == "dobj":
        return brings_about(head) or head.lower in load_frame("shows")
    if noun.dep == "nsubj":
        return head.lower in load_frame("happens")
    if noun.dep != "pobj" or head.dep != "prep":
        return True
    if head.lower == "to" and not sentence.children[noun.i]:  # "hacked to | death"
        return True
    above = sentence.words[head.head]
    if head.lower == "behind":  # "the group was behind | the blast"
        return True
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


def is_believed_doer(sentence: Sentence, verb: int, harm: int) -> bool:
    """Whether the subject of a passive is said or thought to have done a harm: "the army is | believed to have shelled the town".

    What is believed must be a deed: who is "believed to have found nine bodies" killed nobody.
    """
    believed = sentence.words[verb]
    if believed.lower not in load_frame("believed") or believed.tag != "VBN":
        return False
    below = next((i for i in (harm, *sentence.ancestors(harm)) if sentence.words[i].head in (verb, *_by_of(sentence, verb))), None)
    if below is None or sentence.words[below].dep not in ("xcomp", "pcomp"):
        return False
    done = sentence.words[below]
    passive = any(sentence.words[c].dep == "auxpass" for c in sentence.children[below])
    return not passive and (below == harm or brings_about(done))


def _by_of(sentence: Sentence, verb: int) -> list[int]:
    return [c for c in sentence.children[verb] if sentence.words[c].lower == "of" and sentence.words[c].dep == "prep"]


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
    themselves = above.lower in load_frame("believed") and any(
        sentence.words[c].dep == "auxpass" for c in sentence.children[above.i]
    )
    return (
        above.tag.startswith("VB") and above.lower not in load_cues("accuse") and not themselves
    )  # "police are suspected of | killing"
