"""Asking the garble model about a document, as one part of the check."""

from __future__ import annotations

import logging
import time

from mtcheck.findings.contribution import Contribution
from mtcheck.text.document import Document

_log = logging.getLogger(__name__)


def ask_model(document: Document, sensitivity: str, *, findings: bool = True) -> Contribution:
    """The model's findings and estimates. findings: False keeps the estimates alone.

    A model that cannot run (a broken installation, no memory) is a problem; nothing else is lost.
    """
    began = time.perf_counter()
    try:
        from mtcheck import garble  # NumPy and ONNX Runtime

        result = garble.analyse(document, sensitivity)
        version = garble.version()
    except Exception as error:
        _log.debug("%s: the garble model failed", document.name, exc_info=True)
        step = "reinstall mtcheck and onnxruntime, or leave the model out with --no-model"
        problem = f"the garble model did not run ({type(error).__name__}: {error}); {step}"
        return Contribution(problems=(problem,))
    _log.debug("%s: the garble model took %.3f s", document.name, time.perf_counter() - began)
    return Contribution(
        result.findings if findings else (), versions={"model": version}, estimates=result.estimates
    )
