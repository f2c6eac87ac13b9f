"""Tell against whom the fighters of a report fought: "two soldiers were killed in a clash with the rebels".

Who dies in a fight with a side was killed by it, as far as the report tells; it does not say so, so that the actor is inferred.
Only the dead and wounded of the two sides are such: whoever else was caught between them may have been hit by either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civharm.model import Claim
from civharm.reading.actors import ActorMention
from civharm.reading.phrases import find_tokens, load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.victim_status import describe_victims


def find_opponents(sentence: Sentence, actors: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """Find the sides with which somebody fights in a sentence.

    >>> from civharm.reading.actors import find_actors
    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> def sides(text):
    ...     sentence, = parse_sentences(find_sentences(text))
    ...     return [m.text for m in find_opponents(sentence, find_actors(text))]
    >>> sides("Two soldiers died in a clash with the rebels."), sides("Two soldiers died in clashes between rebels and the army.")
    (['the rebels'], [])
    """
    for mention in actors:
        if not (sentence.start <= mention.start and mention.end <= sentence.end):
            continue
        word = sentence.words_between(mention.start, mention.end)[-1:]
        chain = [word[0].i, *sentence.ancestors(word[0].i)][:_HOW_FAR] if word else []
        for i in chain:
            before = sentence.words[i]
            if before.lower == "with" and before.dep == "prep":
                fight = sentence.words[before.head]
                if fight.lower in load_frame("fights"):
                    yield mention
                break
            if before.dep not in ("pobj", "prep", "conj", "appos", "compound"):
                break


# "With | members | of | the | group": the steps from a name up to "with".
_HOW_FAR = 5


def may_face(claim: Claim, mention: ActorMention) -> bool:
    """Whether those harmed are fighters of the other side: soldiers before an armed group, fighters of a group before an army.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> from civharm.reading.actors import find_actors
    >>> [rebels] = find_actors("the rebels")
    >>> soldiers, farmers = read(make_report("r", "Two soldiers were killed. Two farmers were killed."))
    >>> may_face(soldiers, rebels), may_face(farmers, rebels)
    (True, False)
    """
    soldiers, enemies = load_frame("of_a_state"), load_frame("enemies_of_states")
    victims = {token.norm for token in find_tokens(claim.victims.text)}
    if not victims & (soldiers | enemies) and claim.victims.status == "combatant":  # "two soldiers died and six were wounded"
        victims = {token.norm for token in find_tokens(claim.quote.text[: claim.victims.start - claim.quote.start])}
    if is_of_a_state(mention):
        return bool(victims & enemies) and not victims & soldiers
    return bool(victims & soldiers) and not victims & enemies


def is_of_a_state(mention: ActorMention) -> bool:
    """Whether an actor is a state or its forces, by its kind or the last word of its name ("riot police")."""
    last = mention.text.lower().split()[-1]
    return mention.kind == "state" or mention.refers == "state" or last in load_frame("of_a_state") | load_frame("state_bodies")


def are_its_losses(claim: Claim, mention: ActorMention) -> bool:
    """Whether a sentence tells of losses whose side no word but the verb's subject names: "the army lost two men".

    Who says "we lost nine" did not kill the nine.
    """
    told = {token.norm for token in find_tokens(claim.quote.text)} & load_frame("bears_losses")
    lost = claim.trigger.text.lower() in load_frame("bears_losses")
    bare = describe_victims(claim.victims.text)[0] == "unknown" and claim.victims.status == "combatant"
    own = any(s.start is not None and s.end is not None and s.start < mention.end and mention.start < s.end for s in claim.speakers)
    return (lost and own) or (bool(told) and bare and is_of_a_state(mention))
