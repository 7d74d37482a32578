"""Any careers at all, for what must hold for each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from generator.career import SHAPES, Stretch

KINDS = tuple(SHAPES)
_WORDS = st.sampled_from(
    (
        "",
        "a",
        "営業",
        "ブランドマネージャー",
        "Webとデザイン・編集（兼務）",
        "東アジア地域統括本部新規事業開発推進室室長代理",
        "Head of overseas business development and strategic partnerships",
    )
)


def careers(
    words: st.SearchStrategy[str] = _WORDS, *, since: int = 1978
) -> st.SearchStrategy[tuple[Stretch, ...]]:
    """Careers of one to twelve stretches that begin in `since` or later, in any order, with such words beside them."""
    stretches = st.builds(
        lambda kind, start, days, label, sub: Stretch(
            kind, start, None if days is None else start + timedelta(days=days), 0, label, sub
        ),
        st.sampled_from(KINDS),
        st.dates(date(since, 1, 1), date(2028, 1, 1)),
        st.one_of(st.none(), st.just(0), st.integers(0, 900), st.integers(0, 16_000)),
        words,
        words,
    )
    return st.lists(stretches, min_size=1, max_size=12).map(_numbered)


def _numbered(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    return tuple(replace(stretch, key=key) for key, stretch in enumerate(stretches))
