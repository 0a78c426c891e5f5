"""The tools as the SDK serves them: what each takes, and how answers and errors are given."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from chancery import __version__
from chancery.errors import ChanceryError, UsageError
from chancery.mcp import tools
from chancery.mcp.answers import NOTHING, NOTICE, Answer, as_text
from chancery.model import CommitmentType
from chancery.pipeline.query import Query
from chancery.store.dossier import Dossier
from chancery.store.snapshot import open_snapshot

MOST_ITEMS = 50
USUAL_ITEMS = 10
MOST_CHARACTERS = 20_000  # of a text in one answer
MOST_CONTEXT = 1_000
MOST_PLACE = 2**53

INSTRUCTIONS = (
    "This server reads one dossier: what articles on a diplomatic process say, each point with "
    f"the spans that it rests on. {NOTICE} Cite the ids and offsets of what you tell. Where the "
    f"status of an answer is nothing, say: {NOTHING} A count of documents is no count of "
    "sources: copies of one text count once, in `independent`. A time or a day that is null is "
    "unknown; do not guess it."
)

Id = Annotated[str, Field(min_length=1, max_length=200, description="A whole id.")]
Name = Annotated[
    str | None, Field(min_length=1, max_length=500, description="A name, or an actor's id.")
]
Words = Annotated[
    str | None,
    Field(
        min_length=1,
        max_length=500,
        description="Words that all stand in what is said or done; beginnings of words will do.",
    ),
]
Day = Annotated[
    str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, as 2024-05-31.")
]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="The most items to give.")]
Place = Annotated[int, Field(ge=0, le=MOST_PLACE)]


READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(path: Path) -> MCPServer:
    """Return a server whose tools read the dossier at the path, opened anew for each call."""
    return MCPServer(
        "chancery",
        title="Chancery",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
        tools=[_strict(each) for each in Tools(path).all()],
    )


class Tools:
    """The tools of one dossier; the docstring of each is what an assistant is told of it."""

    def __init__(self, path: Path) -> None:
        """Take the path of the dossier."""
        self._path = path

    def all(self) -> tuple[Callable[..., CallToolResult], ...]:
        """Return every tool."""
        return (
            self.search,
            self.get,
            self.evidence,
            self.who_said,
            self.meetings,
            self.commitments,
            self.compare_sources,
            self.lineage,
        )

    def search(
        self,
        query: Annotated[
            str,
            Field(
                min_length=1,
                max_length=1_000,
                description='Words; "a phrase", prefix*, -without, OR.',
            ),
        ],
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Find documents by their words, each with the passage that has them."""
        return self._give(lambda dossier: tools.search(dossier, _filled(query), limit))

    def get(
        self,
        id: Id,  # noqa: A002 - as answers name it
        start: Place = 0,
        length: Annotated[int, Field(ge=1, le=MOST_CHARACTERS)] = 4_000,
    ) -> CallToolResult:
        """Give a finding or a claim by its id, or a part of a document's text by characters."""
        return self._give(lambda dossier: tools.get(dossier, id, start, length))

    def evidence(
        self,
        id: Id,  # noqa: A002 - as answers name it
        context: Annotated[int, Field(ge=0, le=MOST_CONTEXT)] = 200,
        offset: Place = 0,
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Give the spans that a finding or a claim rests on, with the characters around them."""
        return self._give(lambda dossier: tools.evidence(dossier, id, context, offset, limit))

    def who_said(
        self,
        words: Words = None,
        speaker: Name = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Find statements by their words, by who speaks, or both."""
        query = Query(about="statement", words=words, speaker=speaker, since=since, until=until)
        return self._give(lambda dossier: _asked(dossier, query, limit, need=(words, speaker)))

    def meetings(
        self,
        party: Name = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Find who met whom, where and when; `modality` says whether it is told as done."""
        query = Query(about="meeting", party=party, since=since, until=until)
        return self._give(lambda dossier: _asked(dossier, query, limit))

    def commitments(
        self,
        party: Name = None,
        words: Words = None,
        type: CommitmentType | None = None,  # noqa: A002 - as the command names it
        only: Annotated[
            Literal["all", "open"], Field(description="open: only what still waits for something.")
        ] = "all",
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Find promises, demands, offers, threats and the like, and what became of each."""
        query = Query(about="commitment", party=party, words=words, sort=type, open=only == "open")
        return self._give(lambda dossier: _asked(dossier, query, limit))

    def compare_sources(self, id: Id) -> CallToolResult:  # noqa: A002 - as answers name it
        """Give what each source of a finding says, where they differ, and what they copy."""
        return self._give(lambda dossier: tools.compare_sources(dossier, id))

    def lineage(
        self,
        id: Id,  # noqa: A002 - as answers name it
        strength: Annotated[
            Literal["strong", "all"],
            Field(description="strong: only what proves a common origin."),
        ] = "strong",
        limit: Limit = USUAL_ITEMS,
    ) -> CallToolResult:
        """Give the passages that a document shares with others, and what stands behind them."""
        return self._give(
            lambda dossier: tools.lineage(dossier, id, limit, weak=strength == "all")
        )

    def _give(self, ask: Callable[[Dossier], Answer]) -> CallToolResult:
        try:
            with open_snapshot(self._path) as (dossier, _):
                answer = ask(dossier)
        except ChanceryError as error:
            raise ToolError(str(error)) from error
        return CallToolResult(
            content=[TextContent(text=as_text(answer))],
            structured_content=msgspec.to_builtins(answer),
        )


def _asked(
    dossier: Dossier, query: Query, limit: int, need: tuple[str | None, ...] | None = None
) -> Answer:
    for one in (query.words, query.speaker, query.party):
        if one is not None:
            _filled(one)
    if need is not None and not any(need):
        message = "say what was said, or who spoke: give words, speaker, or both"
        raise UsageError(message)
    return tools.list_found(dossier, query, limit)


def _filled(text: str) -> str:
    if not any(each.isalnum() for each in text):
        message = f"{text!r} has no letter and no digit; give words to look for"
        raise UsageError(message)
    return text


def _strict(call: Callable[..., CallToolResult]) -> Tool:
    """Return a tool that turns away arguments that it does not have."""
    tool = Tool.from_function(
        call, description=f"{call.__doc__} {NOTICE}", annotations=READING, structured_output=False
    )
    takes = tool.fn_metadata.arg_model
    takes.model_config["extra"] = "forbid"
    takes.model_rebuild(force=True)
    tool.parameters["additionalProperties"] = False
    return tool
