"""Lend a claim without an actor or means of its own those that its sentence, one before, the headline or a claim of the deed tells.

What is lent is always marked as inferred, and never taken from another speaker's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from civharm.model import Actor, Claim, Speaker
from civharm.reading.actor_names import state_index
from civharm.reading.actor_words import make_actor
from civharm.reading.actors import ActorMention
from civharm.reading.agents import has_pronoun_for_doer
from civharm.reading.communiques import lend_from_communique
from civharm.reading.cues import find_cues
from civharm.reading.custody import IN_CUSTODY, find_holder, may_take
from civharm.reading.deeds import find_campaigns, find_deeds_told, find_definite_deeds, load_deeds
from civharm.reading.doers import Doer, DoersTold
from civharm.reading.doers_above import is_others_deed
from civharm.reading.means import MeansMention, choose_means, find_means, find_means_in
from civharm.reading.opponents import are_its_losses, may_face
from civharm.reading.other_deeds import is_another_deed, tells_kind
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence

# Harms that are done by means which another sentence may tell.
DEADLY = ("killed", "injured", "casualties")
# The headline and the first sentences tell what "the attack" of a report is.
LEAD = 3
# How many sentences back the doer of a deed may stand, and how many characters.
SENTENCES_BACK, CHARACTERS_BACK = 3, 700
# How many sentences ahead an actor may claim the deed.
SENTENCES_AHEAD = 3


def lend_from_context(claims: Sequence[Claim], sentences: Sequence[Sentence], told: DoersTold) -> list[Claim]:
    """Give incidents without actor or means those of their sentence, of one before, or of the headline.

    Who claims the deed for himself right after it stands before those of the sentences above.
    """
    at = {s.start: n for n, s in enumerate(sentences)}
    lent = []
    for number, claim in enumerate(claims):
        context = _context(claim, sentences, at)
        here = at[claim.quote.start] + 1 if context and not claim.background else len(sentences)
        after = list(takewhile(lambda s: not _leads_away(s.text), sentences[here : here + SENTENCES_AHEAD]))
        if claim.actor is None:
            claim = replace(claim, actor=find_holder(claim, _tell_before(claim, claims[:number], context)))
        lent.append(_lend(claim, context, list(_order_doers(claim, context, after, told))))
    return lent


def _tell_before(claim: Claim, before: Sequence[Claim], context: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims before one, of its sentence and those near, that may speak for it: the nearest first."""
    for other in reversed(before):
        if all(other.quote.start != s.start for s in context[: 1 + SENTENCES_BACK]):
            return
        if _may_speak_for(other.speakers, claim):
            yield other


def _order_doers(claim: Claim, context: Sequence[Sentence], after: Sequence[Sentence], told: DoersTold) -> Iterator[Doer]:
    """Whoever may have done it, the likeliest first."""
    for number, sentence in enumerate(context):
        if number or not is_others_deed(sentence, claim.trigger.start, claim.trigger.end):
            yield from (d for d in told.doers.get(sentence.start, ()) if _may_have_done(d, claim, sentence))
        if number:
            yield from told.claimants.get(sentence.start, ())
        if number == 0 and len(context) > 1 and has_pronoun_for_doer(sentence, claim.trigger.start):
            yield from told.subjects.get(context[1].start, ())
        if number == 0:
            yield from (doer for s in after for doer in told.claimants.get(s.start, ()))


def _may_have_done(doer: Doer, claim: Claim, told: Sentence) -> bool:
    """Whether the deed of a doer may be what harmed the people of a claim.

    Who opened an offensive is not whoever planted a mine, shot or put to death people elsewhere, unless these are its enemies.
    """
    if claim.harm in IN_CUSTODY:
        return may_take(doer, claim, told.text)
    if _is_of_a_mine(claim) and told.start != claim.quote.start and not _is_planted(told.text):
        return False
    if doer.deed not in find_campaigns() or told.start == claim.quote.start or claim.means is None or claim.means.inferred:
        return True
    return claim.means.category == "explosive" or bool(find_definite_deeds(claim.quote.text)) or may_face(claim, doer.mention)


