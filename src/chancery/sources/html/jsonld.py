"""Reads the JSON-LD blocks of a page: the nodes that describe an article, with their pointers."""

import json
from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml.html import HtmlElement

_ARTICLES = ("Article", "Posting", "Report", "LiveBlog")  # how schema.org's article types end
_PAGES = ("WebPage",)
MAX_NODES = 2_000  # choice: a page with more holds a list of other pages


class Node(NamedTuple):
    """One JSON-LD object and where it stands, such as `script[ld+json][0]/@graph/1`."""

    pointer: str
    values: dict[str, object]


class LinkedData(NamedTuple):
    """The article's nodes, best first, and the blocks that are no JSON, by pointer."""

    articles: list[Node]
    broken: dict[str, str]


def read_linked_data(root: HtmlElement) -> LinkedData:
    """Return the nodes typed as an article, then those typed as a page, in document order."""
    nodes: list[Node] = []
    broken: dict[str, str] = {}
    for number, script in enumerate(root.iterfind('.//script[@type="application/ld+json"]')):
        pointer = f"script[ld+json][{number}]"
        try:
            nodes += _nodes(pointer, json.loads(script.text or "", strict=False))
        except json.JSONDecodeError as error:
            broken[pointer] = error.msg
        except ValueError:  # Python reads no number of more than some thousand digits
            broken[pointer] = "a number of too many digits"
        except RecursionError:
            broken[pointer] = "nested too deep"
    articles = [node for node in nodes if is_article(node)]
    return LinkedData(articles + [node for node in nodes if _is_a(node, _PAGES)], broken)


def is_article(node: Node) -> bool:
    """Say whether the node is typed as an article, and not as a page."""
    return _is_a(node, _ARTICLES)


def names(value: object) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return names(cast("dict[str, object]", value).get("name"))
    if isinstance(value, list):
        return [name for each in cast("list[object]", value) for name in names(each)]
    return []


def _nodes(pointer: str, found: object) -> Iterator[Node]:
    pending = [(pointer, found)]
    for _ in range(MAX_NODES):
        if not pending:
            return
        where, value = pending.pop()
        if isinstance(value, list):
            items = list(enumerate(cast("list[object]", value)))
            pending += [(f"{where}/{number}", item) for number, item in reversed(items)]
        elif isinstance(value, dict):
            values = cast("dict[str, object]", value)
            yield Node(where, values)
            inner = [(f"{where}/{name}", values.get(name)) for name in ("@graph", "mainEntity")]
            pending += reversed([item for item in inner if item[1] is not None])


def _is_a(node: Node, endings: tuple[str, ...]) -> bool:
    return any(each.endswith(endings) for each in names(node.values.get("@type")))
