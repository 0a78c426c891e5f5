"""What can go wrong, as one tree.

ChanceryError
├── UsageError             the request itself cannot be met
│   ├── SourceError        a source given on the command line cannot be read at all
│   ├── SettingsError      a setting has a value outside its range
│   └── NotFoundError      the dossier holds nothing under the id or query asked for
├── DossierError           the dossier on disk
│   ├── NotADossierError   the path exists and is not a dossier
│   ├── DossierBusyError   another build holds the dossier
│   ├── DossierReplacedError  another file took the dossier's place while it was opened
│   ├── DossierVersionError  the dossier's schema is newer than this program
│   └── DossierWriteError  the disk is full or refuses to be written
├── ExportError            the disk is full or refuses an export; what stood before still stands
├── ServerError            the server cannot listen at the address asked for
├── RecordError            a record breaks a rule of the model
├── KnowledgeError         the compiled facts are absent or not what they should be
├── ReaderError            the weights of the reading model are absent or not what they should be
└── EngineError            a worker died or a stage failed; finished work is kept
"""


class ChanceryError(Exception):
    """The root of every error that Chancery raises on purpose."""


class UsageError(ChanceryError):
    """The request cannot be met as it was made."""


class SourceError(UsageError):
    """A source that was named does not exist or cannot be opened at all."""


class SettingsError(UsageError):
    """A setting has a value outside its range."""


class NotFoundError(UsageError):
    """Nothing in the dossier answers to the id or query."""


class DossierError(ChanceryError):
    """The dossier on disk cannot be used."""


class NotADossierError(DossierError):
    """The path exists and does not hold a dossier."""


class DossierBusyError(DossierError):
    """A build is running on the same dossier."""


class DossierReplacedError(DossierError):
    """Another file took the dossier's place while it was being opened."""


class DossierVersionError(DossierError):
    """The dossier was written by a newer schema than this program knows."""


class DossierWriteError(DossierError):
    """The disk is full or refuses to be written; what stood before still stands."""


class ExportError(ChanceryError):
    """The disk is full or refuses an export; what stood before still stands."""


class ServerError(ChanceryError):
    """The server cannot listen at the address that it was given."""


class RecordError(ChanceryError):
    """A record breaks a rule of the model."""


class ReaderError(ChanceryError):
    """The weights of the reading model are absent, or are not what they should be."""


class EngineError(ChanceryError):
    """A worker died or a stage failed; shards already finished are kept."""


class KnowledgeError(ChanceryError):
    """The compiled facts are absent, or are not what they should be."""
