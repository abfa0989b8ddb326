"""Leads paths of `/opt` to the layers of the function, which lie elsewhere on this machine.

On AWS `/opt` is the layers and nothing else: what a layer has is meant, whatever this machine has there. What no layer has
stays what it is, since a program of this machine's may be installed there, such as Python itself. Nothing is written into a
layer.
"""

import _frozen_importlib_external as external
import builtins
import errno
import io
import os
import sys


class Layers:
    """`mounts`: what wins first, each with `at` below `/opt` and `dir`."""

    def __init__(self, mounts):
        self.mounts = mounts

    def places(self, name):
        """Where a path of `/opt` may be here; none for any other path."""
        text = os.fsdecode(name) if isinstance(name, bytes) else name
        # Quick: it is asked of every file that is opened.
        if not isinstance(text, str) or not text.startswith("/opt"):
            return []
        text = os.path.normpath(text).replace(os.sep, "/")
        if text != "/opt" and not text.startswith("/opt/"):
            return []
        inside = text[5:]
        found = []
        for mount in self.mounts:
            at = mount["at"]
            if not at:
                found.append(os.path.join(mount["dir"], inside))
            elif inside == at or inside.startswith(at + "/"):
                found.append(os.path.join(mount["dir"], inside[len(at) + 1 :]))
        return [place.rstrip("/") or place for place in found]

    def here(self, name):
        if isinstance(name, int) or name is None:
            return name
        try:
            path = os.fspath(name)
        except TypeError:
            return name
        for place in self.places(path):
            if exists(place):
                return os.fsencode(place) if isinstance(path, bytes) else place
        return name

    def all_here(self, name):
        """A folder that several layers have is one folder of /opt, with what each has."""
        try:
            path = os.fspath(name)
        except TypeError:
            return [name]
        found = [place for place in self.places(path) if exists(place)]
        return [os.fsencode(place) if isinstance(path, bytes) else place for place in found] or [name]

    def line(self, text):
        """A line for a shell: its words, also in quotes and behind `=`, `<` and the like."""
        if isinstance(text, bytes):
            return os.fsencode(self.line(os.fsdecode(text)))
        if not isinstance(text, str) or "/opt/" not in text:
            return text
        import re
        from shlex import quote

        def led(match):
            before, name = match.groups()
            place = self.here(name)
            return match.group() if place is name else before + (place if before in ('"', "'", "`") else quote(place))

        return re.sub(r"""(^|[\s"'`=:;|&<(])(/opt/[\w./+@-]+)""", led, text)

    def untouched(self, name):
        """As the file system that Lambda mounts at `/opt`."""
        if self.here(name) is not name:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), os.fspath(name))
        return name


real_stat = os.stat


def exists(path):
    try:
        real_stat(path)
    except (OSError, ValueError):
        return False
    return True


def replace(owner, name, make):
    original = getattr(owner, name, None)
    if original is None:
        return
    replacement = make(original)
    replacement.__name__ = replacement.__qualname__ = name
    replacement.__doc__ = original.__doc__
    replacement.__wrapped__ = original
    setattr(owner, name, replacement)
    # `os.stat in os.supports_dir_fd` asks for the function itself.
    for supports in ("supports_dir_fd", "supports_effective_ids", "supports_fd", "supports_follow_symlinks"):
        known = getattr(owner, supports, None)
        if known is not None and original in known:
            known.add(replacement)


class Scanned:
    """`os.scandir` of a folder that several layers have: the first of each name."""

    def __init__(self, scans):
        self.scans = scans
        self.entries = self.each()

    def each(self):
        seen = set()
        for scan in self.scans:
            for entry in scan:
                if entry.name not in seen:
                    seen.add(entry.name)
                    yield entry

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for scan in self.scans:
            scan.close()


USED = []


def use_layers(mounts):
    if USED:
        return USED[0]
    layers = Layers(mounts)
    USED.append(layers)
    lead_files(layers)
    lead_programs(layers)
    lead_imports(layers)
    return layers


