"""The Jinja environment of our own pages (the theme's has its own, in MkDocs)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

from generator.render.drawing import draw_river, draw_rivers, legend, spell_sign
from generator.render.joining import draw_along, draw_lying
from generator.render.upright import draw_upright
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
    env.globals.update(
        draw_along=draw_along,
        draw_lying=draw_lying,
        draw_river=draw_river,
        draw_rivers=draw_rivers,
        draw_upright=draw_upright,
        draw_legend=legend,
        draw_sign=spell_sign,
    )
    return env


def templates_digest() -> str:
    """A digest of all templates, which may change while a preview runs."""
    folder = files("generator") / "render" / "templates"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in found)).hexdigest()


def render(template: Template, title: str, values: Mapping[str, object]) -> Rendering:
    """Render a page once, and keep what each of its blocks gave."""
    context = template.new_context({"title": title, **values})
    sections: dict[str, str] = {}
    for name, block in template.blocks.items():
        context.blocks[name] = [_kept(name, block, sections)]
    whole = "".join(template.root_render_func(context))
    return Rendering(title, whole.strip(), sections)


def _kept(
    name: str, block: Callable[[Context], Iterator[str]], sections: dict[str, str]
) -> Callable[[Context], Iterator[str]]:
    """The block, which also leaves what it gave in `sections`."""

    def keep(context: Context) -> Iterator[str]:
        sections[name] = "".join(block(context)).strip()
        yield sections[name]

    return keep


def trusted(html: str) -> Markup:
    """HTML that the sanitizer or the company's own Markdown made."""
    return Markup(html)  # noqa: S704 - the two callers are named above
