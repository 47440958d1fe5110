"""The backbone on ONNX Runtime."""

from __future__ import annotations

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from core.errors import BreedLensError


class BackboneSession:
    """Runs a backbone; safe to call from several threads at once, each call on the caller's own core.

    One thread a call and several callers is the fastest way through a folder (nobody waits at a barrier, no thread
    spins), and leaves to the caller how many cores are used. `threads` above 1 shortens a single photo's answer
    instead.
    """

    def __init__(self, model: bytes, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            pixels, features = self._session.get_inputs()[0], self._session.get_outputs()[0]
        except Exception as error:  # ONNX Runtime raises its own types, which share no base class
            raise BreedLensError(
                "model_not_usable", "The model cannot be run on this computer.", details=str(error)
            ) from error
        _, *extent = pixels.shape
        if pixels.type != "tensor(uint8)" or extent[1:] != [extent[0], 3] or type(extent[0]) is not int:
            raise BreedLensError(
                "model_not_usable",
                "The model takes another kind of input than photos.",
                details=f"{pixels.name}: {pixels.type} {pixels.shape}",
            )
        self._input, self._output = pixels.name, features.name
        self.input_size: int = extent[0]
        self.is_spatial: bool = len(features.shape) == 4

    def features(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """[N, size, size, 3] RGB to the last spatial map [N, height, width, channels]; [N, channels] without one."""
        result: NDArray[np.float32] = self._session.run([self._output], {self._input: pixels})[0]
        return result
