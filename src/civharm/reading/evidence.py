"""What the words, the grammar and the learned reader say of one phrase, and how sure the learned reader must be of each harm.

It needs little where a set phrase or a plain construction says the harm, and much where no word of the sentence does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civharm.model import Harm
from civharm.reading.harms import HarmWord, Trigger
from civharm.reading.learned import Reading
from civharm.reading.mentions import Mention, pronoun_number
from civharm.reading.sentences import Sentence
from civharm.reading.subjects import is_victim_of_phrase
from civharm.reading.worded import SURE_ALONE, SURE_WITH_GRAMMAR, WORDED, can_say, find_harm_in_words, find_likelier

# A set phrase that the grammar links needs no more than that the learned reader does not rule it out.
SURE_OF_PHRASE = 0.02
# Names are of places and bodies, too, and of those who speak: alone, the learned reader must be surer of them.
SURE_OF_NAME = 0.7
# No word of the sentence says the harm: the learned reader must be surer then (people move and are held in words of no list).
SURE_WITHOUT_WORD = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for harm to the people of one phrase.

    ``linked`` are the harm words that the grammar links to it, the plain constructions first, and ``said`` the harms of the strong
    ones; a plain construction makes sure of the harms in ``sure_of``, and of those in ``named`` nearly; ``plain`` are those of set
    phrases. ``torn`` is the harm that the learned reader leans to where it wavers, ``worded`` the one that a set phrase tells.
    """

    sentence: Sentence
    mention: Mention
    reading: Reading
    triggers: Sequence[Trigger]
    linked: Sequence[Trigger]
    said: set[Harm]
    named: set[Harm]
    sure_of: set[Harm]
    plain: set[Harm]
    torn: Harm | None
    worded: Harm | None

    def needed(self, harm: Harm) -> float:
        """How sure the learned reader must be of a harm."""
        if harm in self.sure_of or harm == self.worded:
            return 0.0
        if harm in self.named:
            return SURE_WITH_GRAMMAR
        listed = is_listed(self.mention)
        if harm == self.torn or (harm in self.plain and listed):
            return SURE_OF_PHRASE
        if harm in WORDED and not any(can_say(t.harm, harm) for t in self.triggers):
            return SURE_WITHOUT_WORD
        if harm in self.said and listed:
            return SURE_WITH_GRAMMAR
        return SURE_OF_NAME if self.mention.kind == "named" else SURE_ALONE

    def trigger(self, harm: Harm) -> Trigger:
        """The harm word: linked by grammar, else the nearest that says this harm or one like it, else the phrase's verb."""
        same = [[t for t in words if t.harm == harm] for words in (self.linked, self.triggers)]
        like = [[t for t in words if can_say(t.harm, harm) or can_say(harm, t.harm)] for words in (self.linked, self.triggers)]
        return self._nearest_of(harm, (*same, *like, self.linked))

    def nearest(self, harm: Harm) -> Trigger:
        """The harm word as `trigger` finds it; where none is like it, the nearest of the sentence, whatever it says."""
        same = [[t for t in words if t.harm == harm] for words in (self.linked, self.triggers)]
        return self._nearest_of(harm, (*same, self.linked, self.triggers))

    def _nearest_of(self, harm: Harm, choices: Iterable[Sequence[Trigger]]) -> Trigger:
        mention, sentence = self.mention, self.sentence
        for choice in choices:
            if choice:
                return min(choice, key=lambda t: (max(0, t.start - mention.end, mention.start - t.end), t.start))
        head = sentence.words[mention.head]
        verb = next((sentence.words[i] for i in sentence.ancestors(head.i) if sentence.words[i].tag.startswith("VB")), head)
        return Trigger(verb.text, verb.start, verb.end, verb.i, HarmWord(harm, "verb", "object", True, None))


def weigh(
    sentence: Sentence,
    mention: Mention,
    reading: Reading,
    linked: Sequence[Trigger],
    beyond_doubt: Sequence[Trigger],
    triggers: Sequence[Trigger],
) -> Evidence:
    """Put together what speaks for harm to a phrase: ``beyond_doubt`` are the harm words that a plain construction links."""
    strong = [trigger for trigger in linked if not trigger.row.weak]
    # "to kill 12 hostages": where a verb says what is done to them, their own noun tells nothing new.
    outside = [t for t in strong if not _is_own_noun(mention, t)]
    linked = [*beyond_doubt, *(t for t in linked if t not in beyond_doubt)]
    sure = {t.harm for t in beyond_doubt}
    return Evidence(
        sentence=sentence,
        mention=mention,
        reading=reading,
        triggers=triggers,
        linked=linked,
        said={trigger.harm for trigger in outside or strong},
        named=sure if mention.kind != "pronoun" and not is_listed(mention) else set(),
        sure_of=sure if _may_suffer(sentence, mention) else set(),
        plain=_find_set_phrases(sentence, mention, linked),
        torn=find_likelier(reading, linked),
        worded=find_harm_in_words(reading, linked, triggers),
    )


def _is_own_noun(mention: Mention, trigger: Trigger) -> bool:
    """Whether a harm word only names the people of a phrase ("12 hostages"), and is no body ("the body of the priest")."""
    inside = trigger.row.victim == "self" and mention.start <= trigger.start and trigger.end <= mention.end
    return inside and not (trigger.harm == "killed" and mention.noun is not None and mention.noun.container)


def is_listed(mention: Mention) -> bool:
    """Whether a phrase surely names people: a counted one or a listed noun, and not a name, a pronoun or any noun at all."""
    return mention.kind == "counted" or mention.noun is not None


def _find_set_phrases(sentence: Sentence, mention: Mention, linked: Sequence[Trigger]) -> set[Harm]:
    """Set phrases ("as human shields", "burned alive") say their harm by themselves wherever the grammar links them."""
    phrases = (t for t in linked if t.row.part == "phrase" and not t.row.weak)
    return {t.harm for t in phrases if is_victim_of_phrase(sentence, mention, t)}


def _may_suffer(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase surely names people, or one person told before: then the grammar alone can say that they were harmed."""
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    return is_listed(mention) or (mention.kind == "pronoun" and pronoun_number(words) == 1)
