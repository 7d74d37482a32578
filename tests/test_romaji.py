"""Names in Latin letters against their kana: all usual spellings of one name pass, another name does not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.romaji import reads_as, romaji_of

SAME = [
    ("Naoko Ogawa", "おがわ なおこ"), ("OGAWA Naoko", "おがわ なおこ"), ("Kenichi Ōta", "おおた けんいち"),
    ("Ken-ichi Ohta", "おおた けんいち"), ("Kenichi Oota", "おおた けんいち"), ("Kenichi Ota", "おおた けんいち"),
    ("Jun'ichi Satoh", "さとう じゅんいち"), ("Tetsu Shimbashi", "しんばし てつ"), ("Tetsu Shinbashi", "しんばし てつ"),
    ("Huzio Tutiya", "つちや ふじお"), ("Fujio Tsuchiya", "つちや ふじお"), ("Ryō Hatchō", "はっちょう りょう"),
    ("Ryou Hacchou", "はっちょう りょう"), ("Yūto Kanda", "かんだ ゆうと"), ("Yuuto Kanda", "かんだ ゆうと"),
    ("Shinya Homma", "ほんま しんや"), ("Jyunko Itoh", "いとう じゅんこ"), ("Kazuo Tsuzuki", "つづき かずお"),
    ("Kei Inoue", "いのうえけい"), ("Kei Inoue", "いのうえ けい"),
    ("Ryouhei Ishii", "いしい りょうへい"), ("Teppei Hattori", "はっとり てっぺい"),
]  # fmt: skip
OTHERS = [("Naomi Ogawa", "おがわ なおこ"), ("Naoko Okawa", "おがわ なおこ"), ("Naoko", "おがわ なおこ")]
FOREIGN = [
    ("Mei-Ling Chen", "ちん めいりん"),
    ("John Smith", "ジョン スミス"),
    ("Maria Sato", "さとう マリア"),
]


@pytest.mark.parametrize(("romaji", "kana"), SAME)
def test_every_usual_spelling_of_a_name_passes(romaji: str, kana: str) -> None:
    """Either order, long vowels in any way, apostrophes, hyphens, capitals, Hepburn and Kunrei."""
    assert reads_as(romaji, kana)


@pytest.mark.parametrize(("romaji", "kana"), OTHERS)
def test_another_name_does_not_pass(romaji: str, kana: str) -> None:
    """A name that reads as Japanese, and reads otherwise."""
    assert not reads_as(romaji, kana)


@pytest.mark.parametrize(("romaji", "kana"), FOREIGN)
def test_names_from_elsewhere_always_pass(romaji: str, kana: str) -> None:
    """Where letters or katakana show that a name is not Japanese, its sound says nothing of its spelling."""
    assert reads_as(romaji, kana)


KANA = st.text(
    "あいうえおかがきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ", min_size=1
)


@example("うう", "お")
@given(KANA, KANA)
def test_the_usual_spelling_passes(family: str, given_name: str) -> None:
    """What we propose for a reading, the given name first, is taken for that reading."""
    assert reads_as(romaji_of(f"{family} {given_name}"), f"{family} {given_name}")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(romaji: str, kana: str) -> None:
    """Nothing that content may hold raises an exception."""
    assert reads_as(romaji, kana) in {True, False}