def _is_of_a_mine(claim: Claim) -> bool:
    """Whether people were harmed by what lay there, as they trod or drove on it: who attacked elsewhere may not have laid it."""
    means = claim.means
    return means is not None and not means.inferred and _TRODDEN.search(means.text) is not None


_TRODDEN = re.compile(r"\b(?:land ?mines?|mines?|minefields?|unexploded|IEDs?|remnants?|booby)\b", re.I)


def _is_planted(text: str) -> bool:
    return any(means.category == "planted_explosive" for means in find_means(text))


def _context(claim: Claim, sentences: Sequence[Sentence], at: Mapping[int, int]) -> list[Sentence]:
    """The claim's sentence, those before it within reach, and the headline, in the order in which they may lend."""
    number = at.get(claim.quote.start)
    if number is None or claim.measure.kind != "incident" or claim.modality not in ("occurred", "feared"):
        return []
    if claim.background or _leads_away(claim.quote.text):  # an old event takes nothing from what is told around it
        return [sentences[number]]
    before = [sentences[n] for n in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1)]
    near = [s for s in before if claim.quote.start - s.end <= CHARACTERS_BACK]
    lead = (s for s in sentences[:1] if s.kind == "title" or s.paragraph == 0)  # of a text without a headline, its first sentence
    headline = [s for s in lead if s not in near and number]
    return [sentences[number], *_keep_one_deed(sentences[number], [*near, *headline])]


