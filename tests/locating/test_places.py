"""Where the harm was done: what governs a name, whose place it is, how narrow it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.locating.gazetteer import load_gazetteer
from civharm.locating.places import find_place_of_harm, find_places, locate_places
from civharm.model import Claim, Count, Place, Span, Victims, make_report
from civharm.reading import read

GAZETTEER = load_gazetteer()


def find_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))


def find_place(text: str, sentence: str | None = None, trigger: str = "killed") -> Place | None:
    quote = find_span(text, sentence or text)
    return find_place_of_harm(quote, find_span(text, trigger), find_places(text, GAZETTEER))


@pytest.mark.parametrize(
    ("sentence", "words", "name", "precision"),
    [
        ("Two people were killed in Kirkuk.", "Kirkuk", "Kirkuk", 1),
        ("Two people were killed near Kirkuk.", "Kirkuk", "Kirkuk", 2),
        ("Two people were killed 20 km north of Goma.", "Goma", "Goma", 2),
        ("Two people were killed in Diyala province.", "Diyala province", "Diyala", 4),
        ("Two people were killed in eastern Ukraine.", "Ukraine", "Ukraine", 5),
        ("Two people were killed in Yemen.", "Yemen", "Yemen", 6),
        ("Two people were killed in the Somali capital Mogadishu.", "Mogadishu", "Mogadishu", 1),
        ("Two people were killed in the Tsafe Local Government Area.", "Tsafe Local Government Area", "Tsafe", 3),
        ("Two people were killed off the coast of Libya.", "Libya", "Libya", 7),
        ("Two people were killed on the border with Niger.", "Niger", "Niger", 5),
        ("Two people were killed crossing the Euphrates.", "Euphrates", "Euphrates", 5),
        ("SEVEN PEASANTS WERE killed IN USULUTAN DEPARTMENT.", "USULUTAN DEPARTMENT", "Usulutan", 4),
        ("قصف على الموصل killed مدنيين", "الموصل", "Mosul", 1),
        ("Two were killed. В Мариуполе погибли двое.", "Мариуполе", "Mariupol", 1),
    ],
)
def test_the_precision_is_that_of_the_words(sentence: str, words: str, name: str, precision: int) -> None:
    place = find_place(sentence)
    assert place is not None
    assert (place.text, place.name, place.precision, place.inferred) == (words, name, precision, False)
    assert sentence[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Five people were killed, a spokesman said in Geneva.",
        "Moscow said that five people were killed.",
        "The Damascus-based group said that five people were killed.",
        "The Aleppo Media Centre said that five people were killed.",
        "The Washington Post reported that five people were killed.",
        "Five Iraqis and a Syrian were killed.",
        "Five people were killed in U.S. air strikes.",
        "Five peacekeepers from Burundi were killed.",
        "General Jackson said that five people were killed.",
        "The nice man was killed on a march while reading in the bath.",
    ],
)
def test_a_speakers_place_a_name_or_a_word_is_no_place_of_harm(sentence: str) -> None:
    assert find_place(sentence) is None


def test_the_dateline_is_no_place_of_harm_but_tells_the_country() -> None:
    place = find_place("TRIPOLI, Lebanon (Wire) - Four people were killed in the market.")
    assert place is None
    found = find_places("BEIRUT, Lebanon (Wire) - Four people were killed in Tripoli.", GAZETTEER).mentions[-1].entry
    assert found is not None and GAZETTEER.make_path(found)[0] == "Lebanon"


def test_the_country_of_the_report_settles_a_name() -> None:
    libyan = find_place("Libyan officials said that four people were killed in Tripoli.")
    lebanese = find_place("Lebanese officials said that four people were killed in Tripoli.")
    assert libyan is not None and libyan.path[0] == "Libya"
    assert lebanese is not None and lebanese.path[0] == "Lebanon"


def test_a_village_that_no_list_knows_is_no_town_of_a_like_name_in_another_country() -> None:
    village = find_place("Gunmen killed nine people in the village of Fiume in Plateau State in Nigeria.")
    assert village is not None and (village.name, village.id, village.path) == ("Fiume", None, ("Nigeria", "Plateau"))
    across = find_place("Two people from Idlib in Syria were killed in Reyhanli.")
    assert across is not None and across.path[0] == "Turkey"


def test_a_quarter_lies_in_the_town_named_with_it() -> None:
    place = find_place("A shell killed two girls in the Old City of Homs.")
    assert place is not None and place.name == "Old City" and place.path[-1] == "Homs" and place.id is None


def test_an_unknown_village_keeps_its_words_and_the_precision_of_what_encloses_it() -> None:
    place = find_place("Two farmers were killed in the village of Qrezbulat in Diyala province.")
    assert place is not None
    assert (place.text, place.name, place.id, place.precision) == ("Qrezbulat", "Qrezbulat", None, 4)
    assert place.path == ("Iraq", "Diyala")


def test_a_place_from_another_sentence_is_marked() -> None:
    text = "Fighting went on in Fallujah on Monday. Five people were killed."
    place = find_place(text, "Five people were killed.")
    assert place is not None and place.name == "Fallujah" and place.inferred
    assert text[place.start : place.end] == "Fallujah"


def test_a_headline_gives_the_place_where_the_text_does_not() -> None:
    text = "Blast in Kirkuk leaves five dead\n\nFive people were killed."
    place = find_place(text, "Five people were killed.")
    assert place is not None and place.name == "Kirkuk" and place.inferred


def test_claims_get_their_place_and_keep_one_that_they_have() -> None:
    report = make_report("r", "Five people were killed in Kirkuk.")
    span = find_span(report.text, "killed")
    claim = Claim(
        id="c", report="r", quote=Span(report.text, 0, len(report.text)), trigger=span, harm="killed",
        victims=Victims(text="Five people", start=0, end=11),
        count=Count(text="Five", start=0, end=4, low=5, high=5, bound="exact"),
    )  # fmt: skip
    (located,) = locate_places([claim], report, GAZETTEER)
    assert located.place is not None and located.place.name == "Kirkuk"
    assert locate_places([located], report, GAZETTEER) == (located,)
    assert locate_places([], report, GAZETTEER) == ()


def test_places_of_a_report_of_500_words_are_found_in_a_moment() -> None:
    text = "Two people were killed in Kirkuk and Mosul on Monday, officials in Baghdad said, after a raid near the river. " * 25
    find_places(text, GAZETTEER)
    start = time.process_time()
    find_places(text, GAZETTEER)
    assert time.process_time() - start < 0.05  # ten times what it takes, so that a busy machine does not fail it


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aleppo in. Syria\n's-Old City said ,المو"), max_size=200))
def test_any_text_is_read_and_words_stand_at_their_offsets(text: str) -> None:
    for mention in find_places(text, GAZETTEER).mentions:
        assert text[mention.start : mention.end] == mention.text


def test_time_grows_with_the_text_and_no_faster() -> None:
    sentence = "Aleppo Idlib Homs al-Bab Deir ez-Zor " * 200
    for text in (sentence, sentence.upper(), "A" * 100_000, "of " * 30_000, "Al-" * 20_000):
        start = time.process_time()
        find_places(text, GAZETTEER)
        assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Two men were arrested in Paris over the killing of six nurses.", "killing"),
        ("The parliament in Baghdad will debate the killing of 14 people.", "killing"),
        ("The minister, who arrived in Addis Ababa this month, said that raiders had killed 12 herders.", "killed"),
        ("At the trial in The Hague, a witness spoke of 30 men who were beaten.", "beaten"),
    ],
)
def test_where_somebody_is_tried_or_speaks_is_no_place_of_the_harm(sentence: str, words: str) -> None:
    assert find_place(sentence, trigger=words) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Mosul families were killed as they fled.", "Mosul"),
        ("Snipers killed civilians as the army closed in on Fallujah.", "Fallujah"),
    ],
)
def test_where_people_are_from_or_something_else_goes_on_is_inferred(sentence: str, words: str) -> None:
    place = find_place(sentence)
    assert place is not None and (place.text, place.inferred) == (words, True)


def test_an_armed_group_is_no_town_of_its_name_far_away() -> None:
    place = find_place("Six members of Fano were killed in Merawi, Ethiopia.")
    assert place is not None and place.name == "Merawi"
    place = find_place("Wagner mercenaries killed six people in Bangui, Central African Republic.")
    assert place is not None and place.name == "Bangui"


def test_the_first_word_of_a_longer_name_is_no_town() -> None:
    place = find_place("Raiders killed six women at Wadi Placeholder.")
    assert place is not None and place.text == "Wadi Placeholder"
    place = find_place("Six people were killed in Nova Placeholda, Mozambique.")
    assert place is not None and place.text == "Nova Placeholda"


def test_where_a_body_speaks_is_no_place_of_harm() -> None:
    place = find_place("The elders of the village of Mamove indicated that six bodies were found near Oicha.", trigger="bodies")
    assert place is not None and place.text == "Oicha"


def test_who_comes_from_a_place_kills_elsewhere() -> None:
    place = find_place("Gunmen from the hills above Srinagar killed a teacher in Pulwama.")
    assert place is not None and place.name == "Pulwama"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kabul: Five people were killed in a blast in Herat province.", "Herat"),
        ("Kabul : Shelling near Kandahar killed five people.", "Kandahar"),
        ("Kharkiv: Two people were killed by a missile.", "Kharkiv"),  # a list may place its news so
        ("Kabul: Three soldiers were killed, police in Herat said.", "Kabul"),
    ],
)
def test_a_name_and_a_colon_give_way_to_a_place_that_the_words_name(text: str, name: str) -> None:
    place = find_place(text)
    assert place is not None and place.name == name


def test_each_number_of_a_list_has_the_place_behind_it() -> None:
    text = "Raiders killed 15 people, four in the village of Kindu and five in the nearby town of Kasongo."
    report = make_report("r", text)
    claims = locate_places(read(report), report, load_gazetteer())
    assert [c.place.text for c in claims if c.place and (c.count.low or 9) < 9] == ["Kindu", "Kasongo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Omar Zaki, a resident of Kandahar, was killed by gunmen in Kabul.", "Kabul"),
        ("Sepoy Ali Khan, 26, a resident of Kandahar district, was killed in the clash.", None),
        ("A resident of Kharkiv was killed by shelling.", "Kharkiv"),
        ("Because of Israel's attack, 25 people have been killed.", None),
        ("Two people were killed in Israel's north.", "Israel"),
    ],
)
def test_where_the_dead_are_from_and_whose_deed_it_was_are_no_places(text: str, name: str | None) -> None:
    place = find_place(text)
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Two people were killed in a strike on Tadilo, a farming village north of Beirut.", "Tadilo"),
        ("Two people were killed in a raid on Tadilo in the Tyre district.", "Tadilo"),
        ("Two people were killed in a strike on Bir Tadilo, some 20 km from the town of Zahle.", "Bir Tadilo"),
        ("Two people were killed in the Lebanese village of Tadilo.", "Tadilo"),
        ("Two people were killed in the Tadilo' district of Taiz governorate.", "Tadilo"),
        ("Two people were killed in the general area Tadilo, Khyber district.", "Tadilo"),
        ("Two people were killed, as reported in Tadilo newspaper.", None),
        ("Two people were killed, as reported in Tadilo daily.", None),
        ("Two people were killed in Operation Green Tadilo.", None),
    ],
)
def test_a_name_that_no_list_knows_is_a_place_by_the_words_beside_it(sentence: str, name: str | None) -> None:
    place = find_place(sentence)
    assert (place.name.removesuffix(" district").rstrip("'") if place else None) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Two people were killed in eastern Syria's remote Mayadin district.", "Mayadin"),
        ("Two people were killed in the Black Sea port city of Odesa.", "Odesa"),
        ("In Al Bayda governorate, a man was killed by a mine near his home in Tadilo village.", "Tadilo"),
        ("Two people were killed when a bomb hit a bus of the Diyala Night Rescue Regiment.", None),
        ("Two people were killed in two Yemeni provinces.", "Yemen"),
        ("A resident of Tadilo village in Dagestan was killed near his house.", "Tadilo"),
    ],
)
def test_the_narrower_name_is_the_place_and_no_name_that_only_describes(sentence: str, name: str | None) -> None:
    place = find_place(sentence)
    assert (place.name if place else None) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Two people were killed in Tadilgai (30km south-west of Kandahar).", "Tadilgai"),
        ("A man was killed in Tadil Street in Kandahar (480 km south-west of Kabul).", "Tadil Street"),
        ("Shells killed a boy in Tadilgai village, around three kilometres off the Kandahar road.", "Tadilgai"),
        ("A strike killed two people in the country's rebel-dominated North Waziristan tribal region.", "North Waziristan"),
        ("Two rebels were killed in north Kashmir Kupwara district.", "Kupwara"),
        ("In the village called Nova Tadila, two people were killed.", "Nova Tadila"),
        ("Troops killed two men in Sangar Rashid village.", "Sangar Rashid"),
        ("The mission in Kabul and the Ministry of Defence have admitted that two guards were killed.", None),
        ("A witness told a Zagreb court that soldiers killed his father.", None),
        ("They killed two guards before they could attack the Muharram procession.", None),
        ("The men killed by the mine died on the way to Kandahar.", None),
        ("A farmer was killed by a mine and died in Kandahar hospital.", None),
        ("Ten patients were killed in the Kunduz hospital attack.", "Kunduz"),
        ("A drone strike on Tadilo killed three men.", "Tadilo"),
        ("Warplanes struck Tadilo on Sunday and killed three men.", "Tadilo"),
        ("A drone strike on Hezbollah killed three men.", None),
        ("A strike on Tadilo positions killed three men.", None),
        ("Two herders from Tadilo, Nesh District, were killed.", "Tadilo"),
        ("Three soldiers were killed by a mine in Upper Tadilo.", "Tadilo"),
        ("In Vavuniya, a youth was killed by gunmen on a motorbike at Tadilkulam.", "Tadilkulam"),
        ("The Tadilo Mountain Rescue Regiment said two men were killed.", None),
    ],
)
def test_where_the_harm_was_by_what_stands_around_a_name(sentence: str, name: str | None) -> None:
    place = find_place(sentence)
    assert (place and place.name) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (
            "Raids kill nine in Yemen\n\nA raid hit the city of Saada on Monday.\n\nThree women were killed.",
            "Three women were killed.",
            "Saada",
        ),
        (
            "Six die in Kupwara\n\nTroops ringed houses in Tadilgai village.\n\nTwo rebels were killed in the encounter.",
            "Two rebels were killed in the encounter.",
            "Tadilgai",
        ),
        (
            "Bulletin\n\nNews of all Afghanistan.\n\nHerat Province:\nA nurse was shot.\n\nKunduz Province:\nA mine killed two.",
            "A mine killed two.",
            "Kunduz",
        ),
        ("News in Kabul\n\nKABUL:\nA mine killed two.", "A mine killed two.", "Kabul"),
    ],
)
def test_another_line_may_tell_the_narrower_place(text: str, quote: str, name: str) -> None:
    place = find_place(text, quote, "killed" if "killed" in quote else "mine")
    assert place is not None
    assert (place.name, place.inferred) == (name, True)


def test_a_later_sentence_may_say_where_it_took_place() -> None:
    text = "A bomb killed two people in Diyala province. The incident took place in Tadilo village, police said."
    place = find_place(text, "A bomb killed two people in Diyala province.")
    assert place is not None and (place.text, place.inferred) == ("Tadilo", True)
    text = "A bomb killed two people in Diyala province. A mine killed one. The blast occurred in Tadilo village."
    place = find_place(text, "A bomb killed two people in Diyala province.")
    assert place is not None and place.name == "Diyala"


def test_the_same_village_is_the_one_told_before() -> None:
    text = "A shell hit Tadilo village near Herat. In the same village, a woman, Sana Placeholder, was killed."
    place = find_place(text, "In the same village, a woman, Sana Placeholder, was killed.")
    assert place is not None and (place.text, place.inferred) == ("Tadilo", True)


def test_where_the_wounded_are_treated_is_no_place_of_the_harm() -> None:
    text = "Gunmen shot at a patrol near Pulwama, killing a guard; two others were taken to a hospital in Srinagar."
    place = find_place(text, trigger="killing")
    assert place is not None and place.name == "Pulwama"
    assert find_place("A guard was killed after he was hurt and taken to a hospital in Srinagar.") is None


def test_a_total_of_a_period_is_of_no_town_told_before() -> None:
    text = "Two men were shot in Pulwama, India. Over the year, 70 people were killed in 2012."
    quote, trigger = find_span(text, "Over the year, 70 people were killed in 2012."), find_span(text, "killed")
    places = find_places(text, GAZETTEER)
    total = find_place_of_harm(quote, trigger, places, total=True)
    assert total is not None and total.name == "India"
    one = find_place_of_harm(quote, trigger, places)
    assert one is not None and one.name == "Pulwama"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Homs reported 11 killed and 25 injured, and Hama had 6 killed and 13 injured.",
            ["Homs"] * 2 + ["Hama"] * 2,
        ),
        (
            "The list has 8 killed and 17 injured in Homs and 12 killed and 31 injured in Hama.",
            ["Homs"] * 2 + ["Hama"] * 2,
        ),
    ],
)
def test_each_pair_of_numbers_of_a_list_has_the_place_beside_it(text: str, names: list[str]) -> None:
    report = make_report("r", text)
    claims = locate_places(read(report), report, load_gazetteer())
    assert [c.place.name if c.place else None for c in claims if c.count.bound == "exact"] == names


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Two people were killed in Zahedan, the capital of Sistan-Baluchistan province.", "Zahedan"),
        ("Fighters of the Front (banned in Russia) killed three soldiers near Palmyra.", "Palmyra"),
        ("The count of 300 people killed in Iraq leaves out those in Anbar.", "Iraq"),
        ("Of the five people killed in Kulgam three had been taken to Srinagar for treatment.", "Kulgam"),
    ],
)
def test_what_encloses_a_capital_bans_a_group_is_left_out_or_heals_is_not_the_place(sentence: str, words: str) -> None:
    place = find_place(sentence)
    assert place is not None
    assert place.text == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The woman, from the Dungiven area, was killed on her way home.",
        "A mine went off at the camp of Ghana's peacekeepers and killed two.",
        "The Red Cross said that two were killed.",
    ],
)
def test_where_people_come_from_whose_they_are_and_who_helps_is_no_place(sentence: str) -> None:
    assert find_place(sentence) is None


def test_two_harms_told_one_after_the_other_are_in_two_places() -> None:
    text = "Three were killed in Mardin province’s Nusaybin district, two were shot in Sirnak province."
    place = find_place_of_harm(find_span(text, text), find_span(text, "shot"), find_places(text, GAZETTEER))
    assert place is not None
    assert place.text == "Sirnak province"


def test_a_dateline_narrows_no_province_told_below() -> None:
    text = "QUETTA: Gunmen killed seven farmers in Balochistan.\nThe gunmen counted them. Two nurses were also killed."
    claims = locate_places(read(make_report("r", text)), make_report("r", text), GAZETTEER)
    assert [c.place.text for c in claims if c.place] == ["Balochistan", "Balochistan"]


def test_the_office_of_a_sheriff_is_no_place_of_the_harm() -> None:
    place = find_place("Deputies with the Alphaville County Sheriff's Office found two people killed.")
    assert place is None or "Sheriff" not in place.text
