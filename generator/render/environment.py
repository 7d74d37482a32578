"""The Jinja environment of our own pages (the theme's has its own, in MkDocs)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.texts import Texts


@dataclass(frozen=True)
class Rendering:
    """One page for one reader: its title, the whole of its HTML, and each of its sections again by name.

    Pages for wider and narrower readers have the same sections, so that a narrower reader needs only those that differ.
    """

    title: str
    html: str
    sections: Mapping[str, str]


def environment(texts: Texts) -> Environment:
    """An environment that escapes everything, refuses unknown names and speaks one language."""
    env = Environment(
        loader=PackageLoader("generator", "render/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install = env.install_gettext_callables  # type: ignore[attr-defined]  # added by the extension
    install(texts.gettext, texts.ngettext, newstyle=True)
    return env


def render(template: Template, title: str, values: Mapping[str, object]) -> Rendering:
    """Render a page, and each of its blocks once more by itself."""
    context = template.new_context({"title": title, **values})
    # The root runs first: it puts the imports at the template's head where the blocks find them.
    whole = "".join(template.root_render_func(context))
    sections = {name: "".join(block(context)).strip() for name, block in template.blocks.items()}
    return Rendering(title, whole.strip(), sections)


def trusted(html: str) -> Markup:
    """HTML that the sanitizer or the company's own Markdown made."""
    return Markup(html)  # noqa: S704 - the two callers are named above
