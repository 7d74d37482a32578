"""The places of what stands in a YAML file that is not ours, such as ``mkdocs.yml``."""

from collections.abc import Sequence

import yaml

from generator.document import Document, Loc, Mark, Place

_MAX_DEPTH, _MAX_MARKS = 10, 10_000


def parse_places(text: str, shown: str, below: Sequence[str]) -> Document:
    """The places of what stands below some keys of a YAML file that is not ours, such as ``mkdocs.yml``.

    Nothing is made of its values, so that its tags do no harm; ``data`` is empty. A key may be in a mapping
    or in an item of a list. What cannot be found leaves a document without places.
    """
    marks: dict[Loc, Mark] = {}
    try:
        found = _below(yaml.compose(text, Loader=yaml.SafeLoader), below)
    except (yaml.YAMLError, RecursionError):
        found = None
    if found:
        _mark(*found, (), marks)
    return Document(shown, {}, marks)


def _below(node: yaml.Node | None, below: Sequence[str]) -> tuple[yaml.Node, yaml.Node] | None:
    key = node
    for step in below:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        pairs = [pair for item in items if isinstance(item, yaml.MappingNode) for pair in item.value]
        key, node = next((pair for pair in pairs if pair[0].value == step), (None, None))
    return (key, node) if key and node else None


def _mark(key: yaml.Node, node: yaml.Node, loc: Loc, marks: dict[Loc, Mark]) -> None:
    if len(loc) > _MAX_DEPTH or len(marks) > _MAX_MARKS:
        return
    marks[loc] = Mark(_place_of(key), _place_of(node))
    if isinstance(node, yaml.MappingNode):
        for inner_key, inner in node.value:
            _mark(inner_key, inner, (*loc, str(inner_key.value)), marks)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _mark(item, item, (*loc, number), marks)


def _place_of(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
