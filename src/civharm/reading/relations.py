"""Say by the parse which harm was done to which phrase: the rule reader, which also finds the trigger for the learned one."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reading.doing_verbs import suffers_later
from civharm.reading.harms import Trigger, find_harm_said
from civharm.reading.mentions import Mention
from civharm.reading.part_words import is_part
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.subjects import find_subject_above

_OBJECT = ("dobj", "nsubjpass", "obj", "oprd")


def link_rules(sentence: Sentence, triggers: Sequence[Trigger], mentions: Sequence[Mention]) -> dict[int, list[Trigger]]:
    """For each mention (by its index) the harm words whose victims it names, best first; by grammar alone.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The blast killed 12 people and wounded 30 others, officials said."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> mentions = find_mentions(s)
    >>> links = link_rules(s, find_triggers(s), mentions)
    >>> {text[mentions[i].start:mentions[i].end]: [t.harm for t in ts] for i, ts in links.items()}
    {'12 people': ['killed'], '30 others': ['injured']}
    """
    links: dict[int, list[Trigger]] = {}
    for number, mention in enumerate(mentions):
        linked = [trigger for trigger in triggers if is_victim_of(sentence, mention, trigger)]
        if any(_is_inside(mention, t) for t in linked):  # "5 KIA, 12 WIA"
            linked = [t for t in linked if t.row.victim != "self" or _is_inside(mention, t)]
        linked.sort(key=lambda t: (t.row.weak, _gap(mention, t)))
        if linked:
            links[number] = linked
    _share_parts(sentence, mentions, links)
    return links


def _is_inside(mention: Mention, trigger: Trigger) -> bool:
    return mention.start <= trigger.start and trigger.end <= mention.end and trigger.row.victim == "self"


def _gap(mention: Mention, trigger: Trigger) -> int:
    return max(0, trigger.start - mention.end, mention.start - trigger.end)


def _share_parts(sentence: Sentence, mentions: Sequence[Mention], links: dict[int, list[Trigger]]) -> None:
    """A phrase after "including" or "among them" shares the harm of the total before it."""
    for number, mention in enumerate(mentions):
        if number in links or not is_part(sentence, mention):
            continue
        total = next((n for n in range(number - 1, -1, -1) if n in links), None)
        if total is not None and ";" not in sentence.text[mentions[total].end - sentence.start : mention.start - sentence.start]:
            links[number] = [t for t in links[total] if t.row.victim != "self"] or links[total]


def is_victim_of(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether the grammar makes a phrase the victim of a harm word."""
    if mention.start <= trigger.start and trigger.end <= mention.end:
        if _is_duty_of(sentence, mention, trigger):
            return False
        return trigger.row.victim in ("self", "of") or trigger.row.part in ("verb", "adjective")
    word = sentence.words[mention.head]
    role = trigger.row.victim
    if role == "after":
        return (
            0 <= mention.start - trigger.end <= 40
            and "," not in sentence.text[trigger.end - sentence.start : mention.start - sentence.start]
        )
    if role == "before":
        return _stands_before(sentence, mention, trigger)
    if role == "subject":
        if _has_other_subject(sentence, word.i, trigger.word):  # "four people were shot, and two died"
            return False
        return _is_subject(sentence, word.i, trigger.word) or _modifies(sentence, word.i, trigger.word)
    if role == "of":
        return _is_of(sentence, word.i, trigger.word)
    if role == "self":
        return _is_named_by(sentence, word.i, trigger.word)
    nominal = trigger.row.part == "verb" and sentence.words[trigger.word].tag.startswith("NN")  # "the killing of", "the murder of"
    return _is_object(sentence, word.i, trigger) or (nominal and _is_of(sentence, word.i, trigger.word))


