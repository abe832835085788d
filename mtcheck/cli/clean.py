"""`mtcheck clean`: the cache is removed."""

from __future__ import annotations

from pathlib import Path

import click

from mtcheck.cli.exit_status import Failure
from mtcheck.cli.options import FOLDER, cache_folder


@click.command()
@click.option(
    "--cache-dir", type=FOLDER, envvar="MTCHECK_CACHE_DIR", metavar="DIR", help="The cache to remove."
)
def clean(cache_dir: Path | None) -> None:
    """Remove the cache: what was found in articles that were checked before."""
    from mtcheck.runner.cache.store import Cache

    cache = Cache(cache_folder(cache_dir))
    try:
        size = cache.clean()
    except OSError as error:
        raise Failure(
            f"{cache.folder}: could not be removed: {error.strerror or error}. Remove the folder yourself."
        ) from None
    click.echo(
        f"{cache.folder}: {f'removed ({size / 1e6:.1f} MB)' if size else 'there was nothing'}", err=True
    )
