"""How a module that is missing is installed: loaded only where one is."""

import os
import sys
import sysconfig

# What manages packages, by its file; the first that a folder has.
MANAGERS = (
    # https://docs.astral.sh/uv/concepts/projects/sync/
    ("uv.lock", "uv sync"),
    # https://python-poetry.org/docs/cli/#install
    ("poetry.lock", "poetry install"),
    # https://pipenv.pypa.io/en/latest/commands.html#install
    ("Pipfile", "pipenv install"),
    ("requirements.txt", None),
)


def install_hint(error, code_dir):
    """What the nearest list of packages names is installed all together: a module's name may differ from its package's.

    None where the module may be one of the project's own.
    """
    wanted = (getattr(error, "name", None) or "").split(".")[0]
    # A project rightly does not declare what Lambda supplies.
    if wanted in ("boto3", "botocore", "s3transfer"):
        return {"name": wanted, "command": f"{own_python()} -m pip install boto3", "isSupplied": True, "interpreter": sys.executable, "line": "%d.%d" % sys.version_info[:2]}
    if not isinstance(error, ModuleNotFoundError):
        return None
    for folder in folders_up(code_dir):
        if is_own(os.path.join(folder, wanted)):
            return None
        for file, command in MANAGERS:
            if os.path.isfile(os.path.join(folder, file)):
                return {"name": error.name or "", "command": command or pip(folder, file), "folder": folder}
    return None


def folders_up(folder):
    """Up to the repository; the home folder is nobody's project."""
    home = os.path.expanduser("~")
    while folder != home:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = above


def is_own(path):
    return os.path.isfile(path + ".py") or os.path.isdir(path)


def own_python():
    """As a command begins with it, in the way of `core/explain/commandIn.ts`."""
    return f'"{sys.executable}"' if " " in sys.executable else sys.executable


def pip(folder, file):
    """Into the environment that runs the handler, or one that is made: a system's own Python often takes no packages (PEP 668)."""
    python = own_python()
    environment = ""
    if sys.prefix == sys.base_prefix and os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")):
        environment = f"{python} -m venv .venv && "
        python = os.path.join(".venv", "bin", "python")
    return f"{environment}{python} -m pip install -r {file}"
