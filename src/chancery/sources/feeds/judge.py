"""Makes of one server's reply an answer, no change, a move, or a failure with its reason."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from chancery.sources.feeds.answers import Answer, Failure, Moved, Outcome, Unchanged
from chancery.sources.feeds.body import Collected, collect
from chancery.sources.feeds.network import Reply, join_address
from chancery.sources.flaw import Flaw
from chancery.sources.sniff import HEAD_BYTES, Kind, type_of_head
from chancery.text.addresses import tidy_address

Accepts = Mapping[str, Kind]

FEEDS: Accepts = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/html": "feed",  # many servers say so of every file
    "text/plain": "feed",
}
ARTICLES: Accepts = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}
OK = frozenset({200, 203})
NOT_MODIFIED = 304
MOVED = frozenset({301, 302, 303, 307, 308})
TOO_MANY = 429
PASSING = frozenset({408, 425, TOO_MANY, 500, 502, 503, 504})  # it may be otherwise later
WITHOUT_WORD = 600.0  # choice: seconds for a server that has had too many and names none
LONGEST_WAIT = 7 * 86_400.0  # choice: seconds; what is longer is a mistake
_REMEDIES = {
    401: "it wants a password; save the page by hand",
    402: "it wants to be paid; save the page by hand",
    403: "it refuses programs, or everyone; save the page by hand",
    404: "there is nothing at this address; look for a newer one",
    410: "it was taken away for good; name it no longer",
    451: "the law keeps it back there",
}
_UNKEPT = frozenset({"set-cookie", "set-cookie2"})  # they would tell one visitor from another


def judge_reply(
    address: str, reply: Reply, accepts: Accepts, *, limit: int, now: datetime
) -> Outcome | Moved:
    """Return what the reply to a request for this address comes to; `limit` is in bytes.

    Raises:
        FetchError: the body did not come to its end.
        BodyError: it cannot be unpacked.
    """
    if reply.status in MOVED:
        return follow_reply(address, reply)
    if reply.status == NOT_MODIFIED:
        return Unchanged(address)
    if reply.status not in OK:
        return refuse_reply(reply, now)
    return _read(address, reply, accepts, limit)


def _read(address: str, reply: Reply, accepts: Accepts, limit: int) -> Answer | Failure:
    named = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named and named not in accepts:
        kinds = ", ".join(accepts)
        return Failure("unsupported", f"its content is {named!r}; what is read is {kinds}")
    body = read_body(reply, limit)
    if isinstance(body, Failure):
        return body
    kind = accepts[named] if named else _sniff(body.data, accepts)
    if isinstance(kind, Failure):
        return kind
    headers = {name: value for name, value in reply.headers.items() if name not in _UNKEPT}
    return Answer(address, kind, headers, body.data)


def follow_reply(address: str, reply: Reply) -> Moved | Failure:
    """Return where the server sends us; it is checked like any address when it is asked."""
    given = reply.headers.get("location", "")
    target = tidy_address(join_address(address, given)) if given else None
    if target is None:
        return Failure("redirects", f"it leads to {given!r}, which is no web address")
    return Moved(target)


def refuse_reply(reply: Reply, now: datetime) -> Failure:
    """Return the failure of a status other than those of success."""
    again = reply.status in PASSING
    remedy = _REMEDIES.get(reply.status, "it is asked again" if again else "look at the address")
    detail = f"the server answers {reply.status}; {remedy}"
    return Failure("http_status", detail, again=again, wait=_wait(reply, now))


def read_body(reply: Reply, limit: int) -> Collected | Failure:
    """Return the unpacked body, or why it may not be read."""
    announced = reply.headers.get("content-length", "")
    too_large = f"it has more than the {limit} bytes of max_bytes; raise --max-bytes to read it"
    if announced.isdecimal() and int(announced[:18]) > limit:
        return Failure("too_large", too_large)
    body = collect(reply.chunks, reply.headers.get("content-encoding"), limit)
    if not body.whole:
        return Failure("too_large", too_large)
    if not body.data.strip():
        return Failure("empty", "the server sends an empty page", again=True)
    return body


def _sniff(data: bytes, accepts: Accepts) -> Kind | Failure:
    kind = type_of_head(data[:HEAD_BYTES])
    if isinstance(kind, Flaw):
        return Failure(*kind)
    if kind not in accepts.values():
        return Failure("unsupported", f"the server names no type, and it looks like {kind}")
    return kind


def _wait(reply: Reply, now: datetime) -> float:
    """Return for how many seconds the server wants to be left alone."""
    given = reply.headers.get("retry-after", "").strip()
    if not given:
        return WITHOUT_WORD if reply.status == TOO_MANY else 0.0
    if given.isdecimal():
        return min(float(given), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return WITHOUT_WORD
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST_WAIT)
