"""Read across sentences: whom "them" and "the small family" stand for, and "this number has fallen to 4,000"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from civharm.model import Claim, Report, Span, Victims, make_id
from civharm.reading.agents import has_pronoun_for_doer
from civharm.reading.attribution import Attribution, speakers_of
from civharm.reading.claims import MADE_BY
from civharm.reading.cues import load_cues
from civharm.reading.harms import find_plain_words
from civharm.reading.mentions import Mention
from civharm.reading.quantities import Quantity, find_quantities
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence

# Whom a pronoun stands for is looked for in sentences that begin at most so many characters before its own.
LOOK_BACK = 400
_ANAPHOR = re.compile(
    r"\b(?:this|that|the)\s+(?:number|figure|toll|total|tally|count)\b[^.;]{0,60}?\b(?:to|at|is|was|reached|now|stood|stands|exceeds)\s+",
    re.I,
)


def read_anaphors(
    sentences: Sequence[Sentence], claims: Sequence[Claim], report: Report, attributions: Sequence[Attribution] = ()
) -> list[Claim]:
    """Read numbers whose noun stands earlier: "10,000 were fleeing a day ... this number has decreased to 4,000"."""
    made = []
    for sentence in sentences:
        match = _ANAPHOR.search(sentence.text)
        if not match:
            continue
        here = sentence.start + match.end()
        numbered = [c for c in reversed(claims) if c.count.end < here and c.count.bound != "unknown_plural" and c.count.low != 1]
        if not numbered:
            continue
        model = next((c for c in numbered if c.harm in _OF_A_TOLL), numbered[0]) if _TOLL.search(match.group()) else numbered[0]
        model = _of_noun(match.group(), model)
        quantity = next((q for q in find_quantities(sentence.text) if q.start >= match.end() - 1 and q.kind == "people"), None)
        if quantity is not None and not _has_its_harm(sentence, quantity, claims):
            claim = _anaphor(sentence, match, quantity, model, report)
            made.append(replace(claim, speakers=speakers_of(attributions, claim.count.start, claim.count.end)))
    return made


def _has_its_harm(sentence: Sentence, quantity: Quantity, claims: Sequence[Claim]) -> bool:
    """Whether a number is read already with the harm that stands behind it: "took the toll of casualties to 50 | dead"."""
    start, following = sentence.start + quantity.start, sentence.text[quantity.end :].split(maxsplit=1)
    told = any(c.count.start <= start + len(quantity.text) - 1 < c.count.end and c.victims.end > c.count.end for c in claims)
    return told and bool(following) and bool(find_plain_words(following[0]))


# "The toll" without more is that of the dead, though the wounded were told last.
_TOLL, _OF_A_TOLL = re.compile(r"\btoll\b(?! of)", re.I), ("killed", "casualties")


def _of_noun(words: str, model: Claim) -> Claim:
    """The model with the harm that "the number of" names: "the number of detainees reached 12" is of no dead."""
    named = _NUMBER_OF.search(words)
    told = sorted(find_plain_words(named.group(1))) if named else []
    return replace(model, harm=told[0]) if len(told) == 1 and told[0] != model.harm else model


_NUMBER_OF = re.compile(
    r"\bof (?:the )?((?:[\w-]+ ){0,2}?[\w-]+)(?= (?:in|at|from|since|with|who|to|has|had|was|reached|now|stood|is)\b)", re.I
)


def _anaphor(sentence: Sentence, match: re.Match[str], quantity: Quantity, model: Claim, report: Report) -> Claim:
    start, end = sentence.start + quantity.start, sentence.start + quantity.end
    cue_start = sentence.start + match.start()
    cue = match.group().strip()
    return replace(
        model,
        id=make_id(report.id, report.sha256, model.harm, start, end),
        quote=Span(sentence.text, sentence.start, sentence.end),
        trigger=Span(cue, cue_start, cue_start + len(cue)),
        victims=Victims(text=quantity.text, start=start, end=end, status=model.victims.status, groups=model.victims.groups),
        count=replace(
            model.count, text=quantity.text, start=start, end=end, low=quantity.low, high=quantity.high, bound=quantity.bound
        ),
        measure=replace(model.measure, from_on=None, to_on=None),
        part_of=None,
        actor=replace(model.actor, inferred=True) if model.actor else None,
        means=replace(model.means, inferred=True) if model.means else None,
        confidence=min(model.confidence, 0.6),
        made_by=f"{MADE_BY} reference",
    )


def is_speaking(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase is the subject of a verb of saying: "him" in the words of a speaker is somebody else."""
    word = sentence.words[mention.head]
    return word.dep == "nsubj" and sentence.words[word.head].lower in load_cues("reporting")


