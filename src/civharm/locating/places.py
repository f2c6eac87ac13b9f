"""Find where harm was done: the narrowest named place of the harm, never the speaker's, the dateline's or a nationality.

The place is looked for in the claim's own sentence, judged by what governs its name and how near it stands to the word of harm;
then in the sentences before it in the paragraph, the heading of a list, the headline and the lead, and is then marked as inferred.
Where nothing is said there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from civharm.lexicon import load_victim_words
from civharm.locating.behind import find_place_behind, find_place_in_list, is_an_actor
from civharm.locating.gazetteer import Gazetteer
from civharm.locating.headings import find_heading
from civharm.locating.later_acts import is_over_a_deed
from civharm.locating.making_places import make_place
from civharm.locating.mentioned import Mention
from civharm.locating.mentions import find_mentions
from civharm.locating.narrowing import find_narrower, find_the_same, find_told_after, is_narrower, is_wide, precision_rank
from civharm.locating.other_acts import heads_paragraph, is_left_out
from civharm.locating.other_places import is_homeland, is_told_of_others
from civharm.locating.place_scene import NEAR, Places
from civharm.locating.place_words import NOT_THERE, THERE, match_place_words
from civharm.locating.resolving import resolve
from civharm.locating.tokens import find_tokens
from civharm.locating.valuing import tells_of_harm, value_of
from civharm.model import Claim, Place, Report, Span

MAX_TEXT = 400_000  # characters of a report that are searched for places at a time; what stands behind is left without
_AT_LARGE = re.compile(
    r"\bnation-?wide\b|\bcountry-?wide\b|\bthe (?:[\w-]+ ){0,4}(?:country|nation)\b(?!['’]s)|"
    r"\bthe (?:[\w-]+ )?(?:civil war|war|conflict|uprising|insurgency)\b",
    re.IGNORECASE,
)


@cache
def _the_town() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the|this|that) (?:same )?{match_place_words('settlement', 'division')}\b|\bthere\b", re.I)


_THERE = re.compile(r"\bthere\b(?!\s(?:is|are|was|were|has|have|had|will|would|may|might|could|can|seem|seems|remain)\b)", re.I)
_WORD = re.compile(r"[^\W\d_]+")


def find_places(text: str, gazetteer: Gazetteer) -> Places:
    """Find and resolve all place names of a text.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> text = "Shelling killed four people in the Zanjili neighbourhood of Mosul, Iraqi police said."
    >>> [(m.text, m.entry.name) for m in find_places(text, load_gazetteer()).mentions]
    [('Zanjili neighbourhood', 'Zanjili'), ('Mosul', 'Mosul')]
    """
    head = text[:MAX_TEXT]
    tokens = find_tokens(head)
    people = [c for t in tokens if t.named and (c := gazetteer.find_people(t.text))]
    pairs = (f"{one.text} {two.text}" for one, two in pairwise(tokens) if one.named and two.named)  # "Central African"
    people += [c for words in pairs if (c := gazetteer.find_people(words))]
    mentions, context = resolve(find_mentions(head, tokens, gazetteer), people, head, gazetteer)
    return Places(text, tuple(mentions), context, gazetteer, tokens)


def locate_places(claims: Sequence[Claim], report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Fill the place of all claims of one report; a claim that has a place keeps it."""
    if not claims:
        return ()
    places = find_places(report.text, gazetteer)
    return tuple(
        replace(
            claim,
            place=claim.place
            or find_place_behind(claim, places)
            or find_place_in_list(claim, places)
            or find_place_of_harm(claim.quote, claim.trigger, places, claim.harm, total=is_wide_total(claim)),
        )
        for claim in claims
    )


def is_wide_total(claim: Claim) -> bool:
    """Tell whether a claim is a period's total that points to no town told before ("the city")."""
    return claim.measure.kind == "period_total" and not _the_town().search(claim.quote.text)


def find_place_of_harm(quote: Span, trigger: Span, places: Places, harm: str = "killed", *, total: bool = False) -> Place | None:
    """Find the place of one claim's harm, among the places of its report; a period's ``total`` is of no town told before."""
    same = find_the_same(quote, places)
    if same is not None:
        return make_place(same, places, inferred=True)
    place = _find_in_sentence(quote, trigger, places, harm) or _find_elsewhere(quote, places, harm, total=total)
    if total:
        return place
    below = choose_place(find_told_after(quote, place, places), None, places, harm)
    return make_place(below, places, inferred=True) if below else place


