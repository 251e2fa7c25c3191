"""From which network a form comes: so much of an address, and no more, to share the door fairly.

The law of the place: what is returned is handed to the screen and forgotten. It is never written,
neither to a disk nor to a log.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

PREFIX = {4: 24, 6: 48}
"""Bits of an address that are looked at: the 256 addresses, or the site, that a provider gives out
as one. Narrower tells more of a person; and who has one IPv6 address has millions."""
_FORWARDED = "x-forwarded-for"


def network_of(request: Request, proxies: int) -> str:
    """Return the network that a request comes from ("203.0.113.0/24"); "" where nobody knows.

    Nobody knows it of what comes from this machine or from one beside it: there a proxy stands for
    all readers.

    Args:
        request: as it came.
        proxies: how many servers stand in front, each adding to X-Forwarded-For who asked it; 0:
            that header is not looked at, for anybody may write it.
    """
    address = request.client.host if request.client else ""
    if proxies:
        named = ",".join(request.headers.getlist(_FORWARDED)).split(",")
        address = named[-proxies].strip() if len(named) >= proxies else ""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if not found.is_global:
        return ""
    return str(ip_network((found.packed, PREFIX[found.version]), strict=False))