def _keep_one_deed(told: Sentence, around: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences that may tell of the same deed; where a sentence leaves the kind open, the nearest that tells it says it."""
    for sentence in around:
        if not is_another_deed(told.text, sentence.text):
            yield sentence
            told = told if tells_kind(told.text) else sentence


def _leads_away(text: str) -> bool:
    """Whether a sentence opens by leaving the happening told before: "Elsewhere, a mine ...", "Last month the same unit ..."."""
    opening = re.match(r"\W*([\w-]+)", text)
    if opening is None:
        return False
    away = opening.group(1).lower() in load_frame("leads_away")
    return away or any(start <= opening.start(1) for start, _ in find_cues(text[:_OPENING], "leads_away"))


# How many characters of a sentence may hold the words by which it leads away.
_OPENING = 40


def _lend(claim: Claim, context: Sequence[Sentence], doers: Sequence[Doer]) -> Claim:
    if claim.actor is None:
        lent = (_lent(doer, claim) for doer in doers)
        claim = replace(claim, actor=next((actor for actor in lent if actor is not None), None) or lend_from_communique(claim))
    if claim.means is None and claim.harm in DEADLY:
        found = (choose_means(find_means_in(sentence), claim.quote.start, inferred=True) for sentence in context[1:])
        claim = replace(claim, means=next((means for means in found if means is not None), None))
    return claim


def lend_means_of_deed(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """Give claims of "the attack" the means that the report told of an attack before, however far above: inferred.

    What a chemical attack was carried by ("jets") gives way to the chemical, as it does in one sentence.
    """
    told = [(s.start, find_deeds_told(s.text), find_means_in(s)) for s in sentences]
    return [_with_means_of_deed(claim, told) for claim in claims]


def _with_means_of_deed(claim: Claim, told: Sequence[tuple[int, frozenset[str], list[MeansMention]]]) -> Claim:
    deeds = find_definite_deeds(claim.quote.text)
    carrier = claim.means is not None and claim.means.category == "explosive" and claim.means.text.lower() in load_deeds()
    if not deeds or claim.harm not in DEADLY or claim.measure.kind != "incident" or (claim.means is not None and not carrier):
        return claim
    above = [row for row in told if row[0] < claim.quote.start]
    before = [m for number, (_, named, means) in enumerate(above) if number < LEAD or named & deeds for m in means]
    lent = choose_means(before, claim.quote.start, inferred=True)
    if lent is None or (claim.means is not None and lent.category != "chemical"):
        return claim
    return replace(claim, means=lent)


def _lent(doer: Doer, claim: Claim) -> Actor | None:
    mention = doer.mention
    if mention.start < claim.victims.end and claim.victims.start < mention.end:
        return None
    if not _may_speak_for(doer.speakers, claim):
        return None
    if _is_own_side(claim, mention) or are_its_losses(claim, mention) or (doer.opponent and not may_face(claim, mention)):
        return None
    return make_actor(mention, inferred=True)


def _may_speak_for(said: Sequence[Speaker], claim: Claim) -> bool:
    """Whether what one speaker told, or the report in its own voice, may fill a slot of a claim."""
    return not said or is_same_voice(said, claim.speakers)


def is_same_voice(said: Sequence[Speaker], credited: Sequence[Speaker]) -> bool:
    """Whether two chains of speakers share a voice: a name, or a nameless one of the kind of the other ("a monitor said").

    >>> from civharm.model import Speaker
    >>> named = Speaker(text="the Syrian Observatory for Human Rights", start=0, end=39, kind="monitor")
    >>> is_same_voice([Speaker(text="a monitor", start=50, end=59, kind="monitor")], [named])
    True
    >>> is_same_voice([Speaker(text="the army", start=50, end=58, kind="party")], [named])
    False
    """
    mine, yours = (
        {word.lower() for s in chain for word in (s.name or s.text).split() if len(word) > 3 or _is_name(word)}
        for chain in (said, credited)
    )
    return bool(mine & yours) or any(_may_be(a, b) or _may_be(b, a) for a in said for b in credited)


def _is_name(word: str) -> bool:
    """Whether a short word may be a name: the "Aye" of "Ko Min Aye"."""
    return word[0].isupper() and word.lower() not in ("the", "a", "an", "of", "and")


def _may_be(nameless: Speaker, other: Speaker) -> bool:
    """Whether a speaker without a name may be the other: the lead's "a monitor" is named in the next sentence."""
    return nameless.kind == other.kind and nameless.kind in ("monitor", "ngo", "un") and nameless.text.islower()


def _is_own_side(claim: Claim, mention: ActorMention) -> bool:
    """Whether the victims are said to be the actor's own ("IS fighters" killed, lent "IS")."""
    victims = claim.victims.text.lower()
    if is_unnamed_foe(claim.victims.text, mention):
        return True
    if _is_own_kind(_whom(claim), mention) or (mention.generic and not load_frame("called_by_deed").isdisjoint(victims.split())):
        return True  # "eight died, including | the shooter" after "a gunman opened fire"
    return any(words.lower().removeprefix("the ") in victims for words in (mention.name, mention.text))


def is_unnamed_foe(victims: str, mention: ActorMention) -> bool:
    """Whether a named armed group would be lent the harm of "terrorists" or "rebels" whom no name tells from it.

    >>> front = ActorMention(0, 3, "ARL", "ARL", kind="armed_group")
    >>> is_unnamed_foe("sixty terrorists", front), is_unnamed_foe("six villagers", front)
    (True, False)
    >>> is_unnamed_foe("nine former ISIS fighters", front)  # another's, whom it may well have killed
    False
    """
    told = {word.strip(".,") for word in victims.split()}
    return (
        mention.kind == "armed_group" and not mention.generic and victims.islower() and bool(told & load_frame("enemies_of_states"))
    )


def _whom(claim: Claim) -> str:
    """The words for the people of a claim; of a number alone those before it, too ("14 soldiers died and | 56 were hurt")."""
    bare = claim.victims.text == claim.count.text and claim.victims.status == "combatant"
    return (claim.quote.text[: claim.victims.end - claim.quote.start] if bare else claim.victims.text).lower()


def _is_own_kind(victims: str, mention: ActorMention) -> bool:
    """Whether soldiers would be harmed by a state's forces, or rebels by rebels, and no word tells of two states or two groups."""
    last = {word.strip(".,") for word in victims.split()}
    if mention.kind == "state" or mention.refers == "state":
        named = {row.name for match in state_index().find(victims) for row in match.rows}
        return bool(last & load_frame("of_a_state")) and (not named or any(name and name in mention.name for name in named))
    told = mention.text.lower().split()
    if last & set(told) & load_frame("enemies_of_states"):
        return True  # "11 terrorists" after "PKK terrorists detonated a bomb"
    return mention.generic and told[-1] in load_frame("fighters_of_a_name") and bool(last & load_frame("fighters_of_a_name"))
