"""Checks a dossier: the file, every record, and that each quotes the very characters."""

import msgspec

from chancery.errors import RecordError
from chancery.model import Record, kind_of, record_kinds
from chancery.model.quotes import quotes_in
from chancery.store.decisions import decision_faults
from chancery.store.dossier import Dossier


def find_faults(dossier: Dossier) -> list[str]:
    """Return what is wrong with the file, by SQLite's checks and ours; empty when sound."""
    connection = dossier.connection
    faults = [
        str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
    ]
    texts: dict[str, str] = dict(connection.execute("SELECT id, text FROM document"))
    for kind in record_kinds():
        query = f"SELECT id FROM {kind_of(kind)} ORDER BY id"
        for (identity,) in connection.execute(query).fetchall():
            faults += _faults_of(dossier, kind, identity, texts)
    try:
        faults += decision_faults(dossier, texts)
    except msgspec.MsgspecError as error:
        faults.append(f"decision: {error}")
    return faults


def _faults_of(
    dossier: Dossier, kind: type[Record], identity: str, texts: dict[str, str]
) -> list[str]:
    """Check one record: that it decodes, and quotes the very characters of its documents."""
    name = f"{kind_of(kind)} {identity}"
    try:
        record = dossier.get(kind, identity)
    except (msgspec.MsgspecError, RecordError) as error:
        return [f"{name}: {error}"]
    return [
        f"{name}: quote differs from {one['document']}[{one['start']}:{one['end']}]"
        for _, one in quotes_in(msgspec.to_builtins(record))
        if texts.get(one["document"], "")[one["start"] : one["end"]] != one["quote"]
    ]
