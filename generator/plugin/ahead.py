"""The pages that somebody looks at, made before the whole site is built again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from generator.build import Build, Overheard, Page
from generator.plugin.run_state import Run
from generator.project import ContentError
from generator.render import Chrome


def ahead(run: Run, places: Collection[str]) -> Mapping[str, str]:
    """The pages at these addresses with the content as it is now, in the chrome that the last build gave them.

    Nothing where that could be another page than the next build will give: the configuration has changed, there is
    something to mend, or a page or picture has come or gone. What the company wrote itself stays as it was, since
    other plugins may change it.
    """
    if run.config_file.read_bytes() != run.config:
        return {}
    try:
        build = Build(run.read(), run.base_url, run.kept)
        if build.places != run.build.places:
            return {}
        return {
            page.frame.place: build.page(chrome, page, run.others(page), run.notes(page.frame.locale))
            for page, chrome in _pages(run, build)
            if page.frame.place in places
        }
    except (ContentError, Overheard, ValueError):  # the build that follows says so
        return {}


def _pages(run: Run, build: Build) -> Iterator[tuple[Page, Chrome]]:
    company = (page for page in run.pages.values() if page.kind != "story")
    for page in chain(company, build.stories()):
        if page.frame.place in run.chromes:
            yield page, run.chromes[page.frame.place]
    for page in build.people():
        yield page, run.people[page.frame.locale]
