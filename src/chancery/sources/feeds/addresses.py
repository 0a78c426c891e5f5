"""Tells which addresses of the network may be asked, and whose they are."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_MAPPED = IPv6Network("::ffff:0:0/96")  # RFC 4291, 2.5.5.2
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291, 2.5.5.1
_LOW = 0xFFFF_FFFF


def join_link(base: str | None, target: str) -> str:
    """Return where a link leads that stands at `base`; the target itself where it is no link."""
    try:
        return urljoin(base, target) if base else target
    except ValueError:
        return target


def origin_of(address: str) -> str:
    """Return scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def is_public(given: str) -> bool:
    """Say whether an IP address is one of the public network, and so is every one inside it."""
    try:
        address = ip_address(given.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(address)
    if inner and (address in _NAT64 or address in _MAPPED):
        return all(_is_global(one) for one in inner)  # these only write an IPv4 address otherwise
    return all(_is_global(one) for one in (address, *inner))


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address leads on to."""
    if isinstance(address, IPv4Address):
        return []
    found = [one for one in (address.sixtofour, *(address.teredo or ())) if one is not None]
    if address in _NAT64 or address in _MAPPED or address in _COMPATIBLE:
        found.append(IPv4Address(int(address) & _LOW))
    return found
