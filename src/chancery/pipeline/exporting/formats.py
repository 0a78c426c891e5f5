"""The formats by name, with what makes each; what is not listed here cannot be exported."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from chancery.exports.bibtex import BibTex
from chancery.exports.csl_json import CslJson
from chancery.exports.csv import Csv
from chancery.exports.cut import Cut
from chancery.exports.ftm import FollowTheMoney
from chancery.exports.gexf import Gexf
from chancery.exports.graphml import GraphMl
from chancery.exports.jsonl import JsonLines
from chancery.exports.markdown import Markdown
from chancery.exports.parquet import Parquet
from chancery.exports.plover import Plover
from chancery.exports.polecat import Polecat
from chancery.exports.ro_crate import RoCrate
from chancery.exports.schema import JsonSchema
from chancery.exports.timelinejs import TimelineJs
from chancery.exports.web_annotation import WebAnnotation
from chancery.ports.export import Export, StreamExport
from chancery.store.portable import Sqlite


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format: what writes it, and what it is made from."""

    make: Callable[[Cut], Export]
    of_records: bool = False  # of every record as it was built, of all kinds or those asked for
    reviewed: bool = True  # what people decided is applied
    beside: Mapping[
        str, Callable[[Cut], StreamExport]
    ] = {}  # what goes with a file, by its ending


FORMATS: Mapping[str, Format] = MappingProxyType({
    "jsonl": Format(
        make=JsonLines, of_records=True, reviewed=False, beside={"schema.json": JsonSchema}
    ),
    "csv": Format(make=Csv, of_records=True, reviewed=False),
    "parquet": Format(make=Parquet, of_records=True, reviewed=False),
    "sqlite": Format(make=Sqlite, of_records=True, reviewed=False),
    "web-annotation": Format(make=WebAnnotation, of_records=True, reviewed=False),
    "plover": Format(make=Plover),
    "polecat": Format(make=Polecat, beside={"plover.jsonl": Plover}),
    "ftm": Format(make=FollowTheMoney),
    "timelinejs": Format(make=TimelineJs),
    "gexf": Format(make=Gexf),
    "graphml": Format(make=GraphMl),
    "csl-json": Format(make=CslJson),
    "bibtex": Format(make=BibTex),
    "markdown": Format(make=Markdown),
    "ro-crate": Format(make=RoCrate),
})  # fmt: skip