def _find_in_sentence(quote: Span, trigger: Span, places: Places, harm: str) -> Place | None:
    inside = places.between(quote.start, quote.end)
    best = choose_place(inside, trigger, places, harm)
    if best:
        return make_place(best, places, inferred=only_describes(best, trigger, places.text))
    if (there := _THERE.search(places.text, trigger.end, quote.end)) is not None:  # "people in Alpha say that two died there"
        told = [m for m in inside if m.role in THERE and m.end < there.start()]
        if told:
            return make_place(told[-1], places, inferred=False)
    if quote.text.rstrip("\"'”’)]").endswith((".", "!", "?")):
        return None
    sentences = places.sentences_at(quote.start, quote.end)  # the quote is a part of its sentence: the rest may say it
    around = places.between(quote.start, quote.end, NEAR, NEAR)
    best = choose_place([m for m in around if m.sentence in sentences], trigger, places, harm)
    return make_place(best, places, inferred=True) if best else None


def _find_elsewhere(quote: Span, places: Places, harm: str, *, total: bool) -> Place | None:
    country = find_country_at_large(quote, places)
    if country:
        return make_place(country, places, inferred=True)
    for group in find_elsewhere(quote, places):
        best = choose_place([m for m in group if is_wide(m)] if total else group, None, places, harm)
        if best:
            return make_place(best if total else find_narrower(best, quote, places, harm), places, inferred=True)
    return None


def find_country_at_large(quote: Span, places: Places) -> Mention | None:
    """Find the country that the report is about where the sentence speaks of "the country", "the war" or "nationwide"."""
    known = places.context.known()
    if not known or not _AT_LARGE.search(places.text, quote.start, quote.end):
        return None
    return next((m for m in places.mentions if m.entry and m.entry.kind == "country" and m.entry.key == known[0]), None)


def find_elsewhere(quote: Span, places: Places) -> list[list[Mention]]:
    """Find where else the place may be said, the nearest first: sentences before in the paragraph, the headline, the lead."""
    if leads_elsewhere(quote.text):
        return []
    sentence, paragraph = places.position_of(quote.start)
    same = [m for m in places.between(quote.start, quote.start, NEAR) if m.sentence < sentence and m.paragraph == paragraph]
    groups = [[m for m in same if m.sentence == k] for k in sorted({m.sentence for m in same}, reverse=True)]
    heading = find_heading(quote, places)
    groups += [[heading]] if heading else []
    lead = [m for m in places.mentions[:NEAR] if m.sentence < sentence and m.paragraph <= 2 and m.paragraph != paragraph]
    if not tells_of_harm(places.text.lstrip().partition("\n")[0]):
        lead = [m for m in lead if m.paragraph > 0]
    return groups + [[m for m in lead if m.sentence == k] for k in sorted({m.sentence for m in lead})]


def only_describes(mention: Mention, trigger: Span, text: str) -> bool:
    """Tell whether a name tells where people are from, or where something else goes on: the harm was likely there, and no more.

    "Mosul families were shot", "snipers shot civilians as the army closed in on Fallujah".
    """
    following = _WORD.match(text, mention.end + 1)
    if following and text[mention.end] == " " and following.group() in person_nouns() and mention.role in ("none", "by"):
        return True
    between = text[trigger.end : mention.start] if trigger.end <= mention.start else ""
    clause = _MEANWHILE.search(between)
    return clause is not None and not tells_of_harm(between[clause.start() :])


def is_of_next_harm(mention: Mention, trigger: Span, text: str) -> bool:
    """Tell whether a place is told in a later clause with its own harm: "two were shot, while ten died in Kisumu"."""
    if trigger.end > mention.start:
        return False
    clause = _WHILE.search(text, trigger.end, mention.start)
    if clause is not None and tells_of_harm(text[clause.start() : mention.start]):
        return True
    if (anew := _ANEW.search(text, trigger.end, mention.start)) and tells_of_harm(text[anew.end() : mention.start]):
        return True  # "shot six on Monday, and on Tuesday they killed three in Konduga"
    another = _AND.search(text, trigger.end, mention.start)  # "hurt two, and another in Kisumu killed ten"
    if another is None or tells_of_harm(text[another.start() : mention.start]):
        return False
    return tells_of_harm(re.split(r"[,;:.]", text[mention.end : mention.end + 40])[0])


