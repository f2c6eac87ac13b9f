"""Read: a report goes in, its claims come out, each with the words that make it. Pure: the same text always reads the same."""

from __future__ import annotations

from civharm.model import Claim, Report
from civharm.reading.actors import find_actors
from civharm.reading.agents import tells_deed
from civharm.reading.attribution import find_attributions
from civharm.reading.blocks import RawSentence, find_sentences
from civharm.reading.claims import Context, make_claim
from civharm.reading.cues import find_cues
from civharm.reading.doers import SENTENCES_BACK, find_doers, is_only_means, lend_from_context, lend_means_of_deed
from civharm.reading.harms import says_harm, says_harm_plainly
from civharm.reading.mentions import Mention
from civharm.reading.parts import link_parts
from civharm.reading.references import is_speaking, read_anaphors, resolve_mentions
from civharm.reading.repeats import find_first_mentions
from civharm.reading.selection import Found, ReaderName, find_harmed
from civharm.reading.sentences import Sentence, parse_sentences

__all__ = ["ReaderName", "read"]

# Sentences this far from one that may say harm are parsed too where they may name its speaker.
NEIGHBOURS = 2
# A note this short is read whole: it may say its harm in words of no list ("three did not survive"). Longer ones are sifted first.
SHORT = 1000
# A number without a noun ("another 50 were wounded") takes its noun from a claim at most so many characters before its sentence.
ELLIPSIS_REACH = 200


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
    wanted = list(range(len(raw))) if short else _worth_parsing(raw)
    lower = frozenset(word for s in raw if s.kind == "body" for word in s.text.split() if word.islower())
    sentences = list(parse_sentences([raw[n] for n in wanted], lower))
    context = Context(report, find_attributions(sentences), [a for a in find_actors(report.text) if not is_only_means(a)])
    claims = _read_sentences(sentences, context, reader, short=short)
    anaphors = read_anaphors(sentences, claims, report, context.attributions)
    claims = [c for c in claims if not any(_is_same_number(c, other) for other in anaphors)] + anaphors
    claims.sort(key=lambda claim: (claim.quote.start, claim.victims.start, claim.harm))
    doers = {sentence.start: find_doers(sentence, context.actors, context.attributions) for sentence in sentences}
    return tuple(lend_from_context(lend_means_of_deed(claims, sentences), sentences, doers))


def _is_same_number(claim: Claim, anaphor: Claim) -> bool:
    return claim.count.start < anaphor.count.end and anaphor.count.start < claim.count.end


def _worth_parsing(raw: list[RawSentence]) -> list[int]:
    """Indexes of the sentences that may say harm, and of their neighbours that may say who speaks or go on with a number."""
    harmed = [n for n, sentence in enumerate(raw) if says_harm(sentence.text)]
    near = {n + step for n in harmed for step in range(-NEIGHBOURS, NEIGHBOURS + 1) if 0 <= n + step < len(raw)}
    before = {n - step for n in harmed for step in range(1, SENTENCES_BACK + 1) if n >= step}
    doing = [n for n in before if tells_deed(raw[n].text)]
    speaking = [n for n in near if find_cues(raw[n].text, "reporting") or "number" in raw[n].text or "figure" in raw[n].text]
    return sorted({*harmed, *speaking, *doing})


def _read_sentences(sentences: list[Sentence], context: Context, reader: ReaderName, *, short: bool) -> list[Claim]:
    """The claims of the sentences, each told once, parts linked to their totals; of a long report only sentences that say harm."""
    found: list[Found] = []
    where: list[Sentence] = []
    asked: dict[int, list[Mention]] = {}
    for sentence in sentences:
        mentions, harmed = find_harmed(sentence, reader, says_harm=short or says_harm(sentence.text))
        asked[sentence.start] = [mention for mention in mentions if not is_speaking(sentence, mention)]
        harmed = [item for item in harmed if not _is_an_actor(item, context)]
        found += harmed
        where += [sentence] * len(harmed)
    found = resolve_mentions(found, where, asked)
    claims: list[Claim] = []
    for item, sentence in zip(found, where, strict=True):
        before = claims[-1] if claims and sentence.start - claims[-1].quote.end < ELLIPSIS_REACH else None
        claims.append(make_claim(item, sentence, context, before))
    said = [(c.harm, c.quote.start, c.victims.start) for c in claims]  # a pronoun beside the noun that it stands for adds nothing
    first = {key: n for n, key in reversed(list(enumerate(said)))}
    kept = sorted(first.values())
    headlines = frozenset(s.start for s in sentences if s.kind == "title")
    kept = [kept[n] for n in find_first_mentions([claims[n] for n in kept], headlines)]
    return link_parts([claims[n] for n in kept], [found[n] for n in kept], [where[n] for n in kept])


def _is_an_actor(item: Found, context: Context) -> bool:
    """Whether a name that the grammar does not make a victim is that of an armed actor."""
    mention = item.mention
    named = mention.kind == "named" and "rules" not in item.decided_by
    return named and any(a.start < mention.end and mention.start < a.end for a in context.actors)
