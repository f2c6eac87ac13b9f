"""Mend what the parser gets wrong where news tell harm: joined numbers, and verbs that it gives the wrong subject.

Each repair is a fact of English grammar that the small parser does not know: no subject is cut off from its verb by "and"; nobody
"kills that ..."; of two numbers joined by "and", the one before "were injured" is what was injured. Only heads and roles change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from civharm.lexicon import load_number_words
from civharm.reading.phrases import load_frame
from civharm.reading.subject_repairs import SUBJECT_REPAIRS, SUBJECTS, all_hang_on
from civharm.reading.word import Word

_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "DT")


def repair_parse(words: Sequence[Word]) -> tuple[Word, ...]:
    """Give back the words with the heads and roles that English grammar demands.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The blast killed at least 20 people and another 29 were injured."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(w.text, w.dep, sentence.words[w.head].text) for w in sentence.words if w.tag == "CD"]
    [('20', 'nummod', 'people'), ('29', 'nsubjpass', 'injured')]
    """
    mended = list(words)
    for repair in _REPAIRS:
        tried = list(mended)
        repair(tried)
        if any(new is not old for new, old in zip(tried, mended, strict=True)) and not goes_round(tried):
            mended = tried
    return tuple(mended)


def goes_round(words: Sequence[Word]) -> bool:
    """Whether heads lead back to where they come from, as no sentence's do: then whoever climbs them would never end."""
    rooted: set[int] = set()
    for word in words:
        way: list[int] = []
        at = word.i
        while at not in rooted and words[at].head != at:
            if at in way:
                return True
            way.append(at)
            at = words[at].head
        rooted.update((*way, at))
    return False


def _give_harm_verbs_their_object(words: list[Word]) -> None:
    """ "Killing 15 people ... killed and wounding 25": verbs that harm have an object, and no clause, behind them."""
    for verb in words:
        if verb.lower not in load_frame("takes_no_clause") or any(w.head == verb.i and w.dep == "dobj" for w in words):
            continue
        clause = next((w for w in words[verb.i + 1 :] if w.head == verb.i and w.dep == "ccomp"), None)
        if clause is None:
            continue
        subject = next((w for w in words[verb.i + 1 : clause.i] if w.head == clause.i and w.dep in SUBJECTS), None)
        if subject is not None and all_hang_on(words, words[verb.i + 1 : subject.i], subject.i):
            words[subject.i] = replace(subject, head=verb.i, dep="dobj")
            words[clause.i] = replace(clause, head=subject.i, dep="acl")


def _make_notes_passive(words: list[Word]) -> None:
    """ "Two staff assaulted and killed by gunmen": a verb without object, joined to a passive whose doer is named, is passive."""
    for verb in words:
        if verb.tag != "VBD" or any(w.head == verb.i and w.dep in ("dobj", "aux", "prt", "ccomp", "xcomp") for w in words):
            continue
        subject = next((w for w in words[: verb.i] if w.head == verb.i and w.dep == "nsubj"), None)
        joined = next((w for w in words[verb.i + 1 :] if w.head == verb.i and w.dep == "conj" and w.tag == "VBN"), None)
        if subject is None or joined is None or not any(w.head == joined.i and w.dep == "agent" for w in words):
            continue
        if not any(w.head == joined.i and w.dep in ("auxpass", *SUBJECTS) for w in words):
            words[verb.i] = replace(verb, tag="VBN")
            words[subject.i] = replace(subject, dep="nsubjpass")


def _make_joined_verbs_passive(words: list[Word]) -> None:
    """ "Were abducted on Monday and found dead": who is found dead after a passive is its subject."""
    for verb in words:
        if verb.lower not in load_frame("found_so") or verb.dep != "conj" or words[verb.head].tag != "VBN":
            continue
        state = next((w for w in words[verb.i :] if w.head == verb.i and w.lower in load_frame("state_found")), None)
        passive = any(w.head == verb.head and w.dep == "nsubjpass" for w in words)
        if state and passive and not any(w.head == verb.i and w.dep in ("dobj", *SUBJECTS) for w in words):
            words[verb.i] = replace(verb, tag="VBN")
            words[state.i] = replace(state, dep="oprd")


def _join_passives_behind_the_doer(words: list[Word]) -> None:
    """ "Were dragged out by soldiers of the army, beaten and shot": what follows the doer and a comma was done to the subject."""
    for verb in words[1:]:
        if verb.tag != "VBN" or verb.dep != "acl" or words[verb.i - 1].text != ",":
            continue
        if not any(w.head == verb.i and w.dep == "conj" and w.tag == "VBN" for w in words[verb.i :]):
            continue
        at = words[verb.head]
        while at.dep in ("pobj", "prep", "compound", "appos", "conj") and at.head != at.i:
            at = words[at.head]
        passive = words[at.head]
        if at.dep == "agent" and any(w.head == passive.i and w.dep == "auxpass" for w in words):
            words[verb.i] = replace(verb, dep="conj", head=passive.i)


def _share_objects_of_joined_verbs(words: list[Word]) -> None:
    """ "Have beaten and tortured prisoners": the object of two joined verbs stands behind the second, which describes no noun."""
    for part in words[2:]:
        noun, verb = words[part.head], words[part.i - 2]
        joined = words[part.i - 1].dep == "cc" and noun.dep == "conj" and noun.head == verb.i and noun.tag in ("NNS", "NNPS")
        if part.tag != "VBN" or part.dep != "amod" or not joined or verb.tag not in ("VBN", "VBD"):
            continue
        below = [w for w in words if w.head == verb.i]
        if any(w.dep == "nsubj" for w in below) and not any(w.dep in ("dobj", "auxpass") for w in below):
            words[part.i] = replace(part, tag=verb.tag, head=verb.i, dep="conj")
            words[noun.i] = replace(noun, head=part.i, dep="dobj")