_ANEW = re.compile(r",\s(?:and|but)\s(?:(?:on|in)\s\w+\s|later\s|then\s)?(?:they|he|she|it)\s", re.IGNORECASE)
_AND = re.compile(r",\s(?:and|but|while)\s(?!(?:in|at|near)\b)", re.IGNORECASE)
_WHILE = re.compile(r",\s(?:while|whereas)\s|;\s", re.IGNORECASE)


_MEANWHILE = re.compile(
    r"\b(?:as|while|whereas)\s(?!(?:he|she|they|it|we|many|much|at|of|a|part|well|far)\b)[\w-]+\s", re.IGNORECASE
)


@cache
def person_nouns() -> frozenset[str]:
    """The nouns of people in the word list of victims, singular and plural."""
    nouns = (row for row in load_victim_words() if not row.get("elliptic") and not row.get("adjective"))
    return frozenset(word for row in nouns for word in (row["word"], row.get("plural")) if word)


def leads_elsewhere(quote: str) -> bool:
    """Tell whether a sentence opens by leading away from the places told before: "Elsewhere", "In a separate attack".

    >>> leads_elsewhere("Elsewhere, two farmers were killed."), leads_elsewhere("Two farmers were killed elsewhere.")
    (True, False)
    """
    return _ELSEWHERE.match(quote) is not None


_ELSEWHERE = re.compile(
    r"[\W_]*(?:elsewhere|in other places|in a separate (?:attack|incident|strike|raid)|separately)\b", re.IGNORECASE
)


def choose_place(mentions: Sequence[Mention], trigger: Span | None, places: Places, harm: str) -> Mention | None:
    """Choose the place of the harm: the best by its words and nearness, then the narrowest that stands with it."""
    fit = [
        m
        for m in mentions
        if m.role not in NOT_THERE
        and not is_an_actor(m, places)
        and not is_left_out(places.text, m.start)
        and (trigger is None or not (is_told_of_others(m, trigger, places.text) or is_of_next_harm(m, trigger, places.text)))
        and not is_homeland(m, harm, places.text)
        and not (harm == "detained" and trigger is not None and is_over_a_deed(places.text, trigger.end, m.start))
    ]
    fit = without_heading(without_whole_of_capital(fit, places.text), trigger, places, harm)
    if not fit:
        return None
    best = max(fit, key=lambda m: (value_of(m, trigger, places, harm), -m.start))
    if value_of(best, trigger, places, harm) < -1.5:
        return None
    top = value_of(best, trigger, places, harm)
    inner = [m for m in fit if is_narrower(m, best, places.text, value_of(m, trigger, places, harm) - top)]
    return max(inner, key=lambda m: (precision_rank(m), value_of(m, trigger, places, harm)), default=best)


# "Tadilo, the capital of Alpha province"
_CAPITAL_OF = re.compile(
    r",\s(?:the\s|an?\s)?(?:[\w’'-]+\s){0,4}(?:capital|seat|city|town|port|village)\s(?:city\s)?(?:of|in)\s(?:the\s)?(?:[a-z-]+\s){0,2}",
    re.I,
)


def without_whole_of_capital(fit: list[Mention], text: str) -> list[Mention]:
    """Leave out what a town is only said to be the capital of, or a town in."""
    ends = {m.end for m in fit}
    return [m for m in fit if not any(end < m.start and _CAPITAL_OF.fullmatch(text, end, m.start) for end in ends)]


def without_heading(fit: list[Mention], trigger: Span | None, places: Places, harm: str) -> list[Mention]:
    """Leave out the name and colon that head a paragraph ("Kabul: Five people died in Herat") where its words name a place."""
    rest = [m for m in fit if not heads_paragraph(places.text, m.start, m.end)]
    told = any(m.role in THERE and value_of(m, trigger, places, harm) >= -1.5 for m in rest)
    return rest if told else fit
