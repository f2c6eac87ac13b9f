from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from civharm.model import HARMS
from civharm.reading.learned import find_model_id, read_phrases

TEXT = "Shelling killed three nurses and wounded a driver, a spokesman said."


def test_a_phrase_is_read_by_what_was_done_to_it() -> None:
    nurses, driver, spokesman = read_phrases(TEXT, [(16, 28), (41, 49), (51, 62)])
    assert nurses is not None and driver is not None and spokesman is not None
    assert max(nurses.harms, key=nurses.harms.__getitem__) == "killed"
    assert max(driver.harms, key=driver.harms.__getitem__) == "injured"
    assert max(spokesman.harms.values()) < 0.5


def test_a_phrase_reads_the_same_whatever_else_is_asked() -> None:
    alone = read_phrases(TEXT, [(16, 28)])
    assert read_phrases(TEXT, [(41, 49), (16, 28)])[1:] == alone
    read_phrases("Something else entirely.", [(0, 9)])
    assert read_phrases(TEXT, [(16, 28)]) == alone


def test_a_phrase_of_one_piece_reads_the_same_alone_and_beside_others() -> None:
    assert read_phrases(TEXT, [(43, 49)]) == read_phrases(TEXT, [(16, 28), (43, 49), (51, 62)])[1:2]


def test_a_reading_that_is_kept_is_not_changed_by_whoever_asked() -> None:
    first = read_phrases(TEXT, [(16, 28)])
    first.clear()
    assert len(read_phrases(TEXT, [(16, 28)])) == 1


def test_a_span_beyond_the_encoders_reach_is_not_read() -> None:
    text = "x q " * 200 + "two men"
    assert read_phrases(text, [(len(text) - 7, len(text))]) == [None]


def test_a_span_of_nothing_is_not_read() -> None:
    assert read_phrases(TEXT, [(8, 8)]) == [None]


def test_no_spans_no_readings() -> None:
    assert read_phrases(TEXT, []) == []


def test_the_models_id_is_that_of_its_files() -> None:
    assert find_model_id() == find_model_id() and len(find_model_id()) == 16


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1, max_size=120), st.data())
def test_every_reading_is_a_probability_for_every_harm(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for reading in read_phrases(text, [(start, end)]):
        if reading is None:
            continue
        assert set(reading.harms) == set(HARMS)
        sure = [*reading.harms.values(), reading.measure_sure, reading.modality_sure, reading.part, reading.hedged, reading.old]
        assert all(0 <= p <= 1 for p in sure)
