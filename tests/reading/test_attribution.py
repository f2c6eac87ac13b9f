from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.model import Speaker
from civharm.reading.actors import ActorMention
from civharm.reading.attribution import find_attributions, speakers_of
from civharm.reading.blocks import find_sentences
from civharm.reading.lending import is_unnamed_foe
from civharm.reading.sentences import parse_sentences


def credited(text: str, words: str, title: str | None = None) -> tuple[Speaker, ...]:
    """Whom a text credits with some of its words."""
    sentences = list(parse_sentences(find_sentences(text, title)))
    start = text.index(words)
    return speakers_of(find_attributions(sentences), start, start + len(words))


def names(text: str, words: str, title: str | None = None) -> list[str]:
    return [speaker.text for speaker in credited(text, words, title)]


# Sentence, words of the fact, the speakers credited with them, the nearest first.
ONE_SENTENCE = [
    # a verb of saying leads
    ("The UN says 300 people have been killed since May.", "300 people", ["The UN"]),
    ("The clinic said on Tuesday that 12 men were executed.", "12 men", ["The clinic"]),
    ("On Monday, the UN rights office said 40 people had been killed.", "40 people", ["the UN rights office"]),
    ("A spokesman for the governor of Arda said three people died.", "three people", ["A spokesman for the governor of Arda"]),
    ("Activists reported nine people killed in Arda.", "nine people", ["Activists"]),
    ("The governor's office put the death toll at 30.", "30", ["The governor's office"]),
    ("The UN has raised concerns that 600 families are trapped.", "600 families", ["The UN"]),
    ("Dr. Hamid Sayed, who runs the clinic, said five children had died.", "five children", ["Dr. Hamid Sayed"]),
    ("The Hill Observatory, a monitoring group, said ten had died.", "ten", ["The Hill Observatory"]),
    ("The observatory which relies on people in Arda said ten had died.", "ten", ["The observatory"]),
    ("Residents of the old quarter in Arda said six women died.", "six women", ["Residents of the old quarter in Arda"]),
    ("The army condemned the raid and said it killed six guards.", "six guards", ["The army"]),
    ("Residents spoke of 20 dead.", "20 dead", ["Residents"]),
    ("Locals estimate that at least seven died.", "seven", ["Locals"]),
    ("Omar Zaki, a teacher, points out that nine families fled.", "nine families", ["Omar Zaki"]),
    ("A sheikh told reporters that raiders beat 12 women.", "12 women", ["A sheikh"]),
    ("The local civil society reports nine people killed.", "nine people", ["The local civil society"]),
    ("The army released a statement claiming that two men died.", "two men", ["The army"]),
    ("The rebels issued a statement saying two men died.", "two men", ["The rebels"]),
    # it closes what was said
    ("Shells hit the town, killing three people, residents said.", "three people", ["residents"]),
    ("Nine people were killed, a police officer said on condition of anonymity.", "Nine people", ["a police officer"]),
    ("The dead include two nurses, Doctors Without Borders said in a statement.", "two nurses", ["Doctors Without Borders"]),
    ("Fifteen children were killed in the strike, the Guardian reports.", "Fifteen children", ["the Guardian"]),
    ("Raiders hit a camp, killing 31 people, a medical group said, in the second raid this week.", "31 people", ["a medical group"]),
    ("Two men died, said Omar Zaki, a farmer.", "Two men", ["Omar Zaki"]),
    ("Two men died, said another Defence Ministry official, who gave no name.", "Two men", ["another Defence Ministry official"]),
    ("At least 60 homes burned and two died, said provincial spokesman Nadim Sur.", "two", ["provincial spokesman Nadim Sur"]),
    # without the commas
    ("Five men died near the border town Qasr a monitor said.", "Five men", ["a monitor"]),
    ("A car bomb wounded 37 people in the central city of Arda state television reported.", "37 people", ["state television"]),
    ("The attack caused many people to foam at the mouth the Red Crescent said.", "many people", ["the Red Crescent"]),
    ("Troops opened fire killing 10 people activists said.", "10 people", ["activists"]),
    ("He died of a fatal head injury police said.", "injury", ["police"]),
    ("A child was killed in the south of the old city local activists said.", "A child", ["local activists"]),
    ("Thirty men were sealed off in the dark tunnels Zaki said.", "Thirty men", ["Zaki"]),
    ("The clinic was hit and two died on Saturday and Sunday a monitor said.", "two", ["a monitor"]),
    ("According to the clinic four people died in the raid.", "four people", ["the clinic"]),
    ("The evacuation of 900 people resumed state media said days after a bomb went off.", "900 people", ["state media"]),
    ("Syria Civil Defence a rescue service working in rebel-held towns said three died.", "three", ["Syria Civil Defence"]),
    # chains
    ("Ten people died, a security source told Alsumaria News.", "Ten people", ["a security source", "Alsumaria News"]),
    ("Hadi Qassem the manager of the clinic told a Reuters reporter the ward had recorded four deaths.", "four deaths",
     ["Hadi Qassem", "a Reuters reporter"]),
    ("Five died near Arda Selim Abu Nour a local civil defence official told Anadolu Agency.", "Five",
     ["Selim Abu Nour", "Anadolu Agency"]),
    ("Two airmen were killed, the Russian military was quoted as saying by Interfax.", "Two airmen",
     ["the Russian military", "Interfax"]),
    ("Ten people died, Reuters reported, citing local officials.", "Ten people", ["local officials", "Reuters"]),
    ("According to police, Reuters reported, ten people died.", "ten people", ["police", "Reuters"]),
    ("Nine people were killed, police and medics said.", "Nine people", ["police", "medics"]),
    ("Residents told Reuters by telephone that troops had killed 20 people.", "20 people", ["Residents", "Reuters"]),
    ("Six died, the ministry told reporters.", "Six", ["the ministry"]),
    # cited without a verb of saying
    ("According to a hospital official, two girls died.", "two girls", ["a hospital official"]),
    ("According to officers at the scene, two girls died.", "two girls", ["officers"]),
    ("Two girls died, according to the Red Cross.", "Two girls", ["the Red Cross"]),
    ("Ten people were killed according to a new toll from the Red Crescent.", "Ten people", ["the Red Crescent"]),
    ("Leaders spoke of the claim by activists that 64 people were killed.", "64 people", ["activists"]),
    ("Images have emerged of militiamen torturing prisoners.", "prisoners", ["Images"]),
    # whose text tells
    ("A statement from the governor of Arda said four guards died.", "four guards", ["the governor of Arda"]),
    ("A letter from the Hill Centre, an aid group, said raiders shot four.", "four", ["the Hill Centre"]),
    ("Four guards died in the raid, a statement from an army officer said.", "Four guards", ["an army officer"]),
    ("The command's first assessment concluded that the strike killed four.", "four", ["The command's first assessment"]),
    ("According to the clinic’s report, four girls died.", "four girls", ["the clinic’s report"]),
    ("Two girls died, according to early reports from the clinic.", "Two girls", ["the clinic"]),
    ("Reports said four people were hurt in the blast.", "four people", ["Reports"]),
    ("The mission has seen reports alleging civilian deaths.", "civilian deaths", ["reports"]),
    ("A post by Omar Zaki reported four dead, and a second post more.", "four dead", ["Omar Zaki"]),
    ("According to a long post by Omar Zaki, four girls died.", "four girls", ["Omar Zaki"]),
    ("The inquiry found that guards shot four prisoners.", "four prisoners", ["The inquiry"]),
    ("Nine men were shot in the northern town of Port Arda, a sheriff said.", "Nine men", ["a sheriff"]),
    ("Nine men were shot in upper Port Arda, a sheriff said.", "Nine men", ["a sheriff"]),
    # asides and clauses
    ("As the Daily Trust reported in May, two boys were burned alive.", "two boys", ["the Daily Trust"]),
    ("Although aid agencies reported that 900 people fled each day, the number has fallen to 40.", "900 people", ["aid agencies"]),
    ("The army said it killed 14 men, but residents said that all the dead were farmers.", "14 men", ["The army"]),
    ("The army said it killed 14 men, but residents said that all the dead were farmers.", "farmers", ["residents"]),
    ("Fighters entered the town with the Red Crescent reporting six dead.", "six dead", ["the Red Crescent"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), ONE_SENTENCE)
def test_a_sentence_credits_its_speakers(text: str, words: str, expected: list[str]) -> None:
    assert names(text, words) == expected


OWN_VOICE = [
    ("Twelve people were reported killed on Friday.", "Twelve people"),
    ("Ten deaths were recorded in the town.", "Ten deaths"),
    ("It has been revealed that 28 people were shot.", "28 people"),
    ("A car bomb killed nine people, and medics reported a second blast.", "nine people"),
    ("The attack killed five children and ISIS claimed to have downed a plane.", "five children"),
    ("Although aid agencies reported that 900 people fled each day, the number has fallen to 40.", "40"),
    ("Police found the bodies of nine people in the tunnel.", "nine people"),
    ("The army did not say how many people were killed.", "people"),
    ("Shells killed 44 people according to the latest toll.", "44 people"),
    ("The council announced a day of mourning following a raid that left 38 people dead.", "38 people"),
    ("The Pentagon said it would publish a film, its latest reply to an outcry over a blast that killed scores.", "scores"),
    ("No one claimed responsibility for the attack that killed six.", "six"),
    ("The agency-reported incidents in which aid workers were killed rose.", "aid workers"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), OWN_VOICE)
def test_what_nobody_is_credited_with_is_the_reports_own(text: str, words: str) -> None:
    assert names(text, words) == []


ACTS = [
    ("The army denied that its planes had killed nine villagers.", "nine villagers", "deny"),
    ("The ministry accused the rebels of killing nine villagers.", "nine villagers", "accuse"),
    ("The coalition has acknowledged a strike that probably killed four people.", "four people", "admit"),
    ("ISIS claimed responsibility for the attack, which killed twelve people.", "twelve people", "admit"),
    ("Six guards died, the ministry said, blaming rebels.", "Six guards", "accuse"),
    ("The ministry said six guards died.", "six guards", "assert"),
]


@pytest.mark.parametrize(("text", "words", "act"), ACTS)
def test_the_verb_tells_the_act_of_speech(text: str, words: str, act: str) -> None:
    assert [speaker.speech_act for speaker in credited(text, words)] == [act]


SEVERAL_SENTENCES = [
    # words that stand for a speaker before
    ("The Red Crescent said ten died. It said two were girls.", "two", ["The Red Crescent"]),
    ("Police chief Omar Zaki said ten died. He said two were girls.", "two", ["Police chief Omar Zaki"]),
    ("The rebels said 20 guards died. The army said two men had died.", "two men", ["The army"]),
    ("The army said 20 fighters died. The group said it lost two men.", "two men", ["The group"]),
    ("The Northland military said it hit a depot. The army said two men were hurt.", "two men", ["The Northland military"]),
    ("Monitors say 15 people died; the ministry says four people did.", "four people", ["the ministry"]),
    ("Monitors say 15 people died; the ministry says four people did.", "15 people", ["Monitors"]),
    ("Fifteen people died, monitors say; the ministry says four people did.", "Fifteen people", ["monitors"]),
    ("A source at the army told SANA two died. The source added that six were hurt.", "six", ["A source at the army"]),
    ("The Syrian Observatory said ten died. Most were from Hama the Britain-based group added.", "Most",
     ["The Syrian Observatory"]),
    ("Ten died, the Red Crescent said. The group also listed twelve wounded.", "twelve wounded", ["the Red Crescent"]),
    ("According to the Sana news agency five died. The raid hurt ten people the news agency specified.", "ten people",
     ["the Sana news agency"]),
    ("The Hill Office (HO) said ten died. Guards shot two of them, the report found.", "two", ["The Hill Office"]),
    ("The Red Crescent issued a statement calling for calm. It said ten had died.", "ten", ["The Red Crescent"]),
    # quotations
    ("\"They fired at us,\" said Omar Zaki, a baker. \"They killed two boys.\"", "two boys", ["Omar Zaki"]),
    ("“They sailed in barrels. Six people drowned,” council head Nadim Sur said.", "barrels", ["council head Nadim Sur"]),
    ("One officer says, “They shot at the families. They killed two boys.”", "two boys", ["One officer"]),
    ("The envoy Omar Zaki spoke of it in a statement.\n\n\"They took 40 men from the town.\"", "40 men", ["The envoy Omar Zaki"]),
    # and the report's own voice after them
    ("The Red Crescent said ten died. Two bridges and a school where six boys slept were hit.", "six boys", []),
    ("\"It was a mistake,\" a general said. Ten people were killed in the raid.", "Ten people", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), SEVERAL_SENTENCES)
def test_a_speaker_goes_on_only_where_the_words_say_so(text: str, words: str, expected: list[str]) -> None:
    assert names(text, words) == expected


HEADLINES = [
    ("Medics: 3 killed in blast", "3", ["Medics"]),
    ("Blast kills 3 in Qasr: monitor", "3", ["monitor"]),
    ("Blast kills 3 in Qasr - UN", "3", ["UN"]),
    ("Blast kills 3 in Qasr NGO", "3", ["NGO"]),
    ("Blast kills 3 in Qasr monitor | The Daily Page", "3", ["monitor"]),
    ("Ten killed in clash with police", "Ten", []),
    ("Two patients killed at Qasr hospital", "Two patients", []),
    ("Factbox: the raid that killed 40", "40", []),
]


@pytest.mark.parametrize(("title", "words", "expected"), HEADLINES)
def test_a_headline_credits_before_or_after_its_colon(title: str, words: str, expected: list[str]) -> None:
    assert names(title, words, title) == expected


def test_a_family_name_keeps_the_kind_and_the_full_name() -> None:
    text = "Police chief Omar Zaki said ten died. Zaki said two were girls."
    [speaker] = credited(text, "two")
    assert (speaker.text, speaker.kind, speaker.name) == ("Zaki", "official", "Police chief Omar Zaki")


def test_a_name_with_its_explanation_speaks_by_name_and_keeps_both() -> None:
    for text in ("The clinic's director, Omar Zaki, said ten died.", "Omar Zaki the director of the clinic said ten died."):
        [speaker] = credited(text, "ten")
        assert (speaker.text, speaker.kind) == ("Omar Zaki", "medical")
        assert speaker.name is not None and "director" in speaker.name


@pytest.mark.parametrize(("text", "words", "_"), ONE_SENTENCE[::4])
def test_the_words_of_a_speaker_are_the_text_at_its_offsets(text: str, words: str, _: list[str]) -> None:
    for speaker in credited(text, words):
        assert text[speaker.start : speaker.end] == speaker.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from('said , . " “ ” the army police told that which who and of in Omar killed ( ) : ; as two by'.split()))
)
def test_any_order_of_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    for attribution in find_attributions(list(parse_sentences(find_sentences(text)))):
        assert 0 <= attribution.start <= attribution.end <= len(text)
        assert attribution.speakers


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        ("The mayor asked for help, saying 30 people were trapped.", "30 people", ["The mayor"]),
        ("A survivor took him for a guard, saying he shot a nurse.", "a nurse", ["A survivor"]),
        ("The raid killed six, adding to a toll of 40 dead.", "40 dead", []),
        ("The court found that soldiers had killed nine farmers.", "nine farmers", ["The court"]),
        ("The tribunal held that 40 men were executed by guards.", "40 men", ["The tribunal"]),
        ("Two more died, as announced by the governor.", "Two", ["the governor"]),
        ("The deaths of nine men were confirmed by the hospital.", "nine men", ["the hospital"]),
        ("The deaths of nine men could not be confirmed by the hospital.", "nine men", []),
        ("Ten people died in Northton, Oleh Placeholder, head of the district, said.", "Ten people", ["Oleh Placeholder"]),
        ("Two guards died, reported Reuters.", "Two guards", ["Reuters"]),
        ("According to the project, mines killed 40 people.", "40 people", ["the project"]),
    ],
)
def test_whoever_goes_on_rules_confirms_or_is_named_before_a_role_speaks(text: str, words: str, speakers: list[str]) -> None:
    assert names(text, words) == speakers


