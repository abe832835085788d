"""The address of a LanguageTool server that somebody else runs."""

from __future__ import annotations

from urllib.parse import urlsplit

from mtcheck.engines.interface import EngineError


def server_address(url: str) -> str:
    """The address without the path of the API: `host:8081` and `http://host:8081/v2/` → `http://host:8081`.

    Raises EngineError where it is no web address.
    """
    stripped = url.strip()
    address = stripped if "://" in stripped else f"http://{stripped}"
    try:
        parts = urlsplit(address)
        is_valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_valid = False
    if not is_valid:
        raise EngineError(
            f"“{url}” is not the address of a LanguageTool server; one looks like http://localhost:8081."
        )
    return address.rstrip("/").removesuffix("/v2").rstrip("/")


def require_server(address: str, seconds: float) -> None:
    """Raise EngineError unless something answers: the wrapper would wait five minutes for a dead address."""
    import http.client  # costs 20 ms, which a run without a URL is spared
    import urllib.error
    import urllib.request

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    try:
        opener = urllib.request.build_opener(NoRedirect)
        opener.open(f"{address}/v2/healthcheck", timeout=min(seconds, 10.0)).close()
    except urllib.error.HTTPError as error:
        error.close()  # somebody is there, be it to redirect; the first check will tell who
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise EngineError(
            f"No LanguageTool server can be reached at {address} ({reason}). "
            "Is it running, and is the address right?"
        ) from error