def lead_files(layers):
    def first(original):
        def led(path=".", *arguments, **named):
            return original(layers.here(path), *arguments, **named)

        return led

    for name in ("stat", "lstat", "access", "readlink"):
        replace(os, name, first)

    def listed(original):
        def led(path=".", *arguments, **named):
            places = layers.all_here(path)
            if len(places) == 1:
                return original(places[0], *arguments, **named)
            return list(dict.fromkeys(each for place in places for each in original(place, *arguments, **named)))

        return led

    replace(os, "listdir", listed)

    def scanned(original):
        def led(path=".", *arguments, **named):
            places = layers.all_here(path)
            scans = [original(place, *arguments, **named) for place in places]
            return scans[0] if len(scans) == 1 else Scanned(scans)

        return led

    replace(os, "scandir", scanned)

    def opened(original):
        def led(file, mode="r", *arguments, **named):
            writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
            return original(layers.untouched(file) if writes else layers.here(file), mode, *arguments, **named)

        return led

    replace(builtins, "open", opened)
    io.open = builtins.open

    def opened_by_system(original):
        def led(path, flags, *arguments, **named):
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            return original(layers.untouched(path) if writes else layers.here(path), flags, *arguments, **named)

        return led

    replace(os, "open", opened_by_system)


def lead_programs(layers):
    """Programs of a layer and paths of layers that programs are given, and libraries by their whole path."""
    try:
        import _posixsubprocess
    except ImportError:
        return

    replace(os, "system", lambda original: lambda command: original(layers.line(command)))

    def started(original):
        def led(arguments, executables, *rest):
            known = arguments
            if isinstance(arguments, (list, tuple)):
                is_shell = len(arguments) == 3 and arguments[1] in ("-c", b"-c")
                known = [*arguments[:2], layers.line(arguments[2])] if is_shell else [layers.here(each) for each in arguments]
            return original(known, tuple(layers.here(each) for each in executables), *rest)

        return led

    # `subprocess` takes it from there when it is imported.
    replace(_posixsubprocess, "fork_exec", started)
    subprocess = sys.modules.get("subprocess")
    if hasattr(subprocess, "_fork_exec"):
        subprocess._fork_exec = _posixsubprocess.fork_exec
    try:
        import _ctypes
    except ImportError:
        return

    def loaded(original):
        def led(name, *arguments):
            return original(layers.here(name), *arguments)

        return led

    replace(_ctypes, "dlopen", loaded)
    ctypes = sys.modules.get("ctypes")
    if hasattr(ctypes, "_dlopen"):
        ctypes._dlopen = _ctypes.dlopen


class FoldersFinder:
    """Finds modules in the folders that one entry of `sys.path` stands for."""

    def __init__(self, finders):
        self.finders = finders

    def find_spec(self, name, target=None):
        portions = None
        for finder in self.finders:
            spec = finder.find_spec(name, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            # A folder without __init__.py: all of that name are one package.
            if portions is None:
                portions = spec
            else:
                portions.submodule_search_locations.extend(spec.submodule_search_locations)
        return portions

    def invalidate_caches(self):
        for finder in self.finders:
            finder.invalidate_caches()


def lead_imports(layers):
    """`sys.path.append("/opt/python/…")`, and modules by the path of their file."""

    def hook(entry):
        folders = [place for place in layers.places(entry) if os.path.isdir(place)]
        if not folders:
            raise ImportError("It is not in a layer.", path=entry)
        return FoldersFinder([finder for finder in map(finder_of, folders) if finder is not None])

    others = list(sys.path_hooks)

    def finder_of(folder):
        for other in others:
            try:
                return other(folder)
            except ImportError:
                pass
        return None

    sys.path_hooks.insert(0, hook)

    def located(original):
        def led(name, location=None, *arguments, **named):
            return original(name, layers.here(location), *arguments, **named)

        return led

    replace(external, "spec_from_file_location", located)
    util = sys.modules.get("importlib.util")
    if util is not None:
        util.spec_from_file_location = external.spec_from_file_location
