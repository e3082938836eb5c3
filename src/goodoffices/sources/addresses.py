"""Which network addresses a name leads to, and whether they are public.

Norms: the IANA special-purpose registries (RFC 6890) as the standard library keeps them; RFC 6052 (NAT64), 3056 (6to4).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from ..errors import InputRefused

_NAT64 = ip_network("64:ff9b::/96")


def public_addresses(host: str, port: int, url: str, *, allow_loopback: bool = False) -> Iterator[str]:
    """The addresses of a host; raises InputRefused as soon as one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputRefused(url, f"the name {host} leads nowhere ({error})", remedy="Check the address") from error
    numbers = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for number in numbers:
        if not is_public(number) and not (allow_loopback and ip_address(number).is_loopback):
            raise InputRefused(
                url, f"{host} is at {number}, which is no public address", remedy="Save the page to a file"
            )
    yield from numbers


def is_public(number: str) -> bool:
    """Whether an IP address is one of the open internet, whatever it wraps."""
    address: IPv4Address | IPv6Address = ip_address(number)
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
