"""What the company wrote for a page, and what there is to say of its own pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A page's title, text (HTML) and summary (plain) as the company wrote them."""

    title: str
    text: str
    summary: str = ""


@dataclass(frozen=True)
class Note:
    """A hand-written page that is listed for those who may read it."""

    title: str
    address: str
    audience: str