@pytest.mark.parametrize("place", ["Northton", "East Northton"])
def test_where_a_number_was_recorded_does_not_speak(place: str) -> None:
    assert names(f"{place} recorded 74 killed and 11 injured.", "74 killed") == []
    assert names("Placeholder Watch recorded 74 killed.", "74 killed") == ["Placeholder Watch"]


@pytest.mark.parametrize(
    ("after", "speaker"),
    [
        ("This was reported by the governor.", "the governor"),
        ("This information was provided by the police.", "the police"),
        ("The ministry said this on Telegram.", "The ministry"),
        ("The head of the district, Oleh Placeholder, wrote about this on Telegram.", "Oleh Placeholder"),
    ],
)
def test_who_told_this_told_the_sentence_before(after: str, speaker: str) -> None:
    assert names(f"Shells killed seven men and hurt two in the old mill. {after}", "seven men") == [speaker]


def test_of_a_headline_what_tells_harm_credits_nobody() -> None:
    assert names("27 rebels killed: General Staff", "27 rebels", title="27 rebels killed: General Staff") == ["General Staff"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A trader reported that gunmen killed nine people.", "A trader"),
        ("A medical practitioner confirmed that nine people were wounded.", "A medical practitioner"),
        ("IS claimed that nine people were killed.", "IS"),
        ("The blast confirmed that nine people were killed.", None),
    ],
)
def test_any_person_may_confirm_or_report_that_something_happened(claims_of, text: str, speaker: str | None) -> None:
    [claim] = claims_of(text)
    assert [s.text for s in claim.speakers] == ([speaker] if speaker else [])