def resolve_mentions(found: Sequence[Found], sentences: Sequence[Sentence], asked: Mapping[int, Sequence[Mention]]) -> list[Found]:
    """Put the people meant in the place of "them" and "the small family", where the words just before name or count them.

    ``asked`` holds all phrases of each sentence that may name people, by the sentence's start.
    """
    starts = sorted(asked)
    resolved = []
    for item, sentence in zip(found, sentences, strict=True):
        near = starts[bisect_left(starts, sentence.start - LOOK_BACK) : bisect_right(starts, sentence.start)]
        before = [m for start in near for m in asked[start] if m.end <= item.mention.start and not _is_place(sentence, m)]
        resolved.append(replace(item, mention=_antecedent(item, sentence, before)))
    return resolved


def _is_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name of the sentence is where something is: "at a mall in Allen, | Texas, before police killed him"."""
    if mention.start < sentence.start or mention.kind != "named" or mention.noun is not None:
        return False
    chain = sentence.climb(mention.head, ("appos",))
    names = all(sentence.words[i].tag.startswith("NNP") for i in chain)
    return names and sentence.words[chain[-1]].dep == "pobj" and sentence.words[sentence.words[chain[-1]].head].lower in _WHERE


_WHERE = frozenset("in at near around outside inside across".split())


def _antecedent(item: Found, sentence: Sentence, before: Sequence[Mention]) -> Mention:
    """The people meant, among the phrases ``before``; the phrase itself where none can be."""
    mention = item.mention
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start].lower()
    if mention.kind == "pronoun":
        plural = words in _PLURAL_PRONOUNS
        if not plural and words not in _SINGULAR_PRONOUNS:
            return mention
        if words in _REFLEXIVE:
            return next((_standing_in(m, mention) for m in reversed(before) if _does_it(sentence, m, item.trigger.word)), mention)
        able = _leave_out_they(item, sentence, [m for m in reversed(before) if (_can_be_they(m) if plural else _can_be_one(m))])
        meant = (m for m in able if not _does_it(sentence, m, item.trigger.word))
        return next((_standing_in(m, mention) for m in meant), mention)
    if mention.kind == "counted" and mention.noun is None and words.endswith((" of those", " of them", " of whom")):
        able = [m for m in reversed(before) if m.kind in ("counted", "plural") and m.noun is not None]
        return replace(mention, noun=next((m.noun for m in _leave_out_they(item, sentence, able)), None))
    if mention.kind == "group" and words.startswith(("the ", "these ", "those ")) and mention.noun is not None:
        same = (m for m in reversed(before) if m.kind == "counted" and m.noun is not None and m.noun.word == mention.noun.word)
        return next((replace(mention, kind="counted", quantity=m.quantity) for m in same), mention)
    return mention


def _leave_out_they(item: Found, sentence: Sentence, able: list[Mention]) -> list[Mention]:
    """Those who may be meant by "them" beside "they": "Two farmers met soldiers. They shot | them" tells of no soldiers shot."""
    if not has_pronoun_for_doer(sentence, item.trigger.start):
        return able
    return [m for m in able if m.noun is None or m.noun.status != "combatant"] or able


def _can_be_they(mention: Mention) -> bool:
    return mention.kind in ("counted", "plural", "group") and (mention.noun is not None or mention.quantity is not None)


def _can_be_one(mention: Mention) -> bool:
    """Whether "he" or "she" can stand for a phrase: one person described, named or counted."""
    counted_one = mention.kind == "counted" and mention.quantity is not None and mention.quantity.low == mention.quantity.high == 1
    if mention.noun is not None and mention.noun.word in _NO_ONE:
        return False
    return mention.kind in ("single", "named") or (counted_one and mention.noun is not None)


_NO_ONE = frozenset("death injury casualty wound fatality".split())


def _does_it(sentence: Sentence, mention: Mention, verb: int) -> bool:
    """Whether a phrase is the subject of the harm verb, or of the verb that it is joined to: then it is no victim."""
    if not sentence.start <= mention.start < sentence.end:
        return False
    word = sentence.words[mention.head]
    passive = any(sentence.words[c].dep == "nsubjpass" for c in sentence.children[verb])  # "a man got away when | he was shot"
    return word.dep == "nsubj" and (word.head == verb or (word.head == sentence.words[verb].head and not passive))


_REFLEXIVE = frozenset("himself herself themselves".split())
_PLURAL_PRONOUNS = frozenset("them they themselves all most both".split())
_SINGULAR_PRONOUNS = frozenset("him her he she himself herself".split())


def _standing_in(named: Mention, pronoun: Mention) -> Mention:
    """The phrase that a pronoun stands for, in the pronoun's place in the sentence."""
    return replace(named, head=pronoun.head, pronoun=(pronoun.start, pronoun.end))
