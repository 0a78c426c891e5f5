"""What Chancery knows: frozen records, one file per concept."""

from chancery.model.base import Record, Value, kind_of, make_id, record_kinds, register
from chancery.model.capture import Capture, Locator, MediaType, Reason, Rejection, reject
from chancery.model.document import (
    KEPT_TYPES,
    Block,
    BlockType,
    Document,
    document_id,
    kept_size,
    kept_spans,
)
from chancery.model.evidence import Citation, Evidence, cite, cite_markup, cite_span
from chancery.model.metadata import Basis, DatePrecision, DateValue, TextValue
from chancery.model.reuse import (
    Credit,
    Direction,
    Edit,
    FingerprintSlice,
    Origin,
    ReuseLink,
    SharedFingerprints,
)

__all__ = [
    "KEPT_TYPES",
    "Basis",
    "Block",
    "BlockType",
    "Capture",
    "Citation",
    "Credit",
    "DatePrecision",
    "DateValue",
    "Direction",
    "Document",
    "Edit",
    "Evidence",
    "FingerprintSlice",
    "Locator",
    "MediaType",
    "Origin",
    "Reason",
    "Record",
    "Rejection",
    "ReuseLink",
    "SharedFingerprints",
    "TextValue",
    "Value",
    "cite",
    "cite_markup",
    "cite_span",
    "document_id",
    "kept_size",
    "kept_spans",
    "kind_of",
    "make_id",
    "record_kinds",
    "register",
    "reject",
]
