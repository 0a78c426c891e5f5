"""What documents are called on pages: their headline, who published it, and when."""

from collections.abc import Iterable

import msgspec

from chancery.store.dossier import Dossier
from chancery.store.headings import Heading, read_headings
from chancery.wording.dates import day_words
from chancery.wording.phrases import clip
from chancery.workbench.addresses import document_address

TITLE = 300  # characters of a headline; a page can give a whole book as its title


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A document as pages name it."""

    id: str
    address: str
    name: str  # headline, or else path or address
    short: str  # path or address
    outlet: str  # empty where it is not known
    published: str  # in words, as far as known
    language: str  # BCP 47; empty where it is not known
    kind: str  # opinion and the like; empty where nothing says so


def name_documents(dossier: Dossier, documents: Iterable[str]) -> dict[str, Named]:
    """Return what documents are called, by id."""
    return {key: named(one) for key, one in read_headings(dossier, documents).items()}


def named(one: Heading) -> Named:
    """Return what a document is called."""
    short = one.path or one.uri
    return Named(
        id=one.id,
        address=document_address(one.id),
        name=clip(one.title.value, TITLE) if one.title else short,
        short=short,
        outlet=one.outlet.value if one.outlet else "",
        published=day_words(one.published) if one.published else "on no known day",
        language=one.language.value if one.language else "",
        kind=", ".join(dict.fromkeys(each.label.replace("_", " ") for each in one.labels)),
    )
