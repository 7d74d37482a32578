"""All checks of content against itself and against today."""

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.site.check_events import check_events, check_leavers
from generator.site.check_profiles import check_profiles
from generator.site.check_stories import check_stories
from generator.site.world import World


def check(world: World) -> Iterator[Diagnostic]:
    """Everything that one file alone cannot tell, about all of them."""
    yield from check_profiles(world)
    yield from check_stories(world)
    yield from check_events(world)
    yield from check_leavers(world)