# Sentence, words of the fact, whom it credits; of each rule a near miss with nobody or another one.
WITHOUT_A_LISTED_VERB = [
    # own figures and the names of the dead
    ("The ministry revises its figures: 4 dead, 19 wounded.", "4 dead", ["The ministry"]),
    ("The blast raised its toll to nine dead.", "nine dead", []),
    ("The ministry's casualty figures stand at 340 killed.", "340 killed", ["The ministry"]),
    ("The army's toll stands at 340 killed.", "340 killed", []),
    ("The Red Crescent named 13 of the dead in the shelling.", "13 of the dead", ["The Red Crescent"]),
    ("The hill was named the dead hill after nine guards died.", "nine guards", []),
    ("A doctor saw hospital records listing 12 people killed by shells.", "12 people", ["hospital records"]),
    # forms and taggings of verbs
    ("The Red Crescent tweets that 13 people were killed.", "13 people", ["The Red Crescent"]),
    ("The Arda Front, for its part, claims in an audio message to have killed 47 soldiers.", "47 soldiers", ["The Arda Front"]),
    ("The mayor asked for tents, pointing out that shells had killed nine people.", "nine people", ["The mayor"]),
    ("The mayor asked for tents, pointing to the nine people killed.", "nine people", []),
    ("The Hill Office in 2020 accused the army of killing nine villagers.", "nine villagers", ["The Hill Office"]),
    # a name and a colon before a quotation
    ("Our reporter in Arda: \"I saw two men shot dead.\"", "two men", ["Our reporter in Arda"]),
    ("Omar Zaki, a baker in Arda: \"They shot two men. They burned six more.\"", "six more", ["Omar Zaki"]),
    ("Rescuers found nine bodies: \"Two men were shot dead.\"", "Two men", []),
    # pronouns
    ("Two shepherds died, the police said. According to them a third man was shot.", "a third man", ["the police"]),
    ("Arda fell on Friday. According to him two shepherds were killed.", "two shepherds", []),
    ("The clinic has nine beds. It says six women died.", "six women", ["The clinic"]),
    ("The Red Crescent said ten died. The clinic has nine beds. It says six women died.", "six women", ["The clinic"]),
    ("The Red Crescent said ten died. Soldiers left the town. It says six women died.", "six women", ["The Red Crescent"]),
    ("THE MINISTRY LIES WHEN IT SAYS THAT TEN SOLDIERS WERE KILLED.", "TEN SOLDIERS", ["THE MINISTRY"]),
    ("COLONEL OMAR ZAKI SAID TEN DIED. HE ADDED THAT TWO WERE GIRLS.", "TWO", ["COLONEL OMAR ZAKI"]),
    ("The general staff deplores two dead in the shelling.", "two dead", ["The general staff"]),
    ("The general staff deplores the killing of nine villagers.", "nine villagers", []),
    # the speaker of a quotation over several sentences stays to its end, and who is cited in it speaks only once
    ("“We are full,” says Omar Zaki. “Nobody sleeps. The ministry said six died. Ten died here.” Two more fled.", "six", ["The ministry"]),
    ("“We are full,” says Omar Zaki. “Nobody sleeps. The ministry said six died. Ten died here.” Two more fled.", "Ten", ["Omar Zaki"]),
    ("“We are full,” says Omar Zaki. “Nobody sleeps. The ministry said six died. Ten died here.” Two more fled.", "Two more", []),
    # two speakers, clauses and asides of one
    ("According to the mayor and local residents, nine people died.", "nine people", ["the mayor", "local residents"]),
    ("According to the mayor and his house burned, nine people died.", "nine people", ["the mayor"]),
    ("Two girls died in a mosque, killing nine worshippers, the district's prefect and a military source said.", "nine worshippers",
     ["the district's prefect", "a military source"]),
    ("Raid leaves scores of villagers dead, army says 'several'", "scores of villagers", []),
    ("Raid leaves scores of villagers dead, army says 'several'", "several", ["army"]),
    ("Raid leaves scores of villagers dead, army says", "scores of villagers", ["army"]),
    ("The body of a man, picked up in May according to his relatives, was found in the river.", "body", []),
    ("The body of a man, according to his relatives, was found in the river.", "body", ["his relatives"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), WITHOUT_A_LISTED_VERB)
def test_who_tells_is_found_in_other_words_too(text: str, words: str, expected: list[str]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(("victims", "own"), [("sixty terrorists", True), ("six villagers", False), ("two Red Dawn rebels", False)])
def test_a_named_armed_group_is_lent_no_harm_to_its_own_kind(victims: str, own: bool) -> None:
    assert is_unnamed_foe(victims, ActorMention(0, 3, "ARL", "ARL", kind="armed_group")) == own
