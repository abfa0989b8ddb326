"""Ends this process and everything it started: what endTree.cjs does for Node.js, in Python.

Python 3.9 or newer, nothing but the standard library. Members of the session are those that carry its secret in the
environment, those in the process group, and what descends from one of these. Linux reads /proc; macOS asks `ps`;
Windows ends the tree that the system knows.
"""

import os
import signal
import sys
import time

VARIABLE = "STEPWISE_SESSION"
# A process that does not end by then waits inside the kernel, or is somebody else's.
PATIENCE = 2


def stat_of(pid):
    """State, parent, group, session and beginning of a process; None: it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            text = file.read()
    except OSError:
        return None
    # The program's name stands in brackets and may hold blanks and brackets itself. Source: proc_pid_stat(5).
    fields = text[text.rindex(b")") + 2 :].split()
    return fields[0], int(fields[1]), int(fields[2]), int(fields[3]), int(fields[19])


def environment_of(pid):
    """As it was when the program began; empty for programs of others."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return file.read()
    except OSError:
        return b""


def linux_processes():
    """Process id, parent, group, session, beginning and a way to the environment of each that runs."""
    for name in os.listdir("/proc"):
        stat = stat_of(name) if name.isdigit() else None
        # A zombie has ended, and waits only to be asked how.
        if stat and stat[0] not in (b"Z", b"X"):
            yield (int(name), *stat[1:], environment_of)


def mac_processes():
    """`-E` adds the environment to the command, for programs of the same user that the system does not protect."""
    import subprocess

    command = ["/bin/ps", "-axwwE", "-o", "pid=,ppid=,pgid=,state=,command="]
    for line in subprocess.run(command, capture_output=True).stdout.splitlines():
        fields = line.split(None, 4)
        if len(fields) == 5 and not fields[3].startswith(b"Z"):
            yield (*map(int, fields[:3]), 0, 0, lambda _pid, text=fields[4]: text)


def members(secret):
    """Process ids of the session that this process is the first of, without its own."""
    everything = list(linux_processes() if sys.platform == "linux" else mac_processes())
    own = os.getpid()
    mark = f"{VARIABLE}={secret}".encode()
    began = next((beginning for pid, _, _, _, beginning, _ in everything if pid == own), 0)
    found = set()
    for pid, _, group, session, beginning, environment in everything:
        if own in (pid, group, session) or secret and beginning >= began and mark in environment(pid):
            found.add(pid)
    size = 0
    while size != len(found):
        size = len(found)
        found.update(pid for pid, parent, *_ in everything if parent in found)
    return found - {own}


def kill_members(secret):
    """One look and its kills; how many there were to be told."""
    told = 0
    for pid in members(secret):
        try:
            os.kill(pid, signal.SIGKILL)
            told += 1
        except OSError:
            pass
    return told


def end_descendants():
    """Ends what descends from this process: called at its own end, after which nobody could tell whose they were."""
    if os.name == "nt":
        return
    try:
        kill_members("")
    except Exception:
        # Nothing may keep a process from ending; its owner looks once more.
        pass


def end_tree(secret):
    """Ends this process, and first everything it started."""
    if os.name == "nt":
        import subprocess

        program = os.path.join(os.environ.get("SystemRoot", "C:\\Windows"), "System32", "taskkill.exe")
        subprocess.run([program, "/pid", str(os.getpid()), "/T", "/F"], capture_output=True)
        os._exit(1)
    try:
        until = time.monotonic() + PATIENCE
        while kill_members(secret) and time.monotonic() < until:
            time.sleep(0.002)
    except Exception:
        # Without a list there is still the group.
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)
