"""Read parts of a number that a later sentence tells without a word of harm: "Four were women", "The dead include a nurse"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from civharm.lexicon import make_alternation
from civharm.model import Claim, Harm, Report, Span, Victims, make_id
from civharm.reading.attribution import Attribution, speakers_of
from civharm.reading.claims import MADE_BY, make_count, with_groups
from civharm.reading.individuals import find_people
from civharm.reading.mentions import Mention
from civharm.reading.part_groups import find_groups_said
from civharm.reading.part_words import find_whole_harm, load_part_words, refers_back
from civharm.reading.parts import can_hold
from civharm.reading.sentences import Sentence, Word
from civharm.reading.victim_status import describe_victims

# The total stands in one of so many sentences before, at most so many characters up.
SENTENCES_BACK, REACH = 2, 400
# A part that a sentence without harm tells is read from the grammar alone; it takes the place of a claim less sure than that.
SURE = 0.6


def tells_parts(text: str) -> bool:
    """Whether a sentence without harm may tell parts of a number before it.

    >>> tells_parts("The dead include two nurses."), tells_parts("Four of them were women."), tells_parts("The town was quiet.")
    (True, True, False)
    """
    return _opens_with_whole().match(text) is not None or _of_them().search(text) is not None or _is_bare().match(text) is not None


@cache
def _opens_with_whole() -> re.Pattern[str]:
    """ "The dead include", "They included", "Among the victims were"; the group is the noun."""
    wholes, verbs = make_alternation(load_part_words("whole")), make_alternation(load_part_words("including"))
    return re.compile(
        rf"[\W_]*(?:(?:the |those |these )?(?P<a>{wholes})(?: \w+)? {verbs}"
        rf"|among(?:st)? (?:the |those )?(?P<b>{wholes}) (?:was|were|is|are))\b",
        re.I,
    )


@cache
def _of_them() -> re.Pattern[str]:
    return re.compile(
        r"\bof (?:them|these|those(?: \w+(?:ed|ng|ad))?|the (?:dead|victims|killed|wounded|injured)) (?:was|were|are|is)\b", re.I
    )


@cache
def _is_bare() -> re.Pattern[str]:
    return re.compile(r"[\W_]*(?:at least |some |about |more than )?[\w-]{1,15} (?:was|were|are|is) (?!\w+ed\b)", re.I)


def read_later_parts(
    sentences: Sequence[Sentence],
    asked: Mapping[int, Sequence[Mention]],
    claims: Sequence[Claim],
    report: Report,
    attributions: Sequence[Attribution] = (),
) -> list[Claim]:
    """The claims with those added that later sentences tell as parts of their numbers."""
    told = list(claims)
    for number, sentence in enumerate(sentences):
        if not number or sentence.kind != "body" or not tells_parts(sentence.text):
            continue
        for mention, harm, verb in _find_parts(sentence, asked.get(sentence.start, ())):
            same = [c for c in told if c.victims.start < mention.end and mention.start < c.victims.end]
            if any(c.confidence >= SURE for c in same):
                continue
            above = sentences[max(0, number - SENTENCES_BACK) : number]
            made = _make_part(sentence, mention, verb, _totals(told, above, sentence, harm), report)
            if made is not None:
                made = replace(made, speakers=speakers_of(attributions, mention.start, mention.end))
                told = [with_groups(c, made.victims.groups) if c.id == made.part_of else c for c in told if c not in same] + [made]
    return told


def _find_parts(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Harm | None, Word]]:
    """The phrases that are parts, the harm that the sentence says of them, if any, and the verb that makes them parts."""
    whole = _opens_with_whole().match(sentence.text)
    for mention in mentions:
        if whole is not None:
            verb = sentence.word_at(sentence.start + whole.end() - 1)
            behind = verb is not None and mention.start >= sentence.start + whole.end() and mention.kind != "pronoun"
            if verb is not None and behind and not _is_told_of(sentence, mention, verb):
                yield mention, find_whole_harm(whole["a"] or whole["b"]), verb
            continue
        verb = sentence.words[sentence.words[mention.head].head]
        words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
        told = mention.kind == "counted" and (refers_back(words) or mention.noun is None)
        if told and find_groups_said(sentence, mention):
            yield mention, find_whole_harm(words.split()[-1]), verb


def _is_told_of(sentence: Sentence, mention: Mention, verb: Word) -> bool:
    """Whether a phrase stands in a clause about a part: "the dead included guards who had fought | the bandits"."""
    above = takewhile(lambda at: at != verb.i, (mention.head, *sentence.ancestors(mention.head)))
    return any(sentence.words[at].dep in ("relcl", "acl", "advcl") for at in above)


def _totals(claims: Sequence[Claim], above: Sequence[Sentence], sentence: Sentence, harm: Harm | None) -> list[Claim]:
    """The numbers that may hold a part, the nearest first; none where two harms are told and the words do not say which."""
    starts = {s.start for s in above if sentence.start - s.end <= REACH}
    by_id = {c.id: c for c in claims}  # what is said of a part ("seven of the dead. They were ...") is said of its total
    near = [by_id.get(c.part_of or "", c) for c in claims if c.quote.start in starts and (c.count.low or 0) > 1]
    near = [c for c in near if harm is None or c.harm == harm]
    last = max((c.quote.start for c in near), default=None)
    near = [c for c in near if c.quote.start == last]
    return list(reversed(near)) if len({c.harm for c in near}) == 1 else []


def _make_part(sentence: Sentence, mention: Mention, verb: Word, totals: Sequence[Claim], report: Report) -> Claim | None:
    words = report.text[mention.start : mention.end]
    status, groups = describe_victims(words)
    if mention.end <= verb.start:  # "Four of them | were women"
        groups = find_groups_said(sentence, mention)
    count = make_count(mention, words)
    for total in totals:
        status = total.victims.status if status == "unknown" else status
        made = replace(
            total,
            id=make_id(report.id, report.sha256, total.harm, mention.start, mention.end),
            quote=Span(sentence.text, sentence.start, sentence.end),
            trigger=Span(verb.text, verb.start, verb.end),
            victims=Victims(
                text=words, start=mention.start, end=mention.end, status=status, groups=groups,
                people=find_people(sentence, mention),
            ),
            count=count,
            part_of=total.id,
            actor=replace(total.actor, inferred=True) if total.actor else None,
            means=replace(total.means, inferred=True) if total.means else None,
            confidence=min(total.confidence, SURE),
            made_by=f"{MADE_BY} reference",
        )  # fmt: skip
        if can_hold(total, replace(made, part_of=None)):
            return made
    return None
