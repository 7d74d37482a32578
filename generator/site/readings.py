"""Names sort by their reading (五十音順), not by their kanji."""

from __future__ import annotations

import unicodedata


def reading_key(kana: str) -> tuple[str, str]:
    """A sort key for readings: hiragana and katakana alike, voiced marks and small letters only as a tie-break."""
    folded = "".join(_hiragana(char) for char in unicodedata.normalize("NFKC", kana) if not char.isspace())
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return plain.translate(_SMALL), folded


def _hiragana(char: str) -> str:
    return chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char


_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def row_of(key: tuple[str, str]) -> str:
    """The row of the syllabary that a sort key begins in: あ か さ た な は ま や ら わ."""
    starts = "あかさたなはまやらわ"
    return max((start for start in starts if start <= key[0][:1]), default="あ")
