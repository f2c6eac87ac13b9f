"""Make a claim of a phrase, a harm and its sentence: fill every slot that the sentence itself says, and leave the others empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from civharm.model import Bound, Certainty, Claim, Count, Means, Measure, Modality, Report, Span, Speaker, Unit, Victims, make_id
from civharm.reading.actor_names import find_inside
from civharm.reading.actor_words import make_actor
from civharm.reading.actors import ActorMention
from civharm.reading.agents import find_agent, has_pronoun_for_doer
from civharm.reading.attribution import Attribution, speakers_of
from civharm.reading.certainty import find_certainty
from civharm.reading.cues import find_cues
from civharm.reading.denials import says_denial
from civharm.reading.doing_verbs import is_done_with
from civharm.reading.individuals import find_people
from civharm.reading.means import find_means_of, find_siege
from civharm.reading.measures import find_measure
from civharm.reading.mentions import Mention, pronoun_number
from civharm.reading.modality import find_modality, find_modality_of_people, is_feared_outright
from civharm.reading.own_losses import find_status_of_losers
from civharm.reading.part_groups import find_status_of_all
from civharm.reading.retold import comes_later, is_retold
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence
from civharm.reading.speaking_doers import find_speaking_doer
from civharm.reading.unlisted_doers import find_unlisted_agent
from civharm.reading.victim_status import ADULT_AGE, describe_victims

# Below this the learned reader's word on a slot is not taken against the cues' (held-back lines of training).
SURE_OF_SLOT = 0.6
SURE_AGAINST_CUES = 0.8
# No word of doubt in the sentence: the learned reader must be this sure of one.
SURE_WITHOUT_CUES = 0.9
# What a negation, a denial or an auxiliary says outright is never overruled.
SAID_BY_GRAMMAR = ("denied", "future", "hypothetical", "threatened")
# Means are those of bodily harm; what is fired at people who flee is not the means of their flight.
DONE_BY_MEANS = ("killed", "injured", "casualties", "tortured")
MADE_BY = f"civharm {version('civharm')}"


@dataclass(frozen=True)
class Context:
    """What a claim's sentence stands in."""

    report: Report
    attributions: Sequence[Attribution]
    actors: Sequence[ActorMention]


# Nouns that count people whom a number before has named: "900 civilians killed and another 930 wounded".
_ELLIPTIC = frozenset(
    "abducted kidnapped arrested detained captured missing displaced wounded injured dead other others casualty victim more death "
    "injury killed fatality".split()
)


def make_claim(found: Found, sentence: Sentence, context: Context, before: Claim | None) -> Claim:
    """Make the claim; ``before`` is the claim made just before in the same sentence, whose noun an elliptic number takes."""
    words = context.report.text[found.mention.start : found.mention.end]
    count = make_count(found.mention, words)
    if found.mention.pronoun is not None and found.mention.quantity is None:
        start, end = found.mention.pronoun
        count = replace(count, text=context.report.text[start:end], start=start, end=end)
    victims = _make_victims(found.mention, words, sentence, before)
    if found.harm == "displaced" and victims.status == "unknown":  # whoever is driven out is a refugee: codebook, victims
        victims = replace(victims, status="civilian")
    speakers = _find_speakers(found.mention, context)
    if victims.status == "unknown":
        victims = replace(victims, status=find_status_of_losers(sentence, found.mention.head, speakers))
    agent = find_speaking_doer(sentence, found.trigger, speakers, context.actors) or find_agent(
        sentence, found.trigger, (victims.start, victims.end), _able(context.actors, sentence, found, speakers)
    )
    measure = _measure(found, sentence)
    return Claim(
        id=make_id(
            context.report.id, context.report.sha256, found.harm, victims.start, victims.end, *(found.mention.pronoun or ())
        ),
        report=context.report.id,
        quote=Span(sentence.text, sentence.start, sentence.end),
        trigger=Span(found.trigger.text, found.trigger.start, found.trigger.end),
        harm=found.harm,
        victims=victims,
        count=count,
        measure=measure,
        modality=_modality(found, sentence),
        certainty=_certainty(found, sentence),
        actor=make_actor(agent) if agent else find_unlisted_agent(sentence, found.trigger, (victims.start, victims.end)),
        means=_means(found, sentence),
        speakers=speakers,
        background=_is_old(found, sentence),
        confidence=round(found.confidence, 2),
        made_by=f"{MADE_BY} {found.decided_by}",
    )


def _is_old(found: Found, sentence: Sentence) -> bool:
    """Whether the learned reader calls it old news, or the sentence an earlier deed; not where it came of what was told before."""
    old = found.reading is not None and found.reading.old >= SURE_OF_SLOT and not comes_later(sentence, found.trigger)
    return old or is_retold(sentence, found.trigger)


def _find_speakers(mention: Mention, context: Context) -> tuple[Speaker, ...]:
    """Whom the report credits; "villagers who fled the town told police" tells in the report's own voice that they fled."""
    speakers = speakers_of(context.attributions, mention.start, mention.end)
    return tuple(s for s in speakers if s.start is None or s.end is None or s.end <= mention.start or mention.end <= s.start)


