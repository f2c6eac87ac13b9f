"""Read: a report goes in, its claims come out, each with the words that make it. Pure: the same text always reads the same."""

from __future__ import annotations

from collections.abc import Mapping

from civharm.model import Claim, Report
from civharm.reading.actor_names import ActorMention, find_inside
from civharm.reading.actors import find_actors
from civharm.reading.attribution import find_attributions, speakers_of
from civharm.reading.blocks import find_sentences
from civharm.reading.claims import Context, make_claim
from civharm.reading.doers import find_all_doers, is_only_means
from civharm.reading.harms import says_harm_plainly
from civharm.reading.later_parts import read_later_parts
from civharm.reading.lending import lend_from_context, lend_means_of_deed
from civharm.reading.listed import take_listed
from civharm.reading.mentions import Mention
from civharm.reading.part_words import is_part
from civharm.reading.parts import link_parts
from civharm.reading.references import is_speaking, read_anaphors, resolve_mentions
from civharm.reading.repeats import find_first_mentions
from civharm.reading.rolls import Roll, find_rolls
from civharm.reading.selection import Found, ReaderName, find_harmed
from civharm.reading.sentences import Sentence, parse_sentences
from civharm.reading.shares import add_groups_of_most, join_outcomes
from civharm.reading.sifting import find_worth_parsing, hint_at_harm, may_say_harm, tell_accidents
from civharm.reading.worded import HURT

__all__ = ["ReaderName", "read"]

# A note this short that tells harm is read whole: it may tell more in words of no list ("three did not survive"). In longer ones
# only what may say harm is read.
SHORT = 1000
# A number without a noun ("another 50 were wounded") takes its noun from a claim at most so many characters before its sentence.
ELLIPSIS_REACH = 200
# Parsed sentences that are read together. Few reports have more; a year of reports in one file is read part by part, so that time
# and memory grow with the text and no faster. What a part's first sentences point back to in the part before stays unresolved.
PART = 500


def read(report: Report, *, reader: ReaderName = "hybrid") -> tuple[Claim, ...]:
    """Read all claims of a report, in the order of the text. Places and dates are filled by `civharm.locating.locate`.

    >>> from civharm.model import make_report
    >>> claims = read(make_report("r", "Shelling killed at least 12 people and wounded 30 others in the town, medics said."))
    >>> [(c.harm, c.count.low, c.count.high, c.count.bound, c.speakers[0].text) for c in claims]
    [('killed', 12, None, 'at_least', 'medics'), ('injured', 30, 30, 'exact', 'medics')]
    """
    short = len(report.text) < SHORT
    if not short and not says_harm_plainly(report.text):
        return ()
    raw = find_sentences(report.text, report.title)
    accidents = tell_accidents(raw)
    rolls = {raw[number].start: roll for number, roll in find_rolls(raw).items() if number not in accidents}
    harmed = (hint_at_harm(raw) if short else may_say_harm(raw)) - accidents
    harmed |= {number for number, sentence in enumerate(raw) if sentence.start in rolls}
    wanted = sorted(set(range(len(raw))) - accidents) if short and harmed else find_worth_parsing(raw, harmed)
    lower = frozenset(word for s in raw if s.kind == "body" for word in s.text.split() if word.islower())
    actors: list[ActorMention] | None = None  # looked for once, and only in a report of harm
    claims: list[Claim] = []
    for at in range(0, len(wanted), PART):
        part = wanted[at : at + PART]
        sentences = list(parse_sentences([raw[n] for n in part if n in harmed], lower))
        asked, found = _ask(sentences, reader, rolls)
        if not found:
            continue  # most pages of no harm end here: what stands beside is not asked
        beside = list(parse_sentences([raw[n] for n in part if n not in harmed], lower))
        asked_beside, found_beside = _ask(beside, reader, {}, says_harm=short)
        asked, found = asked | asked_beside, sorted([*found, *found_beside], key=lambda pair: pair[1].start)
        sentences = sorted([*sentences, *beside], key=lambda sentence: sentence.start)
        if actors is None:
            actors = [a for a in find_actors(report.text) if not is_only_means(a)]
        here = find_inside(actors, sentences[0].start, sentences[-1].end)
        claims += _read_part(sentences, asked, found, Context(report, find_attributions(sentences), here))
    return tuple(claims)


