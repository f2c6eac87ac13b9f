"""When the harm was done: what words of time mean, and which of a sentence's days is the day of the harm."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.locating.date_phrases import find_meanings
from civharm.locating.dates import find_date_of_harm, find_dates, locate_dates, parse_date
from civharm.model import Claim, Count, Measure, MeasureKind, Report, Span, Victims, make_report
from civharm.pipeline import read_report

PUBLISHED = date(2016, 12, 7)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "begin", "end", "precision"),
    [
        ("today", "2016-12-07", "2016-12-07", 1),
        ("yesterday", "2016-12-06", "2016-12-06", 1),
        ("the day before yesterday", "2016-12-05", "2016-12-05", 1),
        ("overnight", "2016-12-06", "2016-12-07", 2),
        ("Wednesday", "2016-12-07", "2016-12-07", 1),
        ("last Wednesday", "2016-11-30", "2016-11-30", 1),
        ("Friday morning", "2016-12-02", "2016-12-02", 1),
        ("Friday last week", "2016-12-02", "2016-12-02", 1),
        ("between Monday and Wednesday", "2016-12-05", "2016-12-07", 2),
        ("Saturday and Sunday", "2016-12-03", "2016-12-04", 2),
        ("last week", "2016-11-28", "2016-12-04", 3),
        ("earlier this week", "2016-12-05", "2016-12-07", 2),
        ("the weekend", "2016-12-03", "2016-12-04", 2),
        ("last month", "2016-11-01", "2016-11-30", 4),
        ("early last month", "2016-11-01", "2016-11-10", 4),
        ("last December", "2015-12-01", "2015-12-31", 4),
        ("the previous December", "2015-12-01", "2015-12-31", 4),
        ("earlier this month", "2016-12-01", "2016-12-07", 3),
        ("this year", "2016-01-01", "2016-12-07", 5),
        ("the ongoing year", "2016-01-01", "2016-12-07", 5),
        ("the first six months of 2015", "2015-01-01", "2015-06-30", 5),
        ("the first seven months of this year", "2016-01-01", "2016-07-31", 5),
        ("the first 10 days of September", "2016-09-01", "2016-09-10", 4),
        ("the last two weeks of May 2015", "2015-05-18", "2015-05-31", 4),
        ("last year", "2015-01-01", "2015-12-31", 5),
        ("November", "2016-11-01", "2016-11-30", 4),
        ("the month of November", "2016-11-01", "2016-11-30", 4),
        ("late August", "2016-08-21", "2016-08-31", 4),
        ("22 May", "2016-05-22", "2016-05-22", 1),
        ("May 22", "2016-05-22", "2016-05-22", 1),
        ("December 24", "2015-12-24", "2015-12-24", 1),
        ("between 10 and 13 November", "2016-11-10", "2016-11-13", 2),
        ("Tuesday, 22 November 2016", "2016-11-22", "2016-11-22", 1),
        ("2016-11-22", "2016-11-22", "2016-11-22", 1),
        ("22/11/2016", "2016-11-22", "2016-11-22", 1),
        ("11/22/2016", "2016-11-22", "2016-11-22", 1),
        ("the past fortnight", "2016-11-24", "2016-12-07", 4),
        ("the past 24 hours", "2016-12-06", "2016-12-07", 2),
        ("the past ten days", "2016-11-28", "2016-12-07", 4),
        ("three days ago", "2016-12-04", "2016-12-04", 1),
        ("two weeks ago", "2016-11-21", "2016-11-27", 3),
        ("two months ago", "2016-10-01", "2016-10-31", 4),
        ("two years ago", "2014-01-01", "2014-12-31", 5),
        ("last summer", "2016-06-01", "2016-08-31", 5),
        ("since May 22", "2016-05-22", "2016-12-07", 5),
        ("since the offensive began on May 22", "2016-05-22", "2016-12-07", 5),
        ("since March 2011", "2011-03-01", "2016-12-07", None),
        ("the week ending 20 November", "2016-11-14", "2016-11-20", 3),
        ("by 21 November", None, "2016-11-21", None),
        ("Easter Sunday", "2016-03-27", "2016-03-27", 1),
        ("the past few days", None, None, None),
        ("03/04/2016", None, None, None),
        ("31 February 2016", None, None, None),
    ],
)
def test_words_of_time_mean_these_days(words: str, begin: str | None, end: str | None, precision: int | None) -> None:
    found = parse_date(words, PUBLISHED)
    assert found is not None
    assert (found.from_on, found.to_on, found.precision) == (begin, end, precision)


def test_relative_words_stay_open_without_a_day_of_publication() -> None:
    found = parse_date("last week")
    assert found is not None
    assert (found.from_on, found.to_on, found.precision) == (None, None, None)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ten were killed on Friday, police said on Monday.", "Friday"),
        ("On Monday officials said that a shell had killed ten on Friday.", "Friday"),
        ("A bomb killed ten, the governor told reporters on Monday.", None),
        ("The army said on Thursday it had killed ten.", None),
        ("In a statement on Monday the group claimed the blast that killed ten.", None),
        ("On Monday, police said, a bomb killed ten.", "Monday"),
        ("Two people were reported killed on Sunday.", "Sunday"),
        ("The 1949 Geneva Conventions forbid it, yet ten were executed.", None),
        ("The rebels have until Sunday to free the ten hostages.", None),
        ("On Friday the army apologised for the killing of ten shepherds.", None),
        ("The army on Friday announced the death of ten soldiers in an ambush on Thursday.", "Thursday"),
        ("Ten will be moved on Sunday from the besieged town.", None),
        ("More than 900 were killed in November across the country.", "November"),
        ("Three people may have died in the march.", None),
    ],
)
def test_the_day_of_the_telling_is_not_the_day_of_the_harm(sentence: str, words: str | None) -> None:
    found = find_date_of_harm(sentence, published_on=PUBLISHED)
    assert (found.text if found else None) == words


def make_claim(report: Report, quote: str, trigger: str, measure: MeasureKind = "incident", background: bool = False) -> Claim:
    start = report.text.index(quote)
    at = report.text.index(trigger, start)
    return Claim(
        id=quote[:12], report=report.id, quote=Span(quote, start, start + len(quote)), trigger=Span(trigger, at, at + len(trigger)),
        harm="killed", victims=Victims(text=quote, start=start, end=start + len(quote)), background=background,
        count=Count(text=quote, start=start, end=start + len(quote), low=1, high=1, bound="exact"), measure=Measure(kind=measure),
    )  # fmt: skip


FICTIONAL = (
    "Blast kills four in Placeholder Town\n\nA car bomb killed four people on Friday in Placeholder Town. It also wounded nine.\n\n"
    "More than 300 people have been killed in the province since the war began in March 2011.\n\n"
    "Separately, gunmen shot dead a guard."
)


def test_each_claim_takes_the_day_of_its_own_harm() -> None:
    report = make_report("r", FICTIONAL, published_on="2016-12-07")
    claims = [
        make_claim(report, "A car bomb killed four people on Friday", "killed"),
        make_claim(report, "It also wounded nine", "wounded"),
        make_claim(report, "More than 300 people have been killed", "killed", "period_total"),
        make_claim(report, "gunmen shot dead a guard", "shot dead"),
    ]
    bomb, wounded, total, guard = locate_dates(claims, report)
    assert bomb.date is not None and (bomb.date.from_on, bomb.date.inferred) == ("2016-12-02", False)
    assert wounded.date is not None and (wounded.date.from_on, wounded.date.inferred) == ("2016-12-02", True)
    assert total.date is not None and total.date.text == "since the war began in March 2011"
    assert (total.measure.from_on, total.measure.to_on) == ("2011-03-01", "2016-12-07")
    assert guard.date is None
    assert all(report.text[c.date.start : c.date.end] == c.date.text for c in (bomb, wounded, total) if c.date)


def test_background_never_takes_the_day_of_the_news() -> None:
    report = make_report("r", "A bomb killed four on Friday. A blast killed nine in the same market.", published_on="2016-12-07")
    claims = [
        make_claim(report, "A bomb killed four on Friday", "killed"),
        make_claim(report, "A blast killed nine", "killed", background=True),
    ]
    assert locate_dates(claims, report)[1].date is None


@pytest.mark.parametrize(
    "head",
    ["PLACEHOLDER TOWN, 7 DEC 16 (AGENCY) -- ", "PLACEHOLDER TOWN, Nowhere (Dec. 7, 2016) - ", "Wed 07 Dec 2016 Placeholder Town "],
)
def test_a_full_date_in_the_head_stands_in_for_the_day_of_publication(head: str) -> None:
    report = make_report("r", head + "A bomb killed four people on Friday.")
    (claim,) = locate_dates([make_claim(report, "A bomb killed four people on Friday", "killed")], report)
    assert claim.date is not None
    assert (claim.date.text, claim.date.from_on, claim.date.inferred) == ("Friday", "2016-12-02", True)


def test_the_order_of_figures_is_settled_by_the_report() -> None:
    open_order = find_date_of_harm("Killed on 03/04/2016 in the raid.")
    settled = find_date_of_harm("Killed on 03/04/2016 in the raid; freed 25/04/2016.")
    assert open_order is not None and open_order.from_on is None
    assert settled is not None and settled.from_on == "2016-04-03"


# fmt: off
WORDS = st.sampled_from([
    "on", "since", "the", "last", "Friday", "Monday", "May", "March", "22", "3", "2014", "and", "to", "between", "early",
    "week", "of", ",", ".", "past", "two", "days", "ago", "months", "weekend", "Ramadan", "Eid al-Fitr", "12/13/2014", "31",
    "February", "in", "until", "29", "99", "-",
])
# fmt: on


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)), st.none() | st.dates())
def test_spans_are_the_text_and_days_are_in_order(text: str, published: date | None) -> None:
    for mention in find_dates(text):
        assert text[mention.start : mention.end] == mention.text
        found = parse_date(mention.text, published)
        if found and found.from_on and found.to_on:
            assert found.from_on <= found.to_on
    find_date_of_harm(text, published_on=published)


@pytest.mark.parametrize(
    "part", ["1", "12 ", "Monday ", "Monday and ", "in the early ", "12/", " ", "since the war ", "5 May ", "the past "]
)
def test_hostile_text_takes_linear_time(part: str) -> None:
    started = time.process_time()
    find_meanings(part * (20_000 // len(part)))
    assert time.process_time() - started < 5


def test_a_month_at_the_end_of_a_sentence_is_a_month_whatever_follows() -> None:
    assert [m.text for m in find_dates("Twelve died in March. In the north, the road is closed.")] == ["March"]


def test_the_day_of_the_deed_goes_before_the_day_of_what_it_left() -> None:
    text = (
        "Bodies recovered after strike\n\nCrews dug for the dead on Thursday in the quarter, where homes fell in after a strike on 17 March."
        "\n\nA chief told of 40 bodies."
    )
    dates = {c.date.text for c in read_report(make_report("r", text, published_on="2017-03-24")) if c.date is not None}
    assert dates == {"17 March"}


def test_a_year_that_a_report_looks_back_on_is_no_date_of_its_news() -> None:
    text = "Ten people were killed in Alphaville.\n\nA siege of the town in 2014 left six dead."
    claims = read_report(make_report("r", text, published_on="2016-12-07"))
    news = next(claim for claim in claims if claim.count.low == 10)
    assert news.date is None


def test_a_day_that_a_number_is_set_against_is_no_day_of_harm() -> None:
    report = make_report("r", "Compared with 3 May, six more people were killed, a clinic said.", published_on="2016-12-07")
    assert {c.date for c in read_report(report)} == {None}


def test_a_month_that_opens_a_sentence_is_a_month() -> None:
    assert [m.text for m in find_dates("March was the bloodiest month; May was hurt; it was May.")] == ["March"]


def test_words_of_time_behind_a_list_are_the_harms() -> None:
    text = "Three people, including a woman, were killed in the past week, according to a monitor."
    found = find_date_of_harm(text, published_on=PUBLISHED)
    assert found is not None and found.text == "the past week"


def test_a_course_of_fighting_is_a_stretch_up_to_now() -> None:
    found = find_date_of_harm("The clinic treated 70 people who were hurt in two weeks of fighting.", published_on=PUBLISHED)
    assert found is not None and (found.text, found.from_on, found.to_on) == ("two weeks", "2016-11-24", "2016-12-07")


def test_what_is_compared_has_its_own_days() -> None:
    text = "Raiders killed 40 herders in the first five months of this year compared with 60 herders killed in 2015."
    claims = read_report(make_report("r", text, published_on="2016-12-07"))
    assert [c.date.text for c in claims if c.date] == ["the first five months of this year", "2015"]


def test_a_sum_of_several_happenings_takes_no_day_of_one() -> None:
    text = "Eight men were injured in the north. Details are as follows:\n\nOn 2 December 2016, three men were injured in Taiz."
    claims = read_report(make_report("r", text, published_on="2016-12-07"))
    assert [c.date.text if c.date else None for c in claims] == [None, "2 December 2016"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Friday's blast was the deadliest since 28 July, when 32 people were killed by bombers.", "28 July"),
        ("Nobody has ruled the town since rebels killed the mayor there on 2 May 2011.", "2 May 2011"),
        ("At first five were said to be killed, but the death toll steadily climbed overnight.", None),
        ("One note - which only became available this weekend - tells that six men were killed two weeks ago.", "two weeks ago"),
    ],
)
def test_the_day_of_a_clause_of_its_own(text: str, words: str | None) -> None:
    found = find_date_of_harm(text, trigger=text.index("killed"))
    assert (found and found.text) == words


def _days(text: str) -> list[tuple[str, str | None]]:
    claims = read_report(make_report("r", text, published_on="2016-12-07"))
    return [(c.harm, c.date.text if c.date else None) for c in claims]


def test_an_hour_parts_no_day_from_its_deed() -> None:
    text = "Shells hit Northton\n\nOn 2 December, at about 16:30, the army fired rockets at the mill. The shelling killed ten civilians."
    assert _days(text) == [("killed", "2 December")]


@pytest.mark.parametrize("between", [": ", "\n\n"])
def test_days_that_head_their_lines_date_what_stands_under_them(between: str) -> None:
    text = (
        f"Latest news\n\n16 November{between}Soldiers shot and killed a man in the camp.\n\n"
        f"17 November{between}A farmer was shot dead near the mill."
    )
    assert _days(text) == [("killed", "16 November"), ("killed", "17 November")]


def test_the_day_after_a_dateline_is_of_the_telling() -> None:
    text = "NORTHTON, 5 December, Northern Times: Four rebels were detained. The raid was carried out yesterday, the source said."
    assert _days(text) == [("detained", "yesterday")]


def test_a_reporting_period_is_the_period_of_its_numbers() -> None:
    text = "The violence went on during the reporting period (17 to 23 November), resulting in eight civilian deaths."
    assert _days(text) == [("killed", "17 to 23 November")]


def test_a_later_sentence_may_tell_when_the_tragedy_occurred() -> None:
    text = "Three children were killed by a mine, an official said.\nThe official said the tragedy occurred on Tuesday near a camp."
    assert _days(text) == [("killed", "Tuesday")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two bases were raided last week. Nine men were killed in the raids, some of the worst violence this year.", "last week"),
        ("Nine men were killed in the deadliest attack on the army this year.", None),
        ("A group said today that 64 men have been arrested since Friday for protesting.", "since Friday"),
    ],
)
def test_a_period_over_which_a_deed_is_ranked_is_not_its_day(text: str, words: str | None) -> None:
    [claim] = read_report(make_report("r", text, published_on="2016-12-07"))
    assert (claim.date and claim.date.text) == words
