"""Stands in for the copy that the Python Debugger extension carries: that of the machine's own Python."""

import os
import subprocess
import sys

_python = os.environ.get("STEPWISE_E2E_PYTHON") or "/usr/bin/python3"
_place = "import debugpy, os; print(os.path.dirname(os.path.dirname(debugpy.__file__)))"
sys.path.append(subprocess.run([_python, "-c", _place], capture_output=True, text=True).stdout.strip())
sys.path.remove(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
del sys.modules["debugpy"]

import debugpy  # noqa: E402, F401 - what the importer gets