def _give_her_its_noun(words: list[Word]) -> None:
    """ "Killing her older brother": a harm verb has one object; "her" right before it says whose it is."""
    for her in words[:-1]:
        if her.lower != "her" or her.tag != "PRP" or her.dep != "dobj":
            continue
        noun = next((w for w in words[her.i + 1 :] if w.head == her.head and w.dep == "dobj"), None)
        if noun is not None and all_hang_on(words, words[her.i + 1 : noun.i], noun.i):
            words[her.i] = replace(her, tag="PRP$", dep="poss", head=noun.i)


def _join_lists_of_the_harmed(words: list[Word]) -> None:
    """ "The killing of the mayor, his driver and two guards": what is listed behind "of" is joined to the first of them."""
    for of in words[1:-1]:
        if of.lower != "of" or words[of.i - 1].lower not in load_frame("harm_of_people"):
            continue
        first = _end_of_phrase(words, of.i + 1)
        if first is None:
            continue
        listed, end = _read_list(words, first)
        deed = words[of.i - 1]
        finite = end < len(words) and words[end].tag in ("VBD", "VBZ", "VBP", "MD") and deed.dep not in SUBJECTS
        if not listed or (finite and words[0].tag in ("IN", "VBG")):  # "after the killing of a boy, police and soldiers left"
            continue
        words[first] = replace(words[first], head=of.i, dep="pobj")
        for at in listed:
            words[at] = replace(words[at], head=first, dep="conj")


def _read_list(words: Sequence[Word], first: int) -> tuple[list[int], int]:
    """The nouns listed with commas and a last "and" behind a first one, and where the list ends; none where no "and" closes it.

    "Ann Hale, a nurse and mother" describes one person by a name and what she is: a name lists only other names and numbers.
    """
    found: list[int] = []
    at, closed, named = first + 1, False, words[first].tag.startswith("NNP")
    while at < len(words) and not closed:
        if words[at].text == "," and at + 2 < len(words) and words[at + 1].tag == "CD" and words[at + 2].text in (",", ";"):
            at += 2  # "Ann Hale, 31, and ..."
        step = at
        if words[at].text in (",", ";"):
            step += 1
        if step < len(words) and words[step].lower == "and":
            step, closed = step + 1, True
        if step == at or step >= len(words) or (named and words[step].lower in ("a", "an", "the") and not closed):
            return [], first + 1
        end = _end_of_phrase(words, step)
        if end is None:
            return [], first + 1
        last = words[found[-1] if found else first]
        if closed or last.tag.startswith("NNP") or not words[end].tag.startswith("NNP"):  # "his brother, Omar Said, and ..."
            found.append(end)
        at = end + 1
        if at < len(words) and words[at].lower == "of" and words[end].lower.endswith(_DEEDS):  # "and the arrest of his brother"
            return [], first + 1
    return (found, at) if closed else ([], first + 1)


def _end_of_phrase(words: Sequence[Word], start: int) -> int | None:
    """The noun that ends a plain phrase: "two of his guards", "a man", "33-year-old Ann Hale"; none where no noun follows."""
    last = None
    for word in words[start : start + _LONGEST_PHRASE]:
        ended = last is not None and words[last].tag.startswith("NN")
        if word.tag.startswith("NN") or (word.tag == "CD" and last is None):
            last = word.i
        elif word.lower == "of" and last is not None and not ended:  # "two of his guards"
            continue
        elif not word.tag.startswith(_INSIDE_PHRASE) or (ended and word.tag not in ("POS", "HYPH")):
            break
    return last


_INSIDE_PHRASE = ("DT", "PRP$", "CD", "JJ", "VBN", "POS", "HYPH", "AFX", "``", "''")
_LONGEST_PHRASE = 9
# Endings of nouns for deeds.
_DEEDS = ("ing", "ings", "ion", "ions", "ment", "arrest", "arrests", "murder", "death", "deaths", "damage")


def _make_objects_of_hedged_numbers(words: list[Word]) -> None:
    """ "Displacing over 600 people": after a verb that harms, "over" before a number of people is a hedge and governs nothing."""
    for over in words[:-1]:
        verb = words[over.head]
        if over.lower not in _HEDGING or over.dep != "prep" or words[over.i + 1].tag != "CD" or not verb.tag.startswith("VB"):
            continue
        noun = next((w for w in words if w.head == over.i and w.dep == "pobj"), None)
        done = any(w.head == verb.i and w.dep in ("dobj", "nsubjpass", "auxpass") for w in words)
        if (
            noun is None
            or done
            or over.i != verb.i + 1
            or verb.lower not in load_frame("takes_no_clause")
            or noun.lower in load_number_words("thing")
        ):
            continue
        words[noun.i] = replace(noun, head=verb.i, dep="dobj")
        words[over.i] = replace(over, head=over.i + 1, dep="quantmod")


_HEDGING = frozenset("over about around under".split())

# In this order: a verb that got its object back may leave a passive without a subject.
_REPAIRS: tuple[Callable[[list[Word]], None], ...] = (
    _give_harm_verbs_their_object,
    *SUBJECT_REPAIRS,
    _make_notes_passive,
    _make_joined_verbs_passive,
    _join_passives_behind_the_doer,
    _share_objects_of_joined_verbs,
    _give_her_its_noun,
    _join_lists_of_the_harmed,
    _make_objects_of_hedged_numbers,
)
