"""Whether a name in Latin letters reads as its kana does, in any of the usual ways of writing Japanese."""

import re
import unicodedata

import jaconv

_SYLLABLES = re.compile(
    r"(?:n(?![aiueoy])|m(?=[bpm])|[kstcpgzdbrfhj](?=[kstcpgzdbrfhj])|[kstnhmrgzdbp]?[aiueo]"
    r"|(?:[ksztnhmrgbpjdc]y|sh|ch|j|y)[auo]|(?:sh|ch|j)i|(?:ts|dz|f)u|w[ao])+h?"
)
"""Hepburn, Kunrei and what passports make of them: long vowels with h, double consonants, m before b, m and p."""
_SPELLINGS = (
    (r"[tc]ch", "tty"), (r"sh", "sy"), (r"ch", "ty"), (r"ts", "t"), (r"dz", "z"), (r"j", "zy"), (r"f", "h"),
    (r"yy", "y"), (r"(?<=[stz])yi", "i"), (r"di", "zi"), (r"du", "zu"), (r"m(?=[bpm])", "n"),
    (r"(?<=[aiueo])h(?![aiueoy])", ""), (r"ou", "o"), (r"([aiueon])\1+", r"\1"),
)  # fmt: skip


def reads_as(romaji: str, kana: str) -> bool:
    """Whether the two can be one name. Names that are not Japanese, by their letters or their katakana, always can:
    how they sound says little of how they are written."""
    letters = _letters(romaji)
    if re.search("[ァ-ヺー]", kana) or not all(_SYLLABLES.fullmatch(word) for word in letters.split()):
        return True
    words = [_spelling(_letters(jaconv.kana2alphabet(word))) for word in re.split("[ ・]+", kana)]
    spelt = [_spelling(word) for word in letters.split()]
    return not {"".join(spelt), "".join(spelt[::-1])}.isdisjoint({"".join(words), "".join(words[::-1])})


def romaji_of(kana: str) -> str:
    """The usual spelling of a Japanese name, the given name first."""
    words = [re.sub(r"ou|oo", "o", jaconv.kana2alphabet(word)).replace("uu", "u") for word in kana.split()]
    return " ".join(word.capitalize() for word in reversed(words))


def spellings(kana: str) -> tuple[str, ...]:
    """A Japanese name in Latin letters, with long vowels as they are written, left out, and with h; none for others."""
    if not re.fullmatch("[ぁ-ゖ ]+", kana):
        return ()
    full = jaconv.kana2alphabet(kana)
    return tuple(dict.fromkeys((full, *(re.sub("ou|oo", o, full).replace("uu", "u") for o in ("o", "oh")))))


def _letters(text: str) -> str:
    """Plain small letters and blanks: without accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join(re.sub(r"[^a-z ]", "", plain).split())


def _spelling(letters: str) -> str:
    for pattern, instead in _SPELLINGS:
        letters = re.sub(pattern, instead, letters)
    return letters