def _means(found: Found, sentence: Sentence) -> Means | None:
    if found.harm == "trapped":
        return find_siege(sentence, found.trigger)
    return find_means_of(sentence, found.trigger, (found.mention.start, found.mention.end)) if found.harm in DONE_BY_MEANS else None


def _able(actors: Sequence[ActorMention], sentence: Sentence, found: Found, speakers: Sequence[Speaker]) -> Sequence[ActorMention]:
    """The actors of a sentence that may have done it: not those who only tell of it ("..., police said") and are no belligerent."""
    inside = find_inside(actors, sentence.start, sentence.end)
    if has_pronoun_for_doer(sentence, found.trigger.start):  # "police said they had shot a man"
        return inside
    told = [
        (s.start, s.end)
        for s in speakers
        if s.start is not None
        and s.end is not None
        and (s.kind != "party" or (s.speech_act == "assert" and s.start > max(found.trigger.end, found.mention.end)))
    ]  # "..., a military source said": who closes a sentence so tells it
    return [a for a in inside if not any(start <= a.start and a.end <= end for start, end in told)]


def make_count(mention: Mention, text: str) -> Count:
    """The count that a phrase sets: its number, or one for one person, or the codebook's minimum for a plural."""
    household = mention.noun is not None and mention.noun.household
    if mention.quantity is not None:
        q = mention.quantity
        return Count(text=q.text, start=q.start, end=q.end, low=q.low, high=q.high, bound=q.bound, unit=q.unit_hint)
    low, high = _uncounted(mention, text)
    bound: Bound = "exact" if high is not None else "unknown_plural"
    unit: Unit = "household" if household else "person"
    return Count(text=text, start=mention.start, end=mention.end, low=low, high=high, bound=bound, unit=unit)


def _uncounted(mention: Mention, text: str) -> tuple[int | None, int | None]:
    if mention.kind in ("single", "named"):
        return 1, 1
    if mention.kind == "pronoun":
        number = pronoun_number(text)
        return (number, number) if number else (2, None)
    return (2, None) if mention.kind == "plural" else (None, None)


def _make_victims(mention: Mention, text: str, sentence: Sentence, before: Claim | None) -> Victims:
    status, groups = describe_victims(text)
    if status == "unknown" and mention.noun is not None:
        status = mention.noun.status
    elliptic = mention.noun is None or mention.noun.word in _ELLIPTIC
    if elliptic and mention.kind == "counted" and status == "unknown" and before is not None:
        status = before.victims.status
    if status == "unknown":
        status = find_status_of_all(sentence, mention)
    if mention.kind == "named" and mention.noun is not None and not groups:  # "Sami Aziz, a schoolboy"
        groups = mention.noun.groups
    people = find_people(sentence, mention)
    if people and people[0].age is not None and people[0].age < ADULT_AGE and "children" not in groups:  # "Sami Amal, 12"
        status, groups = "civilian" if status == "unknown" else status, (*groups, "children")
    return Victims(text=text, start=mention.start, end=mention.end, status=status, groups=groups, people=people)


def _measure(found: Found, sentence: Sentence) -> Measure:
    """What the number measures, by the words around it and the learned reader."""
    trigger = sentence.words[found.trigger.word]
    passive = any(sentence.words[c].dep in ("auxpass", "aux") for c in sentence.children[trigger.i])
    bare = trigger.dep in ("acl", "amod") and trigger.tag == "VBN" and not passive
    start, end = found.mention.start - sentence.start, found.mention.end - sentence.start
    return find_measure(sentence.text, found.harm, start, end, found.reading, bare=bare)


def _modality(found: Found, sentence: Sentence) -> Modality:
    by_cues = find_modality(sentence, found.trigger)
    if by_cues == "occurred":
        by_cues = find_modality_of_people(sentence, found.trigger, found.mention.head)
    if found.reading is None or by_cues == found.reading.modality or by_cues in SAID_BY_GRAMMAR:
        return by_cues
    if by_cues == "occurred" and is_done_with(sentence, found.trigger):
        return by_cues
    if found.reading.modality == "denied" and not says_denial(sentence.text):
        return by_cues
    outright = by_cues == "feared" and is_feared_outright(sentence, found.trigger)
    if outright or (by_cues == "feared" and found.reading.modality != "occurred"):  # what is feared is no threat
        return by_cues
    if by_cues != "occurred":  # the words say doubt: the learned reader must be sure to overrule them
        return found.reading.modality if found.reading.modality_sure >= SURE_AGAINST_CUES else by_cues
    bare = sentence.words[found.trigger.word].dep in ("acl", "amod")  # "people trapped in the city may flee": the trapping happened
    return found.reading.modality if found.reading.modality_sure >= SURE_AGAINST_CUES and not bare else by_cues


def _certainty(found: Found, sentence: Sentence) -> Certainty:
    needed = SURE_OF_SLOT if find_cues(sentence.text, "hedge") else SURE_WITHOUT_CUES
    if found.reading is not None and found.reading.hedged >= needed:
        return "hedged"
    return find_certainty(sentence, found.trigger, found.mention.start)


def with_groups(claim: Claim, groups: Sequence[str]) -> Claim:
    """The claim with more groups among its victims: those of its parts."""
    merged = tuple(dict.fromkeys([*claim.victims.groups, *groups]))
    return replace(claim, victims=replace(claim.victims, groups=merged))  # type: ignore[arg-type]
