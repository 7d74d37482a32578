"""Awkward careers, each with a name that says what is awkward in it. Rivers of all of them must be sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.career import Stretch

TODAY = date(2026, 10, 1)
_LONG_JA = "海外事業本部アジア太平洋統括部・新規市場開拓プロジェクト推進担当部長代理"
_LONG_EN = "Senior principal engineer for industrial refrigeration and cold chains"
_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"


@dataclass(frozen=True)
class Awkward:
    """A career, and the dates of its turning points."""

    career: tuple[Stretch, ...]
    turns: tuple[date, ...] = ()


def awkward(*spells: str, turns: Sequence[str] = ()) -> Awkward:
    """A career from lines like `job 2015-04 2022-09 Title / Place`; without an end it goes on (`-`)."""
    return Awkward(
        tuple(_stretch(line, key) for key, line in enumerate(spells)), tuple(_first(at) for at in turns)
    )


def _stretch(line: str, key: int) -> Stretch:
    kind, start, end, *words = line.split(" ", 3)
    title, _, place = (words[0] if words else "").partition(" / ")
    return Stretch(kind, _first(start), None if end == "-" else _last(end), key, title, place)


def _first(at: str) -> date:
    year, _, month = at.partition("-")
    return date(int(year), int(month or 1), 1)


def _last(at: str) -> date:
    year, _, month = at.partition("-")
    if not month:
        return date(int(year), 12, 31)
    return date(int(year) + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(days=1)


def _row(kinds: Sequence[str], start: int, months: int, word: str, place: str) -> list[str]:
    """Spells one after the other, of the same length; the last goes on."""
    lines = []
    for n, kind in enumerate(kinds):
        begun, ended = start * 12 + n * months, start * 12 + (n + 1) * months - 1
        end = "-" if n == len(kinds) - 1 else f"{ended // 12}-{ended % 12 + 1:02}"
        lines.append(f"{kind} {begun // 12}-{begun % 12 + 1:02} {end} {word} / {place}")
    return lines


GALLERY: Mapping[str, Awkward] = {
    "one spell that goes on": awkward("here 2012-04 - 商品開発 / 寄り道食品"),
    "one spell that began this month": awkward("here 2026-10 - 営業 / 寄り道食品"),
    "one spell of one month long ago": awkward("here 1998-04 1998-04 研修 / 寄り道食品"),
    "one spell that is a job": awkward("job 2012-04 - 検査 / 食品"),
    "one break": awkward("break 2020-04 - 休み"),
    "one side job": awkward("side-job 2020-04 - 週末の珈琲店"),
    "begins in the future": awkward("job 2031-04 - これから"),
    "goes on into the future": awkward(
        "here 2010-04 2031-03 商品開発 / 寄り道食品", "job 2031-04 - これから"
    ),
    "a return": awkward(
        "here 2001-04 2015-03 商品開発 / 寄り道食品",
        "job 2015-04 2022-09 ブランドマネージャー / 米菓メーカー",
        "break 2022-09 2023-06",
        "here 2023-06 - 商品企画リーダー / 寄り道食品",
        turns=("2015-04", "2023-06"),
    ),
    "a detour with work together": awkward(
        "here 2014-04 2018-03 海外事業 / 寄り道食品",
        "study 2018-03 2020-03 MBA留学 / 大学院",
        "job 2020-03 2022-09 新規事業 / 商社",
        "family-business 2022-09 - 家業の三代目 / 酒蔵",
        "collaboration 2024-01 - 前職との協業 / 寄り道食品",
        turns=("2018-03", "2022-09"),
    ),
    "twice out and twice back": awkward(
        "here 1999-04 2004-03 工場 / 寄り道食品",
        "study 2004-04 2006-03 農学 / 大学院",
        "here 2006-04 2011-03 研究 / 寄り道食品",
        "founder 2011-04 2018-03 創業 / 飲料",
        "here 2018-04 - 技術顧問 / 寄り道食品",
    ),
    "forty-five years": awkward(
        "here 1981-04 1999-03 経理 / 寄り道食品",
        "job 1999-04 2012-06 財務部長 / 食品卸",
        "founder 2012-07 2021-03 税理士事務所 / 会計",
        "study 2021-04 2023-03 俳句 / 大学",
        "family-business 2023-04 - 畑 / 農業",
    ),
    "forty-five years and one month": awkward(
        "here 1981-04 2026-08 経理 / 寄り道食品", "study 2026-09 - 陶芸 / 学校"
    ),
    "one month between long ones": awkward(
        "here 2000-04 2013-03 物流 / 寄り道食品",
        "contract 2013-04 2013-04 棚おろしの手伝い / 小売",
        "job 2013-05 - 配送センター長 / 物流",
    ),
    "six months, six spells": awkward(
        *_row(["here", "job", "study", "break", "contract", "here"], 2026, 1, "短い仕事", "どこか")
    ),
    "twelve spells, all kinds": awkward(
        *_row(
            [
                "here",
                "job",
                "study",
                "here",
                "break",
                "founder",
                "contract",
                "job",
                "family-business",
                "side-job",
                "collaboration",
                "here",
            ],
            2001,
            25,
            "十二の寄り道",
            "寄り道食品",
        )
    ),
    "twelve jobs with long titles": awkward(
        "here 1996-04 2000-03 新卒入社 / 寄り道食品",
        *_row(["job"] * 11, 2000, 29, _LONG_JA, "とても長い名前の食品加工機械メーカー"),
    ),
    "twelve departments here": awkward(*_row(["here"] * 12, 2000, 26, "商品開発部 調味料課", "寄り道食品")),
    "twelve spells in english": awkward(
        *_row(["here", "job"] * 6, 2002, 24, "Regional sales coordinator", "Yorimichi Foods")
    ),
    "twenty spells": awkward(*_row(["here", "job", "study", "job"] * 5, 1994, 19, "担当", "食品")),
    "long japanese titles": awkward(
        f"here 2004-04 2011-03 {_LONG_JA} / 寄り道食品",
        f"job 2011-04 2019-03 {_LONG_JA} / とても長い名前の食品加工機械メーカー株式会社",
        f"founder 2019-04 - {_LONG_JA} / 飲食",
    ),
    "long english titles": awkward(
        f"here 2004-04 2011-03 {_LONG_EN} / Yorimichi Foods",
        f"job 2011-04 2012-03 {_LONG_EN} / A manufacturer of machines for the food industry",
        f"here 2012-04 - {_LONG_EN} / Yorimichi Foods",
    ),
    "one endless word": awkward(
        f"here 2004-04 2014-03 {_WORD} / {_WORD}", f"job 2014-04 - {_WORD} / {_WORD}"
    ),
    "a long title on one month": awkward(
        "here 2004-04 2024-03 品質保証 / 寄り道食品",
        f"study 2024-04 2024-04 {_LONG_JA} / 学校",
        "job 2024-05 - 監査 / 食品",
    ),
    "long titles at both ends": awkward(
        f"job 2004-04 2004-09 {_LONG_EN} / Trading",
        "here 2004-10 2026-03 生産管理 / 寄り道食品",
        f"founder 2026-04 - {_LONG_EN} / Restaurants",
    ),
    "titles of wide letters": awkward(
        "here 2004-04 2012-03 MMMMMM WWWWWW / WMWMWM", "job 2012-04 - WWWWWW MMMMMM MWMW / mmmmmm wwwwww"
    ),
    "markup in a title": awkward("here 2004-04 2012-03 <b>&\"' / <script>", "job 2012-04 - &amp; / ]]>"),
    "gaps": awkward(
        "here 2003-04 2007-03 法務 / 寄り道食品", "job 2010-04 2012-03 知財 / 化学", "job 2018-04 - 顧問 / IT"
    ),
    "a gap until today": awkward("here 2003-04 2012-03 法務 / 寄り道食品"),
    "only gaps and months": awkward(
        "here 2003-04 2003-04 春 / 寄り道食品",
        "job 2010-08 2010-08 夏 / 観光",
        "job 2018-12 2018-12 冬 / 観光",
    ),
    "overlapping years": awkward(
        "here 2001 2009 開発 / 寄り道食品", "job 2009 2015 研究 / 化学", "founder 2015 - 創業 / 食品"
    ),
    "years only, all in one": awkward(
        "here 2019 2019 一年目 / 寄り道食品", "job 2019 2019 転職 / IT", "job 2019 - 今 / IT"
    ),
    "two jobs at once for years": awkward(
        "here 2006-04 2014-03 営業 / 寄り道食品",
        "job 2010-04 2018-03 教員 / 教育",
        "founder 2016-04 - 塾 / 教育",
    ),
    "a job within a job": awkward(
        "here 2001-04 2020-03 研究所 / 寄り道食品",
        "job 2008-04 2011-03 出向 / 大学",
        "job 2020-04 - 教授 / 教育",
    ),
    "four branches at once": awkward(
        "here 2006-04 2016-03 企画 / 寄り道食品",
        "side-job 2010-04 2019-03 執筆 / 媒体",
        "job 2016-04 - 編集長 / 媒体",
        "contract 2017-04 2021-03 校閲 / 媒体",
        "collaboration 2018-04 - 社史 / 寄り道食品",
        "side-job 2019-04 - 講師 / 教育",
    ),
    "a branch of one month": awkward(
        "here 2001-04 2019-03 総務 / 寄り道食品",
        "side-job 2010-07 2010-07 祭りの実行委員 / 地域",
        "job 2019-04 - 役場 / 公共",
    ),
    "a branch that becomes the road": awkward(
        "here 2010-04 2019-03 デザイン / 寄り道食品", "contract 2017-01 - 独立 / 広告", turns=("2019-04",)
    ),
    "a road that becomes a branch": awkward(
        "here 2012-04 2016-03 調達 / 寄り道食品",
        "founder 2016-04 2022-03 輸入業 / 商社",
        "here 2018-04 - 調達部長 / 寄り道食品",
    ),
    "branches before and after": awkward(
        "side-job 2001-04 2005-03 学生起業 / IT",
        "here 2003-04 2012-03 情報システム / 寄り道食品",
        "collaboration 2013-04 - 共同研究 / 寄り道食品",
        "job 2012-04 - 准教授 / 教育",
    ),
    "breaks between everything": awkward(
        "here 2001-04 2006-03 受付 / 寄り道食品",
        "break 2006-04 2009-03",
        "job 2009-04 2013-03 医療事務 / 医療",
        "break 2013-04 2014-03",
        "here 2014-04 2019-03 人事 / 寄り道食品",
        "break 2019-04 -",
    ),
    "study first": awkward(
        "study 1999-04 2003-03 農学 / 大学",
        "here 2003-04 2018-03 原料 / 寄り道食品",
        "study 2018-04 - 発酵 / 大学院",
    ),
    "the way in": awkward(
        "job 2001-04 2004-03 記者 / 媒体",
        "job 2004-04 2008-03 広報 / 観光",
        "job 2008-04 2011-03 広報課長 / IT",
        "here 2011-04 - 広報部長 / 寄り道食品",
    ),
    "never here": awkward("job 2011-04 2015-03 店長 / 小売", "founder 2015-04 - 店主 / 飲食"),
    "many turning points": awkward(
        "here 2001-04 2011-03 物流 / 寄り道食品",
        "job 2011-04 - 運送 / 物流",
        turns=("2003-01", "2003-03", "2007-06", "2011-04", "2015", "2020-08", "2026-09", "1980-01"),
    ),
    "the same month twice": awkward(
        "here 2010-04 2015-04 営業 / 寄り道食品", "job 2015-04 2015-04 研修 / IT", "job 2015-04 - 開発 / IT"
    ),
    "since nineteen-fifty": awkward(
        "here 1950-04 1988-03 蔵人 / 寄り道食品",
        "family-business 1988-04 2010-03 酒屋 / 小売",
        "break 2010-04 -",
    ),
    "scripts side by side": awkward(
        "here 2008-04 2013-03 SAP導入PM / Yorimichi Foods",
        "job 2013-04 2019-03 한국 영업 / 무역",
        "job 2019-04 - مدير المشروع / Бюро",
    ),
    "no words at all": awkward("here 2008-04 2013-03", "job 2013-04 2019-03", "founder 2019-04 -"),
}
