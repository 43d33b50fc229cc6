"""Addresses: pages, PDFs and texts fetched over HTTP, from public hosts only unless told otherwise."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from detente.errors import SourceError
from detente.readers.source import Source

MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
TIMEOUT_SECONDS = 20.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGENT = "detente/0.1 (news reader; one request at a time)"


def fetch(url: str, *, allow_private: bool = False, given: dict[str, str] | None = None) -> Source:
    """The bytes at an address.

    Each host on the way is looked up once, every address it has must be public, and the connection goes to the address
    that was checked: a name cannot point elsewhere between check and use. Raises SourceError.
    """
    import httpx

    at = url
    with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            target, headers, extensions = _checked(at, allow_private)
            try:
                with client.stream("GET", target, headers=headers, extensions=extensions) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        at = urljoin(at, response.headers["location"])
                        continue
                    if response.status_code != 200:
                        raise SourceError(
                            f"the server answered {response.status_code}.", where=at, remedy=_hint(response.status_code)
                        )
                    data = _body(response, at)
                    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                    return Source(at, data, {**(given or {}), "url": at}, kind)
            except httpx.InvalidURL as err:
                raise SourceError(
                    f"this is no address: {err}.", where=at, remedy="Write it as https://host/path."
                ) from err
            except httpx.HTTPError as err:
                raise SourceError(
                    f"cannot be reached: {err or type(err).__name__}.",
                    where=at,
                    remedy="Check the address and the network; try again later.",
                ) from err
    raise SourceError(f"more than {MAX_REDIRECTS} redirects.", where=url, remedy="Name the address it ends at.")


def _checked(url: str, allow_private: bool) -> tuple[str, dict[str, str], dict[str, str]]:
    """The address with the host's checked IP in its place, and what makes the server see the host's name."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as err:
        raise SourceError(f"this is no address: {err}.", where=url, remedy="Write it as https://host/path.") from err
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError("only http and https addresses are read.", where=url, remedy="Write it as https://host/path.")
    ip = _address(host, port or (443 if parts.scheme == "https" else 80), url, allow_private)
    netloc = (f"[{ip}]" if ":" in ip else ip) + (f":{port}" if port else "")
    target = parts._replace(netloc=netloc, fragment="").geturl()
    headers = {
        "Host": parts.netloc.rpartition("@")[2],
        "User-Agent": AGENT,
        "Accept": "text/html, application/pdf, text/plain, */*;q=0.1",
    }
    return target, headers, {"sni_hostname": host} if parts.scheme == "https" else {}


def _address(host: str, port: int, url: str, allow_private: bool) -> str:
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as err:
        raise SourceError(
            f"the host {host} is not known.", where=url, remedy="Check the address and the network."
        ) from err
    for ip in found:
        if not allow_private and not is_public(ip):
            raise SourceError(
                f"{host} is an address inside a network ({ip}); such are not fetched.",
                where=url,
                remedy="If you mean it, add --allow-private.",
            )
    return found[0]


def is_public(ip: str) -> bool:
    """Whether an address is out on the internet: not private, loopback, link-local, multicast, reserved or unspecified."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return address.is_global and not address.is_multicast


def _body(response: object, url: str) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes():  # type: ignore[attr-defined]  # an httpx.Response; httpx is not imported here
        data += piece
        if len(data) > MAX_BYTES:
            raise SourceError(
                f"more than {MAX_BYTES // 1_000_000} MB.", where=url, remedy="Fetch it by hand and name the file."
            )
    return bytes(data)


def _hint(status: int) -> str:
    if status in (401, 403, 451):
        return "The site does not let programs read this page; save it from a browser and name the file."
    return "Try again later." if status in (408, 425, 429, 500, 502, 503, 504) else "Check the address."
