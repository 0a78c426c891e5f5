"""Writes web addresses one way, and says which of them are one article's."""

from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_CAMPAIGN = "utm_"  # parameters that say how a reader came, and change nothing of the page
_PORTS = {"http": ":80", "https": ":443"}


def split_address(address: str) -> SplitResult | None:
    """Return the parts of an address, None of what is none, such as "http://[x"."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def host_of(address: str) -> str:
    """Return the host of an address, in lower case; nothing of what is no address."""
    parts = split_address(address)
    return (parts.hostname or "") if parts else ""


def tidy_address(address: str) -> str | None:
    """Return a web address without fragment and campaign parameters, None if it is none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:  # such as a port that is no number
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    query = parts.query
    if _CAMPAIGN in query:
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not pair[0].startswith(_CAMPAIGN)])
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", query, ""))


def article_address(address: str) -> str | None:
    """Return what the addresses of one article have in common; None of a front page, or of none.

    The scheme is left out, and the host stands in lower case: a site that moves to https moves
    its articles. All that a front page had in common over the years is its address.
    """
    tidy = tidy_address(address)
    if tidy is None:
        return None
    parts = urlsplit(tidy)
    if parts.path == "/" and not parts.query:
        return None
    host = parts.netloc.lower().removesuffix(_PORTS[parts.scheme])
    return urlunsplit(("", host, parts.path, parts.query, "")).removeprefix("//")
