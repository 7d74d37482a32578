"""Checks what the configuration says against itself, and against how the site will be used."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic
from generator.foreign import parse_places
from generator.phrase import phrase
from generator.settings import Settings, usual_audiences

_AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that browsers trust without https (Secure Contexts, https://w3c.github.io/webappsec-secure-contexts/)."""


def check_setup(settings: Settings, config_file: Path, docs_dir: Path, base_url: str) -> Iterator[Diagnostic]:
    """Audiences in another order than their names say, a secret where content lies, an address without https."""
    text = config_file.read_text("utf-8", errors="replace") if config_file.is_file() else ""
    ours = parse_places(text, config_file.name, ("plugins", "yorimichi"))
    usual = [audience.name for audience in usual_audiences()]
    known = [(number, one.name) for number, one in enumerate(settings.audiences) if one.name in usual]
    for (_, wide), (number, narrow) in pairwise(known):
        if usual.index(wide) > usual.index(narrow):
            message = phrase("`{narrow}` would read all that is for `{wide}`.", narrow=narrow, wide=wide)
            hint = phrase("Audiences stand in their order, the widest first.")
            yield ours.finding("audience-order", ("audiences", number, "name"), message, hint)
    folders = (docs_dir, config_file.parent / settings.alumni_dir, config_file.parent / settings.stories_dir)
    secret = (config_file.parent / settings.secret_file).resolve()
    if any(secret.is_relative_to(folder.resolve()) for folder in folders):
        message = phrase("The root secret would lie among what is read and published.")
        hint = phrase("For example: {example}", example=".yorimichi/secret")
        yield ours.finding("exposed-secret", ("secret_file",), message, hint)
    address = urlsplit(base_url)
    if address.scheme == "http" and address.hostname not in _AT_HOME:
        place = parse_places(text, config_file.name, ("site_url",))
        message = phrase("Browsers open nothing sealed on a page that came without https.")
        yield place.finding("site-without-https", (), message, phrase("Serve the site by https."))
