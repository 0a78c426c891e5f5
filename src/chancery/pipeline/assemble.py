"""The composition root: the only place that knows what goes together, from source to engine."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from chancery.engines.local import LocalEngine
from chancery.errors import UsageError
from chancery.model import Capture, Decision, MediaType, Rejection
from chancery.pipeline.plan import make_plan, restoring
from chancery.pipeline.settings import LOCAL, RAY, Settings
from chancery.ports import Engine, Extractor, HeldReader, Plan, Progress, TextReader
from chancery.sources.archives.mhtml import SavedPage
from chancery.sources.collect import open_sources
from chancery.sources.feeds.noted import Noted
from chancery.sources.feeds.store import FOLDER, read_followed
from chancery.sources.files import FileReader
from chancery.sources.html import WebPage
from chancery.sources.json_line import JsonLine
from chancery.sources.mail import Message
from chancery.sources.ninjs import NewsItem
from chancery.sources.papers import PdfPaper, WordPaper
from chancery.sources.sniff import DOCX
from chancery.sources.standard import STDIN
from chancery.sources.text import PlainText

CLUSTER = {"daft", "ray"}  # libraries that the extra of this name brings
SPOOL = "spool"  # the folder in which standard input is kept, by content


def collect(
    sources: Sequence[str],
    work: Path,
    settings: Settings,
    kept: Sequence[str] = (),
    own: Path | None = None,
) -> Iterator[Capture | Rejection]:
    """Yield what the sources hold, then what was fetched from the feeds that are followed.

    `kept` is the standard input of earlier builds, as files of the spool. `own` is the work folder
    of the dossier that is no source, where it is another than `work`.

    Raises:
        SourceError: a source does not exist; raised at the call.
        DossierError: what was fetched cannot be read.
    """
    given = open_sources(
        sources,
        spool=work / SPOOL,
        settings=settings.sources,
        kept=kept,
        own=own / SPOOL if own else None,
    )
    return chain(given, read_followed(work / FOLDER))


def plan_for(
    settings: Settings,
    reader: TextReader | None = None,
    decisions: Sequence[Decision] = (),
    held: HeldReader | None = None,
) -> Plan:
    """Return the plan with its readers and extractors; without `reader`, the shipped model reads.

    Whether anything is read at all, `settings.annotate` says. `decisions` are the merges and
    splits that a build takes up. `held` reads what the build takes over, if it takes anything.
    """
    extractors: dict[MediaType, Extractor] = {
        "text/plain": Noted(PlainText()),
        "text/html": Noted(WebPage()),
        "application/json": JsonLine(),
        "application/ninjs+json": NewsItem(),
        "multipart/related": SavedPage(),
        "application/pdf": Noted(PdfPaper()),
        DOCX: WordPaper(),
        "message/rfc822": Message(),
    }
    files = FileReader(settings.sources.max_bytes)
    model = reader_for(settings, reader)
    plan = make_plan(settings, files, extractors, model, decisions)
    return restoring(plan, held) if held else plan


def reader_for(settings: Settings, reader: TextReader | None) -> TextReader | None:
    """Return what reads the texts, the shipped model where none is given; None: nothing does."""
    return (reader or _shipped_reader()) if settings.annotate else None


def open_engine(
    settings: Settings, work: str | Path, progress: Progress, sources: Sequence[str] = ()
) -> Engine:
    """Return the engine that the settings name, whose shards lie in `work`.

    A cluster must have the sources too.

    Raises:
        UsageError: its libraries are not installed, or its address is none.
        EngineError: nothing answers at its address.
    """
    workers, batch_size = settings.processes, settings.batch_size
    if settings.engine == LOCAL:
        return LocalEngine(work, workers=workers, batch_size=batch_size, progress=progress)
    try:
        from chancery.engines.daft.engine import Cluster, DaftEngine  # noqa: PLC0415 - of an extra

        cluster = None
        if settings.engine.startswith(RAY):
            paths = (Path(one) for one in sources if one != STDIN)
            cluster = Cluster(settings.engine, tuple(path.absolute() for path in paths))
        return DaftEngine(
            work, workers=workers, batch_size=batch_size, progress=progress, cluster=cluster
        )
    except ModuleNotFoundError as error:
        if error.name not in CLUSTER:
            raise
        message = f"the engine {settings.engine} needs Daft: pip install 'chancery[cluster]'"
        raise UsageError(message) from error


def _shipped_reader() -> TextReader:
    from chancery.inference import open_reader  # noqa: PLC0415 - its libraries are slow to load

    return open_reader()
