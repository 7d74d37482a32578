"""The kinds of text that content is made of: ids, readings, places, links and the like."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.phrase import phrase
from generator.rules import Line, Problem, Rule, Shaped, as_text, refusal, refuse
from generator.times import YearMonth
from generator.wording import correction, halfwidth

__all__ = [
    "ID",
    "NAME",
    "AudienceName",
    "Handle",
    "Https",
    "Id",
    "Kana",
    "Language",
    "MailAddress",
    "Name",
    "Picture",
    "Place",
    "Romaji",
    "YearMonth",
    "is_picture_name",
    "link_problem",
]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
"""What the names of audiences and passes look like; the format of the gate builds on it."""

_PICTURE = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.(?:jpe?g|png|webp|gif|avif|bmp|tiff?)", re.IGNORECASE
)
_HANDLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_KANA = re.compile(r"[ぁ-ゖァ-ヺーゝゞヽヾ・ ]+")
_ROMAJI = re.compile(r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF'’.\- ]+")
_FINE_PLACE = re.compile(
    r"[\d〒]|[市区町村郡]|丁目|番地|\b(?:city|ward|town|village|street|avenue|road)\b|-(?:shi|ku|cho|machi|mura|son|gun)\b",
    re.IGNORECASE,
)
_LANGUAGE_SLIPS: Mapping[str, str] = {
    "jp": "ja", "jpn": "ja", "japanese": "ja", "日本語": "ja", "english": "en", "eng": "en", "英語": "en",
    "cn": "zh", "chinese": "zh", "中国語": "zh", "kr": "ko", "korean": "ko", "韓国語": "ko", "uk": "en-GB",
    "french": "fr", "フランス語": "fr", "german": "de", "ドイツ語": "de", "spanish": "es", "スペイン語": "es",
}  # fmt: skip


class Id(Shaped):
    """The id of a person, a story or an event."""

    pattern, code = ID, "bad-id"
    message = phrase("An id has lower-case letters, digits and single hyphens only.")

    def advice(self, text: str) -> str:
        """Proposes the nearest id."""
        if re.search(r"[,、，]", text):
            return phrase("Several go in brackets: {example}", example="[naoko-ogawa, kenji-mori]")
        near = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.(ya?ml|md)$", "", halfwidth(text).lower())).strip("-")
        return correction(near) if near else phrase("Use the name of the file without its ending.")


class Name(Shaped):
    """The name of an audience or a pass."""

    pattern, code = NAME, "bad-id"
    message = phrase("Begins with a lower-case letter; then letters, digits and hyphens, 32 at most.")

    def advice(self, text: str) -> str:
        """Proposes the nearest name."""
        near = re.sub(r"[^a-z0-9]+", "-", halfwidth(text).lower()).strip("-")
        return correction(near) if self.pattern.fullmatch(near) else ""

    def read(self, value: Any) -> str:
        """Refuses the name that the gate keeps for itself; ``public`` is refused where it cannot stand."""
        text = super().read(value)
        if text == "slot":
            raise refuse(
                "bad-id", phrase("`{name}` is reserved.", name="slot"), phrase("Choose another name.")
            )
        return text


@dataclass(frozen=True)
class AudienceName(Rule):
    """The name of an audience, whatever was written: which ones there are, the site's settings know."""

    def read(self, value: Any) -> str:
        """Gives the text."""
        return Line(60).read(value)


class Handle(Shaped):
    """A GitHub user name."""

    pattern, code = _HANDLE, "bad-handle"
    message = phrase("This is not a GitHub user name.")

    def advice(self, text: str) -> str:
        """Takes the name out of an address or off its @."""
        bare = halfwidth(text).rstrip("/").rsplit("/", 1)[-1].lstrip("@")
        return (
            correction(bare)
            if self.pattern.fullmatch(bare)
            else phrase("Letters, digits and single hyphens.")
        )


class Kana(Shaped):
    """A reading in hiragana or katakana, by which names are sorted."""

    pattern, code, limit = _KANA, "bad-kana", 40
    message = phrase("A reading is written in hiragana or katakana only.")

    def read(self, value: Any) -> str:
        """Full-width blanks between names become plain ones."""
        return super().read(as_text(value).replace("\u3000", " "))

    def advice(self, text: str) -> str:
        """Half-width katakana has a full-width form."""
        wide = unicodedata.normalize("NFKC", text)
        return (
            correction(wide)
            if self.pattern.fullmatch(wide)
            else phrase("For example: {example}", example="おがわ なおこ")
        )


