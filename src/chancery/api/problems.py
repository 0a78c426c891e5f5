"""Errors as RFC 9457 problem details: what is wrong, by which rule, and what to do."""

from typing import NamedTuple

import msgspec

from chancery.errors import ChanceryError, DossierError, NotFoundError, UsageError


class Sort(NamedTuple):
    """One sort of problem: its HTTP status, and what holds of all of that sort."""

    status: int
    title: str
    rule: str
    remedy: str


SORTS: dict[str, Sort] = {
    "bad-request": Sort(
        400,
        "The request cannot be met as it was made",
        "A parameter has a name and values that openapi.json lists.",
        "Correct what the detail names; openapi.json says what is allowed.",
    ),
    "cross-site": Sort(
        403,
        "The request comes from another site",
        "Only pages of this server, and programs that send no Origin, are answered.",
        "Ask from this server's own address, or without the header.",
    ),
    "token": Sort(
        403,
        "Who writes must hold the token",
        "What changes the dossier carries the token that `chancery serve` printed.",
        "Send it as `Authorization: Bearer TOKEN`; load the page anew if it is older than the "
        "server.",
    ),
    "not-found": Sort(
        404,
        "There is no such thing",
        "An address, id or name must be one that the dossier has.",
        "List what there is; openapi.json has every address.",
    ),
    "method": Sort(
        405,
        "The method is not allowed",
        "An address answers the methods that openapi.json lists for it.",
        "Use one of them; what is read is read by GET.",
    ),
    "not-acceptable": Sort(
        406,
        "No such form is offered",
        "The Accept header must allow a form that this address has.",
        "Accept application/json.",
    ),
    "too-large": Sort(
        413,
        "The body is too large",
        "A body holds one decision or one watch.",
        "Send less.",
    ),
    "body": Sort(
        415,
        "The body is of another kind",
        "A body is a JSON object, or a form as browsers send it.",
        "Send application/json.",
    ),
    "other-edition": Sort(
        409,
        "The cursor is of another state of the dossier, or of another question",
        "A cursor goes on with the list that gave it, as long as the dossier stays as it is.",
        "Ask for the first page again, without a cursor.",
    ),
    "host": Sort(
        421,
        "The Host is not this server's",
        "The Host header must be the address that the server was started at.",
        "Use the address that was printed when the server started.",
    ),
    "dossier": Sort(
        503,
        "The dossier cannot be read",
        "The file that the server was started with must be there and hold a dossier.",
        "Put the dossier back, or ask again in a moment.",
    ),
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong: `detail` of this request, `rule` and `remedy` of all of its sort."""

    type: str
    title: str
    status: int
    detail: str
    rule: str
    remedy: str


class ProblemError(ChanceryError):
    """A request is answered with a problem of this sort."""

    def __init__(self, detail: str, *, sort: str = "bad-request") -> None:
        """Take what is wrong with this request, and the sort of problem that it is."""
        super().__init__(detail)
        self.problem = make(sort, detail)


def make(sort: str, detail: str) -> Problem:
    """Return the problem of a sort."""
    one = SORTS[sort]
    return Problem(
        type=f"urn:chancery:problem:{sort}",
        title=one.title,
        status=one.status,
        detail=detail,
        rule=one.rule,
        remedy=one.remedy,
    )


def of_error(error: ChanceryError) -> Problem:
    """Return what an error of the program is to who asked over HTTP.

    Raises:
        ChanceryError: it is none of the request or of the dossier.
    """
    if isinstance(error, ProblemError):
        return error.problem
    for kind, sort in (
        (NotFoundError, "not-found"),
        (UsageError, "bad-request"),
        (DossierError, "dossier"),
    ):
        if isinstance(error, kind):
            return make(sort, str(error))
    raise error
