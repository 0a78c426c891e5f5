"""A small dossier of meetings and deeds whose names and words formats find hard to hold."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from fakes import Silent
from msgspec.structs import replace
from served import entry
from stored import Made
from told import Told

from chancery.model import AnyClaim, Entity, Finding, Record, Reference, Referent, TextValue
from chancery.pipeline.shelving import shelve
from chancery.stages.corroborate.stage import make_finding
from chancery.store.write import RunNote, save

FORMULA = "=cmd|'/C calc'!A0"
TURNED = "Al\u202edane\u202c"
TABBED = "Mar\tenth"
PLACE = "Port\x00Tarn"
DAY = "4 May\x0b2020"
MARKUP = '<b onload="x">&amp; {Co} \\ # [[a|b]] %s </b>'
FAMILY = "\U0001f469\u200d\U0001f467"
TEXT = (
    f"{FORMULA} and {TURNED} met {TABBED} in {PLACE} on {DAY}. "
    f"Then {TABBED} attacked {TURNED} at\r\nthe weir; {MARKUP} café {FAMILY}. "
    f"{TURNED} said {TABBED} would pay. "
)
TITLE = f"Weir\n{MARKUP} \x07{FAMILY}"
NAMES = {"entity-formula": FORMULA, "entity-turned": TURNED, "entity-tabbed": TABBED}
DOCUMENT = "document-odd"


def page() -> Told:
    """Return the article."""
    return Told("odd", TEXT)


def records() -> list[Record]:
    """Return the article, who is told of, the claims and findings."""
    told = page()
    document = replace(
        told.page.document,
        path="odd\n#1.txt",
        uri="odd\n#1.txt",
        sha256="0" * 64,
        title=TextValue(value=TITLE, basis="stated"),
    )
    claims = _claims(told)
    findings = [_finding(told, one) for one in claims]
    return [
        document,
        told.page.annotation,
        *(_actor(identity, name) for identity, name in NAMES.items()),
        *(_referent(told, identity, name) for identity, name in NAMES.items()),
        *claims,
        *findings,
        *map(entry, findings),
    ]


def fill_odd(path: Path, made: Iterable[Record] | None = None) -> Path:
    """Write the dossier with its shelves; return where it is."""
    note = RunNote(started=datetime.now(UTC), sources=("here",), settings={"annotate": True})
    save(path, Made(records() if made is None else made), note, Silent(), shelve)
    return path


def _claims(told: Told) -> list[AnyClaim]:
    met = told.meeting("met", [(name, identity) for identity, name in NAMES.items()])
    met = replace(met, place=(told.party(PLACE),), time=told.day(DAY, "2020-05-04"))
    met = replace(met, parties=tuple(replace(p, name=NAMES[p.entity or ""]) for p in met.parties))
    attack = replace(
        told.event("attacked", TABBED),
        actors=(replace(told.party(TABBED, "entity-tabbed"), name=TABBED),),
        recipients=(replace(told.party(TURNED, "entity-turned"), name=TURNED),),
    )
    said = told.statement(f"{TABBED} would pay", TURNED, "entity-turned")
    return [met, attack, said]


def _finding(told: Told, claim: AnyClaim) -> Finding:
    return make_finding([claim], (), {claim.id: claim}, (), [told.point(claim)])


def _actor(identity: str, name: str) -> Entity:
    return Entity(
        id=identity,
        type="organisation",
        name=name,
        names=(name, f"{name} {MARKUP}"),
        referents=(identity.replace("entity", "referent"),),
        documents=(DOCUMENT,),
        known=(),
        ambiguous=(),
    )


def _referent(told: Told, identity: str, name: str) -> Referent:
    start = told.text.index(name)
    own = Reference(start=start, end=start + len(name), form="name", link="name")
    return Referent(
        id=identity.replace("entity", "referent"),
        document=told.id,
        type="organisation",
        name=name,
        names=(name,),
        references=(own,),
        roles=(),
        known=(),
    )
