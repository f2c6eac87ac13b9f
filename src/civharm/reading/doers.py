"""Find the actors that a sentence makes doers of an attack, whatever its harm: "air strikes by Russian forces", "rebels shelled".

A claim without an actor of its own may take one of these from its sentence, the sentence before, or the headline, always marked
as inferred and never from another speaker's words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from civharm.model import Actor, Claim
from civharm.reading.actors import ActorMention
from civharm.reading.agents import choose_means, find_deed_verbs, find_means_in, holds_a_place, load_deeds, make_actor
from civharm.reading.attribution import Attribution, speakers_of
from civharm.reading.cues import load_cues
from civharm.reading.sentences import Sentence, Word

# How many sentences back the doer of a deed may stand, and how many characters.
SENTENCES_BACK, CHARACTERS_BACK = 3, 700


@dataclass(frozen=True, slots=True)
class Doer:
    """An actor that does a deed in a sentence, with whom the report credits for saying so."""

    mention: ActorMention
    speakers: tuple[str, ...]


def find_doers(sentence: Sentence, actors: Sequence[ActorMention], attributions: Sequence[Attribution] = ()) -> list[Doer]:
    """Find the doers of a sentence, in order.

    >>> from civharm.reading.actors import find_actors
    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Air strikes by Russian forces hit the town held by the rebels."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [d.mention.text for d in find_doers(sentence, find_actors(text))]
    ['Russian forces']
    """
    inside = [a for a in actors if sentence.start <= a.start and a.end <= sentence.end and not holds_a_place(sentence, a)]
    found = [m for m in inside if not is_only_means(m) and _does_a_deed(sentence, m)]
    return [Doer(m, tuple(s.text for s in speakers_of(attributions, m.start, m.end))) for m in found]


def is_only_means(mention: ActorMention) -> bool:
    """Whether a nameless "actor" is a weapon or a vehicle: "warplanes" say by what means, not who."""
    return mention.generic and mention.text.lower().split()[-1] in load_deeds() and len(mention.text.split()) == 1


def _does_a_deed(sentence: Sentence, mention: ActorMention) -> bool:
    words = sentence.words_between(mention.start, mention.end)
    return any(word.lower in load_deeds() for word in words) or any(_has_deed(sentence, word) for word in words[-1:])


def _has_deed(sentence: Sentence, word: Word) -> bool:
    head = sentence.words[word.head]
    if word.dep in ("compound", "poss", "amod", "nmod"):
        return head.lower in load_deeds()
    if word.dep == "pobj" and head.lower == "by":
        above = sentence.words[head.head]
        return above.lower in load_deeds() or above.lower in find_deed_verbs()
    if word.dep == "dobj" or (word.dep == "pobj" and head.lower == "on"):  # "accused Damascus of", "blamed the attack on rebels"
        verb = head if word.dep == "dobj" else sentence.words[head.head]
        return verb.lower in load_cues("accuse")
    if word.dep == "nsubj":
        objects = [sentence.words[c].lower for c in sentence.children[head.i] if sentence.words[c].dep == "dobj"]
        return head.lower in find_deed_verbs() or any(o in load_deeds() for o in objects)
    return False


def lend_from_context(claims: Sequence[Claim], sentences: Sequence[Sentence], doers: Mapping[int, Sequence[Doer]]) -> list[Claim]:
    """Give incidents without actor or means those of their sentence, of one before, or of the headline; ``doers`` by sentence."""
    at = {s.start: n for n, s in enumerate(sentences)}
    return [_lend(claim, _context(claim, sentences, at), doers) for claim in claims]


def _context(claim: Claim, sentences: Sequence[Sentence], at: Mapping[int, int]) -> list[Sentence]:
    """The claim's sentence, those before it within reach, and the headline, in the order in which they may lend."""
    number = at.get(claim.quote.start)
    if number is None or claim.measure.kind != "incident" or claim.background or claim.modality not in ("occurred", "feared"):
        return []
    before = [sentences[n] for n in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1)]
    near = [s for s in before if claim.quote.start - s.end <= CHARACTERS_BACK]
    headline = [s for s in sentences[:1] if s.kind == "title" and s not in near and number]
    return [sentences[number], *near, *headline]


def _lend(claim: Claim, context: Sequence[Sentence], doers: Mapping[int, Sequence[Doer]]) -> Claim:
    if claim.actor is None:
        lent = (_lent(doer, claim) for sentence in context for doer in doers.get(sentence.start, ()))
        claim = replace(claim, actor=next((actor for actor in lent if actor is not None), None))
    if claim.means is None and claim.harm in ("killed", "injured", "casualties"):
        found = (choose_means(find_means_in(sentence), claim.quote.start, inferred=True) for sentence in context[1:])
        claim = replace(claim, means=next((means for means in found if means is not None), None))
    return claim


def _lent(doer: Doer, claim: Claim) -> Actor | None:
    mention = doer.mention
    if mention.start < claim.victims.end and claim.victims.start < mention.end:
        return None
    if doer.speakers and not _is_same_voice(doer.speakers, tuple(s.text for s in claim.speakers)):
        return None
    if _is_own_side(claim, mention):
        return None
    return make_actor(mention, inferred=True)


def _is_same_voice(said: tuple[str, ...], credited: tuple[str, ...]) -> bool:
    """Whether two chains of speakers share a name: "the Syrian Observatory for Human Rights" and "the Observatory"."""
    mine, yours = ({w for text in texts for w in text.lower().split() if len(w) > 3} for texts in (said, credited))
    return bool(mine & yours)


def _is_own_side(claim: Claim, mention: ActorMention) -> bool:
    """Whether the victims are said to be the actor's own ("IS fighters" killed, lent "IS")."""
    victims = claim.victims.text.lower()
    return any(words.lower().removeprefix("the ") in victims for words in (mention.name, mention.text))
