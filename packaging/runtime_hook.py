"""Runs before the frozen app: what it starts must find the right libraries.

Another program (a browser, a file manager) must not load this one's. This program, started again as a child, must look
for its own as if it were the first: PyInstaller would have it inherit the variables that are taken away here.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before is not None:
        os.environ[_name] = _before
    else:
        os.environ.pop(_name, None)
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
