"""Laws of `read`: what holds for every text, whatever the reader understands of it."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civharm.model import HARMS, Claim, from_json, make_report, to_json
from civharm.reading import read

SENTENCES = [
    "Shelling killed at least 12 people, including five children, in Taiz, medics said.",
    "Up to 300 families fled the rebels every day.",
    "The army denied that civilians were killed.",
    "A woman and her child were wounded by a sniper.",
    "Two hundred people are trapped.\n\nImage by AFP: two wounded men",
    "He said 30 of them were shot dead “in cold blood”.",
    "NINE DEAD AS BOMB HITS MARKET\n",
    "Thé  village of Ḥawīja — 14 killed…",
    "The minister opened a school.",
    "This number has fallen to 4,000.",
]
TEXTS = st.lists(
    st.sampled_from(SENTENCES) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40), max_size=7
).map(" ".join)
LAWS = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


def spans(claim: Claim):
    yield from (claim.quote, claim.trigger, claim.victims, claim.count, *claim.victims.people)
    yield from (slot for slot in (claim.actor, claim.means, *claim.speakers) if slot is not None and slot.start is not None)


@LAWS
@given(TEXTS)
def test_every_span_is_the_text_at_its_offsets(text: str) -> None:
    for claim in read(make_report("r", text)):
        for span in spans(claim):
            assert 0 <= span.start <= span.end and text[span.start : span.end] == span.text


@LAWS
@given(TEXTS)
def test_a_claim_keeps_its_rules_and_its_id_is_its_own(text: str) -> None:
    claims = read(make_report("r", text))
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == len(ids)
    for claim in claims:
        assert claim.harm in HARMS and claim.report == "r" and 0 < claim.confidence <= 1
        assert claim.count.low is None or claim.count.high is None or claim.count.low <= claim.count.high
        assert claim.part_of is None or (claim.part_of in ids and claim.part_of != claim.id)
        assert claim.quote.start <= claim.trigger.start and claim.trigger.end <= claim.quote.end
        assert from_json(Claim, to_json(claim)) == claim


@LAWS
@given(TEXTS, TEXTS)
def test_reading_does_not_depend_on_what_was_read_before(text: str, other: str) -> None:
    report = make_report("r", text)
    claims = read(report)
    read(make_report("s", other))
    assert read(report) == claims


@pytest.mark.parametrize("reader", ["hybrid", "rules"])
def test_claims_come_in_the_order_of_the_text(reader) -> None:
    claims = read(make_report("r", " ".join(SENTENCES)), reader=reader)
    starts = [claim.quote.start for claim in claims]
    assert len(starts) >= 5 and starts == sorted(starts)


def test_the_same_text_in_another_report_has_other_ids_and_the_same_claims() -> None:
    one, other = (read(make_report(name, SENTENCES[0])) for name in ("a", "b"))
    assert {c.id for c in one}.isdisjoint({c.id for c in other})
    assert [(c.harm, c.victims, c.count) for c in one] == [(c.harm, c.victims, c.count) for c in other]


def test_another_text_under_the_same_name_has_other_ids() -> None:
    one, other = read(make_report("r", SENTENCES[0])), read(make_report("r", SENTENCES[0] + " "))
    assert {c.id for c in one}.isdisjoint({c.id for c in other})


def test_blanked_front_matter_shifts_every_offset_by_its_length() -> None:
    plain, shifted = (read(make_report("r", lead + SENTENCES[0], sha256="0")) for lead in ("", " " * 30 + "\n"))
    assert [c.quote.start + 31 for c in plain] == [c.quote.start for c in shifted]


HOSTILE = {
    "one word over and over": "killed " * 28_571,
    "one line of one letter": "x" * 100_000 + " killed two people.",
    "one line of words": "the old town " * 7_600 + "where shells killed two people.",
    "quotes inside quotes": '“"‘' * 2_000 + "Two people were killed" + '’"”' * 2_000,
    "brackets inside brackets": "(" * 10_000 + "two killed" + ")" * 10_000,
    "a number without end": "9" * 100_000 + " people were killed.",
    "a list of numbers": "12, " * 3_000 + "people were killed.",
    "lines alone": "\n" * 100_000 + "Two people were killed.",
    "letters that stand on their heads": "\u202etwo people were killed\u202c \ufeff\u200b",
    "nothing": "",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_read_without_a_crash_and_in_time(kind: str) -> None:
    started = time.process_time()
    claims = read(make_report("r", HOSTILE[kind]))
    assert all(HOSTILE[kind][c.quote.start : c.quote.end] == c.quote.text for c in claims)
    assert time.process_time() - started < 30


def test_time_grows_with_the_text_and_no_faster() -> None:
    piece = "Shells killed {} people and wounded five nurses in Taiz on Monday, medics said. The army denied it. It rained.\n\n"

    def seconds(length: int, number: int) -> float:
        """Of one text, no other's: what is known of the last sentences would make a second reading cheaper."""
        report = make_report("r", piece.format(number) * (length // len(piece)))
        gc.collect()  # what other tests left behind is not this text's cost
        started = time.process_time()
        read(report)
        return time.process_time() - started

    seconds(1_000, 2)
    short = min(seconds(10_000, number) for number in (11, 12, 13))
    assert min(seconds(40_000, number) for number in (14, 15, 16)) < 8 * short


CALM = "The hall was full and the choir sang. The council thanked those who had come. " * 5


def read_numbers(text: str) -> list[int | None]:
    return [claim.count.low for claim in read(make_report("r", text))]


def test_a_note_that_tells_harm_is_read_whole_and_one_that_tells_none_only_where_it_may(monkeypatch) -> None:
    import civharm.reading as reading

    parsed: list[str] = []
    parse = reading.parse_sentences

    def note(raw, lower):
        parsed.extend(sentence.text for sentence in raw)
        return parse(raw, lower)

    monkeypatch.setattr(reading, "parse_sentences", note)
    assert read_numbers(CALM + "The plan was dead, said the board.") == []
    assert parsed == ["The plan was dead, said the board."]
    parsed.clear()
    assert read_numbers(CALM + "Soldiers shot twelve villagers dead. Three more did not survive the night.") == [12, 3]
    assert len(parsed) == 12