def _is_duty_of(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a noun for a death only says what people deal with: "homicide detectives", but not "murder victims"."""
    word, head = sentence.words[trigger.word], sentence.words[mention.head]
    return trigger.row.victim == "of" and word.dep == "compound" and word.head == head.i and find_harm_said(head.lower) is None


def _chain(sentence: Sentence, i: int) -> list[int]:
    """A word and those that it is joined to by "and" or stands beside as another name, up to the first.

    What a share is taken out of suffers as the share does: "half of the 120 | hostages were killed".
    """
    of = sentence.words[sentence.words[i].head]
    if sentence.words[i].dep == "pobj" and of.lower == "of" and sentence.words[of.head].lower in load_frame("shares"):
        return [i, *sentence.climb(of.head, ("conj", "appos"))]
    return sentence.climb(i, ("conj", "appos"))


def find_company(sentence: Sentence, i: int) -> int | None:
    """The word whose lot a phrase shares: "was killed along with two guards", "died with her sons", "a mayor with his driver".

    A bare "with" must stand right behind a verb without an object, for other things are done with people, too.
    """
    preposition = sentence.words[sentence.words[i].head]
    if sentence.words[i].dep != "pobj" or preposition.lower not in ("with", "alongside"):
        return None
    above = sentence.words[preposition.head]
    if above.lower in ("along", "together") and above.i == preposition.i - 1:
        return above.head if above.head != above.i else None
    if sentence.words[preposition.i - 1].lower in ("along", "together") or preposition.lower == "alongside":
        return above.i
    finite = above.tag.startswith("VB") and above.tag != "VBG"  # not "a means of killing with the people of the town"
    bare = finite and preposition.i == above.i + 1 and not _has_object_behind(sentence, above.i)
    return above.i if bare else None


def _has_object_behind(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[c].dep == "dobj" for c in sentence.children[verb])


def _verb_chain(sentence: Sentence, i: int) -> list[int]:
    """A verb and the verbs that share its object or subject by "and" ("shot and killed")."""
    below = (sentence.words[c] for c in sentence.children[i])
    return sentence.climb(i, ("conj", "xcomp", "advcl"), 4) + [w.i for w in below if w.dep == "conj" and w.tag.startswith("VB")]


def _is_object(sentence: Sentence, i: int, trigger: Trigger) -> bool:
    t = trigger.word
    if _is_in_company(sentence, i, t):
        return True
    word = sentence.words[t]
    hangs = word.dep in ("pobj", "prep", "pcomp", "advmod", "oprd", "acomp") and (word.dep, word.tag) != ("pcomp", "VBG")
    if trigger.row.part == "phrase" and hangs:  # not "accused of fatally shooting a man"
        t = next((a for a in sentence.ancestors(t) if sentence.words[a].tag.startswith("VB")), t)
    for at in _chain(sentence, i):
        word = sentence.words[at]
        if word.head == t and word.dep in _OBJECT:
            return True
        if word.head == t and word.dep == "nsubj" and sentence.words[t].tag == "VBN":
            return True
        if word.dep in ("nsubj", "nsubjpass") and _is_passive_beside(sentence, t, word.head):
            return True
        if word.dep == "nsubj" and not sentence.has_subject(t) and suffers_later(sentence, t, word.head):
            return True
        shared = word.dep in ("dobj", "nsubjpass") and t in _verb_chain(sentence, word.head) and not _has_object(sentence, t)
        if shared and not suffers_later(sentence, t, word.head):
            return sentence.words[t].dep == "conj" or word.dep == "nsubjpass" or sentence.words[word.head].dep == "conj"
    return _modifies(sentence, i, t)


def _is_passive_beside(sentence: Sentence, t: int, verb: int) -> bool:
    """Whether a passive harm verb shares the subject of another verb: "a family tried to leave but was captured"."""
    subjects = [sentence.words[c].dep for c in sentence.children[t]]
    if "auxpass" not in subjects or "nsubjpass" in subjects or sentence.words[t].dep != "conj":
        return False
    return verb in _chain(sentence, t)


def _has_object(sentence: Sentence, t: int) -> bool:
    return any(sentence.words[c].dep in ("dobj", "nsubjpass") for c in sentence.children[t])


def _modifies(sentence: Sentence, i: int, t: int) -> bool:
    """ "12 people killed", "civilians who were shot", "wounded men", "people trapped in the city"."""
    for at in _chain(sentence, i):
        if sentence.words[t].head == at and sentence.words[t].dep in ("acl", "relcl", "amod"):
            return not _has_own_object(sentence, t) and not _is_of_whom(sentence, t)
    return False


def _is_of_whom(sentence: Sentence, t: int) -> bool:
    """Whether a relative clause tells what came to somebody's kin: "a man whose sister was shot"."""
    subjects = (c for c in sentence.children[t] if sentence.words[c].dep in ("nsubj", "nsubjpass"))
    return any(sentence.words[c].tag == "WP$" for subject in subjects for c in sentence.children[subject])


def _has_own_object(sentence: Sentence, t: int) -> bool:
    """Whether a relative clause has an object of its own ("gunmen who killed two"): then its head is no victim."""
    words = [sentence.words[c] for c in sentence.children[t]]
    return any(w.dep == "dobj" for w in words) and not any(w.dep in ("nsubjpass", "auxpass") for w in words)


def _is_in_company(sentence: Sentence, i: int, t: int) -> bool:
    """Whether a phrase shares the lot of the victims of a verb."""
    with_whom = sentence.once(
        ("company", i), lambda: next((c for c in (find_company(sentence, at) for at in _chain(sentence, i)) if c is not None), None)
    )
    if with_whom is None:
        return False
    word = sentence.words[with_whom]
    return with_whom == t or (word.dep in _OBJECT and word.head == t)


def _is_subject(sentence: Sentence, i: int, t: int) -> bool:
    if _is_in_company(sentence, i, t):
        return True
    verbs = {t, *_verb_chain(sentence, t)}
    return any(sentence.words[at].head in verbs and sentence.words[at].dep in ("nsubj", "nsubjpass") for at in _chain(sentence, i))


def _has_other_subject(sentence: Sentence, i: int, verb: int) -> bool:
    """Whether a verb has a subject of its own that counts people and is not the phrase: "four people, two of whom died"."""
    subjects = [c for c in sentence.children[verb] if sentence.words[c].dep in ("nsubj", "nsubjpass")]
    return any(sentence.words[c].tag == "CD" and c not in (i, *_chain(sentence, i)) for c in subjects)


def _is_of(sentence: Sentence, i: int, t: int) -> bool:
    for at in _chain(sentence, i):
        word = sentence.words[at]
        if word.head == t and word.dep in ("poss", "compound", "nummod", "amod", "nmod"):
            return True
        prep = sentence.words[word.head]
        if word.dep == "pobj" and prep.lower == "of" and (prep.head == t or sentence.words[prep.head].head == t):
            return True
        if sentence.words[t].lower == "toll" and word.dep in ("pobj", "dobj") and prep.lower in ("to", "at"):
            return True
    return False


def _is_named_by(sentence: Sentence, i: int, t: int) -> bool:
    """ "12 dead", "left 12 people dead", "30 were missing", "58 fatalities"."""
    trigger = sentence.words[t]
    for at in _chain(sentence, i):
        word = sentence.words[at]
        if (word.head == t and word.dep in ("nummod", "amod", "nsubj", "compound", "npadvmod", "poss")) or trigger.head == at:
            return True
        if (
            trigger.head == word.head
            and trigger.dep in ("acomp", "oprd", "ccomp", "amod", "dobj", "advcl")
            and word.dep in ("nsubj", "dobj", "nsubjpass")
        ):
            return word.dep != "nsubj" or sentence.words[word.head].lower in load_frame("tells_them_so")
    return abs(t - i) == 1 and trigger.lower in ("dead", "wounded", "missing", "injured", "homeless")


def _stands_before(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase stands before a set phrase, and no other noun is its subject ("killed two before taking his own life")."""
    subject = find_subject_above(sentence, trigger)
    if subject is not None and sentence.words[subject].tag.startswith("NN") and subject != mention.head:
        below = subject in sentence.subtree(mention.head) or mention.head in sentence.subtree(subject)
        if not below:
            return False
    between = sentence.text[max(0, mention.end - sentence.start) : max(0, trigger.start - sentence.start)]
    return mention.end <= trigger.start and len(between) <= 80 and ";" not in between
