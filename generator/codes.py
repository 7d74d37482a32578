"""The codes of all findings: what each one finds, why that matters, an example, and what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class CodeInfo:
    """One kind of finding. ``example`` and ``instead`` are content, quoted."""

    severity: Severity
    what: str
    why: str
    example: str
    instead: str


def _error(what: str, why: str, example: str, instead: str) -> CodeInfo:
    return CodeInfo("error", what, why, example, instead)


def _warning(what: str, why: str, example: str, instead: str) -> CodeInfo:
    return CodeInfo("warning", what, why, example, instead)


_FILES: Mapping[str, CodeInfo] = {
    "unreadable": _error(
        "A file or folder cannot be read.",
        "What cannot be read cannot be checked, and is not shown.",
        "alumni/naoko-ogawa.yaml without permission to read it",
        "a regular file that the build may read",
    ),
    "missing-folder": _error(
        "A folder that the configuration names does not exist.",
        "A misspelt folder would silently give a site without people.",
        "alumni_dir: alumini",
        "alumni_dir: alumni",
    ),
    "symbolic-link": _error(
        "A file or folder of content is a symbolic link.",
        "A link could lead to any file of the machine that builds, and publish it.",
        "alumni/photos/a.jpg -> /etc/passwd",
        "the file itself",
    ),
    "bad-file-name": _error(
        "A profile or story has a file name that cannot be an id.",
        "The name is the id: lower-case letters, digits and single hyphens, then .yaml or .md.",
        "alumni/Naoko_Ogawa.yml",
        "alumni/naoko-ogawa.yaml",
    ),
    "stray-file": _warning(
        "A file lies where only profiles, stories or pictures are read.",
        "It is not read, which may surprise whoever put it there.",
        "stories/draft.docx",
        "stories/draft.md",
    ),
    "file-too-large": _error(
        "A text file is larger than 256 KiB.",
        "A profile has about 3 KB and a long story 30 KB; more is a mistake or an attack.",
        "a picture pasted into a story as text",
        "![工場](factory.jpg)",
    ),
    "not-utf8": _error(
        "A file is not in UTF-8.",
        "Japanese text in any other encoding would come out garbled.",
        "a file saved as Shift_JIS, EUC-JP or UTF-16",
        "the same file saved as UTF-8",
    ),
    "byte-order-mark": _warning(
        "A file begins with a byte order mark.",
        "It is read all the same; other programs may trip over it.",
        "a file saved as “UTF-8 with BOM”",
        "the same file saved as “UTF-8”",
    ),
    "hidden-character": _error(
        "A file holds a character that no editor shows, such as NUL or one that turns the reading direction.",
        "It can make text look different from what it is to whoever reviews it.",
        "title: 商品<U+202E>開発",
        "title: 商品開発",
    ),
}

_YAML: Mapping[str, CodeInfo] = {
    "yaml-syntax": _error(
        "A line is not YAML.",
        "The file cannot be read beyond it.",
        "headline: 夢: 商品開発",
        'headline: "夢: 商品開発"',
    ),
    "tab-in-indentation": _error(
        "A tab stands where YAML wants blanks.",
        "Tabs have no fixed width, so YAML refuses them.",
        "name:\n<tab>display: 小川 直子",
        "name:\n  display: 小川 直子",
    ),
    "full-width-blank": _error(
        "A full-width blank (U+3000) stands in the indentation.",
        "To YAML it is a letter.",
        "name:\n　display: 小川 直子",
        "name:\n  display: 小川 直子",
    ),
    "full-width-colon": _error(
        "A key is followed by ： instead of : and a blank.",
        "To YAML ： is a letter, so there is no key.",
        "headline：商品企画に戻ってきた",
        "headline: 商品企画に戻ってきた",
    ),
    "empty-file": _error(
        "A file holds nothing.",
        "A profile or story without content cannot be shown.",
        "an empty alumni/naoko-ogawa.yaml",
        "what `yorimichi profile naoko-ogawa` writes",
    ),
    "several-documents": _error(
        "A YAML file holds more than one document.",
        "One file is one person; whatever follows `---` would be dropped silently.",
        "schema: 1\n---\nschema: 1",
        "schema: 1",
    ),
    "duplicate-key": _error(
        "A key stands twice in one group.",
        "Other readers silently keep one of the two values.",
        "headline: 商品企画\nheadline: 商品開発",
        "headline: 商品企画",
    ),
    "complex-key": _error(
        "A key is a list or a group, or is empty.",
        "Keys are words.",
        "[a, b]: c",
        "a: c",
    ),
    "merge-key": _error(
        "A group merges another one with `<<`.",
        "What a file says should be seen where it stands.",
        "<<: *base",
        "the keys, written out",
    ),
    "yaml-anchor": _error(
        "A value has an anchor (&) or is an alias (*).",
        "Aliases of aliases can make a small file enormous.",
        "turns: &t [*t, *t]",
        "the values, written out",
    ),
    "yaml-tag": _error(
        "A value has a tag (!).",
        "Tags ask the reader to make something other than text.",
        "title: !!python/name:os.system",
        "title: 商品開発",
    ),
    "too-deep": _error(
        "Values lie more than ten levels inside one another.",
        "No content needs that; it is a bracket too many, or an attack.",
        "skills: [[[[[[[[[[[官能評価]]]]]]]]]]]",
        "skills: [官能評価]",
    ),
    "too-many-values": _error(
        "A file has more than 10,000 values.",
        "No content needs that.",
        "a table pasted into a profile",
        "a profile",
    ),
    "no-front-matter": _error(
        "A story does not begin with `---`.",
        "Without its keys it is not known whose story it is, and who may read it.",
        "# 戻ってくるなんて",
        "---\ntitle: 戻ってくるなんて\n---",
    ),
    "open-front-matter": _error(
        "The front matter of a story is not closed with `---`.",
        "It is not known where the keys end and the text begins.",
        "---\ntitle: 戻ってくるなんて\n\n本文",
        "---\ntitle: 戻ってくるなんて\n---\n\n本文",
    ),
}

_VALUES: Mapping[str, CodeInfo] = {
    "missing-key": _error(
        "A key that is needed is not there.",
        "The page cannot do without it.",
        "name: {display: 小川 直子}",
        "name: {display: 小川 直子, kana: おがわ なおこ, romaji: Naoko Ogawa}",
    ),
    "unknown-key": _error(
        "A key is not known.",
        "A misspelt key would silently leave out what somebody wrote, or show what she meant to narrow.",
        "audiense: members",
        "audience: members",
    ),
    "empty-value": _error(
        "A key that needs a value has none.",
        "Only keys that may be left out may be empty.",
        "headline:",
        "headline: 商品企画に戻ってきた",
    ),
    "wrong-type": _error(
        "A value is of another kind than expected: text for a list, a word for true or false.",
        "It cannot be read as what it should be.",
        "event_ok: yes",
        "event_ok: true",
    ),
    "unknown-value": _error(
        "A value is none of those that are possible.",
        "Kinds, industries and the like are fixed, so that careers can be compared.",
        "kind: jobb",
        "kind: job",
    ),
    "too-long": _error(
        "A text has more characters than fit.",
        "Cards, posters and phones have room for so many.",
        "headline: (41 characters)",
        "headline: (40 characters)",
    ),
    "line-break": _error(
        "A text that must stay on one line has several.",
        "It stands in headings, lists and titles.",
        "headline: |\n  商品企画に\n  戻ってきた",
        "headline: 商品企画に戻ってきた",
    ),
    "bad-number": _error(
        "A number is out of bounds.",
        "It cannot be meant.",
        "epoch: 0",
        "epoch: 1",
    ),
    "bad-date": _error(
        "A day is not written YYYY-MM-DD, or does not exist.",
        "4/5 is April to some and May to others.",
        "confirmed: 2026/10/1",
        "confirmed: 2026-10-01",
    ),
    "bad-month": _error(
        "A month is not written YYYY-MM or YYYY, or does not exist.",
        "Rivers are drawn by month.",
        "from: 2001年4月",
        "from: 2001-04",
    ),
    "bad-id": _error(
        "An id or a name of an audience or pass has the wrong form, or is reserved.",
        "Ids are file names; names are part of keys.",
        "alumni: Naoko Ogawa",
        "alumni: naoko-ogawa",
    ),
    "bad-handle": _error(
        "This is not a GitHub user name.",
        "It decides whose pull requests may change the file.",
        "github: '@naoko ogawa'",
        "github: naoko-ogawa",
    ),
    "bad-kana": _error(
        "A reading is not in hiragana or katakana.",
        "Names are sorted and searched by reading.",
        "kana: 小川 なおこ",
        "kana: おがわ なおこ",
    ),
    "bad-romaji": _error(
        "A name in romaji has other than Latin letters.",
        "It is what readers of English see.",
        "romaji: 小川 Naoko",
        "romaji: Naoko Ogawa",
    ),
    "bad-language": _error(
        "This is not a language code.",
        "Browsers and screen readers go by it.",
        "languages: [jp]",
        "languages: [ja]",
    ),
    "bad-mail-address": _error(
        "This is not a mail address.",
        "All mail to alumni goes through the company's address.",
        "contact: alumni.example.com",
        "contact: alumni@example.com",
    ),
    "bad-link": _error(
        "A link is no https address, nor one within the site.",
        "javascript: and its like run code in the reader's browser.",
        "url: javascript:alert(1)",
        "url: https://www.example.com/",
    ),
    "insecure-link": _error(
        "A link begins with http instead of https.",
        "What is read over http can be read and changed on the way.",
        "url: http://www.example.com/",
        "url: https://www.example.com/",
    ),
    "location-too-fine": _error(
        "A place is finer than a prefecture, a region or a country.",
        "A city or an address helps whoever should not find a person.",
        "location: 新潟県新潟市中央区",
        "location: 新潟県",
    ),
    "contact-in-text": _error(
        "A mail address or telephone number stands in a profile or story.",
        "What was once read cannot be taken back; “ask for an introduction” reaches the person without it.",
        "headline: 相談は naoko@example.com まで",
        "open_to: [{what: mentoring, until: 2027-03}]",
    ),
    "repeated-item": _error(
        "An item stands in a list twice.",
        "One of the two is probably meant to be another.",
        "purposes: [story, story]",
        "purposes: [story, photo]",
    ),
    "bad-timezone": _error(
        "There is no such time zone.",
        "Days begin and passes end by it.",
        "timezone: Japan/Tokyo",
        "timezone: Asia/Tokyo",
    ),
    "missing-language": _error(
        "A title is not given in every language of the site.",
        "Half a site would be without it.",
        "languages: [ja, en]\ntitle: {ja: 寄り道}",
        "title: {ja: 寄り道, en: Detours}",
    ),
    "outside-project": _error(
        "A path in the configuration leads out of the project.",
        "The build reads nothing outside it.",
        "alumni_dir: ../alumni",
        "alumni_dir: alumni",
    ),
}

_CAREER: Mapping[str, CodeInfo] = {
    "key-not-for-kind": _error(
        "A spell has a key that does not go with its kind.",
        "A reason for a break is never asked for; how one came in is told for spells here only.",
        "{kind: break, from: 2022-09, title: 育児}",
        "{kind: break, from: 2022-09}",
    ),
    "no-spell-here": _error(
        "No spell of a career is of kind `here`.",
        "An alumnus is somebody who was here.",
        "career: [{kind: study, from: 2001, org: …}]",
        "career: [{kind: here, entry: new-graduate, from: 2001-04, to: 2015-03}]",
    ),
    "ends-before-begins": _error(
        "Something ends before it begins.",
        "Time runs forward.",
        "{from: 2015-03, to: 2001-04}",
        "{from: 2001-04, to: 2015-03}",
    ),
    "outside-career": _error(
        "A turn or an answer is tied to a time outside the career.",
        "There is no place on the river to show it.",
        "## 違い {#gap at=1901}",
        "## 違い {#gap at=2001}",
    ),
    "with-self": _error(
        "A person is named among those she worked with.",
        "Ties are to others.",
        "with: [naoko-ogawa]  # in alumni/naoko-ogawa.yaml",
        "with: [kenji-mori]",
    ),
    "future-date": _error(
        "Something that has happened lies in the future.",
        "Nobody can have confirmed or begun it yet.",
        "confirmed: 2062-10-01",
        "confirmed: 2026-10-01",
    ),
    "offer-past": _warning(
        "An offer has ended; it is left out.",
        "Nobody should be asked for what she no longer offers.",
        "open_to: [{what: speaking, until: 2020-03}]",
        "open_to: [{what: speaking, until: 2027-03}]",
    ),
}

_RIGHTS: Mapping[str, CodeInfo] = {
    "no-consent": _error(
        "A profile has no consent.",
        "Nobody is shown who did not agree to it.",
        "a profile without `consent`",
        "consent: {given: 2026-04-01, expires: 2027-04-01, …}",
    ),
    "consent-expired": _warning(
        "A consent has expired; the profile is left out.",
        "Consent is for a time; after it nothing of the person is shown.",
        "expires: 2020-04-01",
        "expires: 2027-04-01  # after asking her",
    ),
    "purpose-missing": _error(
        "A person is shown for a purpose that she did not agree to.",
        "Each purpose is agreed to by itself.",
        "alumni: naoko-ogawa  # whose purposes lack story",
        "purposes: [directory, story]  # after asking her",
    ),
    "photo-without-purpose": _warning(
        "There is a photo, but no consent to show photos; it is left out.",
        "Consent to a photo is its own purpose.",
        "photo: {file: a.jpg, alt: …}  # purposes: [directory]",
        "purposes: [directory, photo]  # after asking her",
    ),
    "unknown-audience": _error(
        "There is no such audience.",
        "What is for nobody known might be shown to anybody; so nothing is built.",
        "audience: member",
        "audience: members",
    ),
    "wider-than-profile": _error(
        "A part of a profile, or a story, is for a wider audience than the profile.",
        "Whoever may not see a person at all must not read a part of her.",
        "audience: members\nvisible: {photo: public}",
        "audience: members\nvisible: {photo: staff}",
    ),
    "narrower-sees-less": _error(
        "A narrower audience sees less of an employer than a wider one.",
        "Staff can read what guests read, so nothing would be hidden.",
        "show: {guests: name, members: hidden}",
        "show: {guests: hidden, members: name}",
    ),
    "left-out": _warning(
        "Something is left out because what it depends on has expired.",
        "Time only takes away, and never stops a build.",
        "a story whose alumna's consent has expired",
        "a consent that was renewed",
    ),
}

_PICTURES: Mapping[str, CodeInfo] = {
    "bad-picture-name": _error(
        "A picture is not named by a plain file name ending in .jpg, .jpeg, .png or .webp.",
        "Pictures lie in one folder; nothing is fetched from elsewhere.",
        "photo: {file: ../../secret.png, alt: …}",
        "photo: {file: naoko-ogawa.jpg, alt: …}",
    ),
    "picture-missing": _error(
        "There is no such picture.",
        "The page would have a hole.",
        "photo: {file: naoko.jpg, alt: …}",
        "photo: {file: naoko-ogawa.jpg, alt: …}",
    ),
    "picture-unusable": _error(
        "A file is not a picture that can be used: another format, animated, cut off, or too large.",
        "Every picture is read, turned upright, freed of its metadata and made smaller.",
        "a HEIC photo renamed to .jpg",
        "the photo, saved as JPEG",
    ),
    "missing-alt": _warning(
        "A picture has no description.",
        "Who cannot see it is told nothing.",
        "![](factory.jpg)",
        "![工場の前の小川さん](factory.jpg)",
    ),
}

_STORIES: Mapping[str, CodeInfo] = {
    "unknown-id": _error(
        "There is no profile with this id.",
        "Everybody who is named has agreed in a profile of her own.",
        "with: [kenji-morri]",
        "with: [kenji-mori]",
    ),
    "unknown-story": _error(
        "There is no story with this name.",
        "The link would lead nowhere.",
        "[もう一つの話](story:coming-bak)",
        "[もう一つの話](story:coming-back)",
    ),
    "bad-translation": _error(
        "A story translates itself, a translation, or one in its own language.",
        "Readers are offered the story in their language.",
        "lang: ja\ntranslation_of: a-story-in-japanese",
        "lang: en\ntranslation_of: a-story-in-japanese",
    ),
    "unanswered-question": _warning(
        "One of the questions gap, strengths and leaving has no answer.",
        "Students ask these first, and notice silence.",
        "## 辞めたきっかけは？ {#leaving}",
        "## 辞めたきっかけは？ {#leaving}\n\n家業を継ぐためでした。",
    ),
    "unknown-question": _warning(
        "The id of a heading is nearly that of a standard question.",
        "Answers are gathered by their ids.",
        "## いま見えること {#hindsigth}",
        "## いま見えること {#hindsight}",
    ),
    "duplicate-heading": _error(
        "Two headings have the same id.",
        "Links lead to the first only.",
        "## A {#gap}\n## B {#gap}",
        "## A {#gap}\n## B {#gained}",
    ),
    "bad-heading": _error(
        "The braces behind a heading hold something other than `#id` and `at=`.",
        "Nothing else may be set from a story.",
        "## 違い {#gap .red onclick=x}",
        "## 違い {#gap at=2001-04}",
    ),
    "html-removed": _warning(
        "HTML in a story that the site does not let through.",
        "Scripts, frames, styles and event handlers are taken out before anybody sees them.",
        "<iframe src=…></iframe>",
        "[動画](https://www.example.com/)",
    ),
    "duplicate-id": _error(
        "Two events or two passes have the same id, or a pass has the name of an audience.",
        "Keys are made from it.",
        "- {id: fair, …}\n- {id: fair, …}",
        "- {id: fair-spring, …}\n- {id: fair-autumn, …}",
    ),
    "empty-pass": _error(
        "A pass opens nothing.",
        "It would be a link to a locked door.",
        "pass: {id: fair, from: 2026-10-01, until: 2026-10-31}",
        "pass: {id: fair, from: 2026-10-01, until: 2026-10-31, stories: [coming-back]}",
    ),
    "not-for-events": _error(
        "A pass is for a story that is not meant for events.",
        "Posters and links at an event reach anybody.",
        "event_ok: false",
        "event_ok: true  # after asking those in it",
    ),
}

CODES: Mapping[str, CodeInfo] = MappingProxyType(
    {**_FILES, **_YAML, **_VALUES, **_CAREER, **_RIGHTS, **_PICTURES, **_STORIES}
)
"""Every code there is. A finding with another code is a bug."""
