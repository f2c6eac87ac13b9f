"""Which encoding a text has is tested, not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.collecting.decoding import decode
from civharm.collecting.outcomes import RefusedError

ARABIC = "قتل ثلاثة أشخاص في قصف على سوق في مدينة الموصل، وفق ما قال مصدر طبي يوم الاثنين."
RUSSIAN = "Три человека погибли при обстреле рынка в понедельник, сообщил врач. Ещё десять ранены."
UKRAINIAN = "Троє людей загинули під час обстрілу ринку в понеділок, повідомив лікар. Ще десятеро поранені."
FRENCH = "Trois personnes ont été tuées à l’hôpital de Mossoul, a déclaré un médecin à l’AFP – dix blessés."
ENGLISH = "Three people were killed – “all civilians”, a doctor said."
GREEK = "Τρεις άνθρωποι σκοτώθηκαν από βομβαρδισμό στην αγορά, είπε ένας γιατρός τη Δευτέρα."
HEBREW = "שלושה בני אדם נהרגו בהפגזה על השוק ביום שני, אמר רופא. עשרה נפצעו."
CHINESE = "医生说，周一市场遭炮击，三人死亡，十人受伤。"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text):
    text = "Three dead. " + text
    assert decode(text.encode()).text == text
    assert decode(text.encode()).note == ""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]))
def test_a_marked_text_comes_back_as_it_was(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (UKRAINIAN, "cp1251"), (FRENCH, "cp1252"), (ENGLISH, "cp1252")],
)
@pytest.mark.parametrize("times", [1, 500])
def test_old_encodings_are_told_apart_and_said(text, encoding, times):
    decoded = decode((text * times).encode(encoding))
    assert decoded.text == text * times
    assert encoding.replace("cp", "windows-") in decoded.note


def test_a_few_arabic_words_in_an_english_text_are_read(tmp_path):
    text = "The group said on its channel الدولة الإسلامية that three were killed in الموصل on Monday."
    assert decode(text.encode("cp1256")).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GREEK, "cp1253"), (HEBREW, "cp1255"), (CHINESE, "gb18030"), (CHINESE, "big5hkscs"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866")],
)
def test_an_encoding_that_no_rule_justifies_is_refused(text, encoding):
    with pytest.raises(RefusedError, match="save it as UTF-8"):
        decode((text * 3).encode(encoding, "ignore"))


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding():
    raw = ARABIC.encode() + b"\xff" + ARABIC.encode()[:-1]
    decoded = decode(raw)
    assert decoded.text.count("\ufffd") == decoded.text.replace(ARABIC, "").count("\ufffd") >= 1
    assert "broken bytes" in decoded.note


def test_utf16_without_a_mark_says_what_to_do():
    with pytest.raises(RefusedError, match="UTF-16"):
        decode(ENGLISH.encode("utf-16-le"))


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_that_can_be_stored_or_a_refusal(raw):
    try:
        text = decode(raw).text
    except RefusedError as error:
        assert "\n" not in error.reason
    else:
        assert "\x00" not in text
        assert text.encode().decode() == text


def test_newlines_are_those_of_pythons_text_files(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\rthree\n")
    assert decode((tmp_path / "a.txt").read_bytes()).text == (tmp_path / "a.txt").read_text()


def test_a_declared_encoding_counts_where_the_bytes_are_no_utf8():
    assert decode(GREEK.encode("cp1253"), "windows-1253").text == GREEK
    assert decode(ARABIC.encode(), "windows-1253").text == ARABIC


@pytest.mark.parametrize("declared", ["rot13", "hex", "zlib", "no-such-thing", "utf-7\x00", "idna", "unicode_escape", "undefined"])
def test_a_strange_declaration_does_no_harm(declared):
    assert decode(FRENCH.encode("cp1252"), declared).text == FRENCH