_Harmed = list[tuple[Found, Sentence]]
_Asked = dict[int, list[Mention]]


def _ask(
    sentences: list[Sentence], reader: ReaderName, rolls: Mapping[int, Roll], *, says_harm: bool = True
) -> tuple[_Asked, _Harmed]:
    """The phrases of each sentence that may name people, by its start, and the harmed of sentences that may say harm."""
    asked: _Asked = {}
    harmed: _Harmed = []
    for sentence in sentences:
        mentions, found = find_harmed(sentence, reader, says_harm=says_harm)
        if sentence.start in rolls:
            told = {item.harm for item, _ in harmed if item.harm in HURT}
            found = take_listed(sentence, found, rolls[sentence.start], told)
        asked[sentence.start] = [mention for mention in mentions if not is_speaking(sentence, mention)]
        harmed += [(item, sentence) for item in found]
    return asked, harmed


def _read_part(sentences: list[Sentence], asked: _Asked, harmed: _Harmed, context: Context) -> list[Claim]:
    """The claims of sentences that are read together, in the order of the text."""
    harmed = [pair for pair in harmed if not _is_an_actor(pair[0], context) and not _is_credited(*pair, context)]
    claims = _make_claims(sentences, asked, harmed, context)
    anaphors = read_anaphors(sentences, claims, context.report, context.attributions)
    claims = [c for c in claims if not any(_is_same_number(c, other) for other in anaphors)] + anaphors
    claims = read_later_parts(sentences, asked, claims, context.report, context.attributions)
    claims.sort(key=lambda claim: (claim.quote.start, claim.victims.start, claim.harm))
    told = find_all_doers(sentences, context.actors, context.attributions)
    return lend_from_context(lend_means_of_deed(claims, sentences), sentences, told)


def _is_same_number(claim: Claim, anaphor: Claim) -> bool:
    return claim.count.start < anaphor.count.end and anaphor.count.start < claim.count.end


def _make_claims(sentences: list[Sentence], asked: _Asked, harmed: _Harmed, context: Context) -> list[Claim]:
    """The claims of the harmed, each told once, parts linked to their totals."""
    where = [sentence for _, sentence in harmed]
    found = resolve_mentions([item for item, _ in harmed], where, asked)
    claims: list[Claim] = []
    whole: Claim | None = None  # the last that is no part: "16 people, including a child, and 25 others" are no children
    for item, sentence in zip(found, where, strict=True):
        before = whole if whole is not None and sentence.start - whole.quote.end < ELLIPSIS_REACH else None
        claims.append(make_claim(item, sentence, context, before))
        whole = whole if whole is not None and is_part(sentence, item.mention) else claims[-1]
    said = [(c.harm, c.quote.start, c.victims.start) for c in claims]  # a pronoun beside the noun that it stands for adds nothing
    first = {key: n for n, key in reversed(list(enumerate(said)))}
    once = set(join_outcomes(claims, [item.mention.pronoun is not None for item in found]))
    kept = sorted(once.intersection(first.values()))
    headlines = frozenset(s.start for s in sentences if s.kind == "title")
    kept = [kept[n] for n in find_first_mentions([claims[n] for n in kept], headlines)]
    linked = link_parts([claims[n] for n in kept], [found[n] for n in kept], [where[n] for n in kept])
    return add_groups_of_most(linked, sentences)


def _is_an_actor(item: Found, context: Context) -> bool:
    """Whether a name that the grammar does not make a victim is that of an armed actor."""
    mention = item.mention
    named = mention.kind == "named" and "rules" not in item.decided_by
    return named and any(a.start < mention.end and mention.start < a.end for a in context.actors)


def _is_credited(item: Found, sentence: Sentence, context: Context) -> bool:
    """Whether a phrase of a headline is whom it credits: "27 rebels killed: | General Staff"."""
    if sentence.kind != "title":
        return False
    spans = ((s.start, s.end) for s in speakers_of(context.attributions, item.mention.start, item.mention.end))
    return any(start is not None and start <= item.mention.start and item.mention.end <= (end or 0) for start, end in spans)