class Romaji(Shaped):
    """A name in Latin letters."""

    pattern, code, limit = _ROMAJI, "bad-romaji", 60
    message = phrase("A name in romaji has Latin letters only.")

    def advice(self, text: str) -> str:
        """Full-width letters have a half-width form."""
        return super().advice(text) or phrase("For example: {example}", example="Naoko Ogawa")


class Language(Shaped):
    """A language tag such as ``ja``, ``en-GB`` or ``zh-Hant`` (the common part of BCP 47)."""

    pattern, code = _LANGUAGE, "bad-language"
    message = phrase("This is not a language code.")

    def read(self, value: Any) -> str:
        """Knows the country codes that are often mistaken for languages."""
        text = as_text(value)
        if text in _LANGUAGE_SLIPS:
            raise refuse(self.code, self.message, correction(_LANGUAGE_SLIPS[text]))
        return super().read(text)

    def advice(self, text: str) -> str:
        """Names the code for a language's name."""
        known = _LANGUAGE_SLIPS.get(halfwidth(text).lower(), halfwidth(text).lower().replace("_", "-"))
        return (
            correction(known)
            if self.pattern.fullmatch(known)
            else phrase("For example: {example}", example="ja, en, zh-Hant")
        )


class MailAddress(Shaped):
    """A mail address; only the company's own one ever stands anywhere."""

    pattern, code, limit = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII), "bad-mail-address", 200
    message = phrase("This is not a mail address.")


class Picture(Shaped):
    """The name of a picture file: no folders, no blanks, one of the formats that we read."""

    pattern, code = _PICTURE, "bad-picture-name"
    message = phrase(
        "A picture is named by its file name alone, ending in .jpg, .png, .webp, .gif, .avif, .bmp or .tiff."
    )
    limit = 100

    def advice(self, text: str) -> str:
        """Says what most often goes wrong with the name."""
        ending = text.rsplit(".", 1)[-1].lower()
        if ending in {"heic", "heif"}:
            return phrase("Browsers cannot show HEIC: save the photo as JPEG and name that file.")
        if ending == "svg":
            return phrase("Drawings in SVG are not accepted: save it as PNG.")
        bare = re.split(r"[/\\]", halfwidth(text))[-1]
        return (
            correction(bare)
            if self.pattern.fullmatch(bare)
            else phrase("Letters, digits, hyphens; for example photo.jpg")
        )


@dataclass(frozen=True)
class Place(Rule):
    """A prefecture, region or country, and nothing finer."""

    def read(self, value: Any) -> str:
        """Gives the place; refuses anything that looks like a part of an address."""
        text = Line(30).read(value)
        if _FINE_PLACE.search(text):
            hint = phrase("For example: {example}", example="新潟県, 関西, Germany")
            raise refuse("location-too-fine", phrase("A place is a prefecture, a region or a country."), hint)
        return text


@dataclass(frozen=True)
class Https(Rule):
    """An address on the web that begins with https."""

    def read(self, value: Any) -> str:
        """Gives the address; raises a refusal for every other scheme and for addresses with a user name."""
        url = Line(500).read(value)
        problem = link_problem(url)
        if problem and link_problem(halfwidth(url)) is None:
            raise refuse(problem.code, problem.message, correction(halfwidth(url)))
        if problem:
            raise refusal(problem)
        return url


def is_picture_name(text: str) -> bool:
    """Whether a text is a file name that a picture of content may have."""
    return len(text) <= Picture.limit and _PICTURE.fullmatch(text) is not None


def link_problem(url: str) -> Problem | None:
    """Says what is wrong with an outside link, or None. The same rule serves profiles, stories and events."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port  # which raises, too
    except ValueError:
        return Problem(
            "bad-link",
            phrase("This is not an address."),
            phrase("For example: {example}", example="https://www.example.com/"),
        )
    if parts.scheme == "http":
        return Problem(
            "insecure-link",
            phrase("Links begin with https."),
            phrase("Write `{address}` if the page has it.", address=f"https{url[4:]}"),
        )
    if parts.scheme != "https":
        hint = correction(f"https://{url}") if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", url) else ""
        return Problem(
            "bad-link",
            phrase("Links begin with https."),
            hint or phrase("For example: {example}", example="https://www.example.com/"),
        )
    if "." not in host or parts.username or re.search(r"\s", url):
        return Problem(
            "bad-link",
            phrase("This is not an address."),
            phrase("For example: {example}", example="https://www.example.com/"),
        )
    return None
