"""Keeps this process from AWS while AWS is not the target: its names do not resolve, nothing connects to them.

Loaded before anything else of the handler, by PYTHONPATH (site/sitecustomize.py) in the Pythons that it starts, too.
STEPWISE_AWS_REFUSAL is the sentence to refuse with. It guards against accidents, not against code that means to get out.
"""

import os
import re
import sys

from stepwise_after_import import after_import
from stepwise_aws_names import AWS, NAMES

HERE = os.path.dirname(os.path.abspath(__file__))
SENTENCE = os.environ.get("STEPWISE_AWS_REFUSAL", "This call is not sent to AWS.")

METADATA_NAMES = frozenset(NAMES["metadata"]["names"])


class StepwiseNoAwsTarget(Exception):
    """A call to AWS while AWS is not the target. Not an OSError: an SDK would try again for seconds, and then hide the sentence."""


def packed(address):
    """The bytes of an address as the system reads it, `2852039166` as well; None for a name."""
    import _socket

    try:
        return _socket.inet_aton(address)
    except OSError:
        pass
    try:
        data = _socket.inet_pton(_socket.AF_INET6, address.partition("%")[0])
    except (OSError, ValueError, AttributeError):
        return None
    return data[12:] if data[:12] == b"\0" * 10 + b"\xff\xff" else data


METADATA = None


def is_aws_host(host):
    """Whether a host is one of AWS's, or an instance's source of credentials."""
    global METADATA
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("utf-8", "replace")
    if not isinstance(host, str) or not host:
        return False
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            pass
    name = host.lower().strip("[]").rstrip(".")
    if name in METADATA_NAMES or (AWS.search(name) and name not in NAMES["pages"]):
        return True
    if not name[:1].isdigit() and ":" not in name:
        return False
    if METADATA is None:
        METADATA = frozenset(packed(address) for address in NAMES["metadata"]["addresses"])
    return packed(name) in METADATA


def refuse(host):
    if is_aws_host(host):
        name = host.decode("utf-8", "replace") if isinstance(host, (bytes, bytearray)) else host
        raise StepwiseNoAwsTarget(f"{SENTENCE} ({name})")


FIRST_LINE = re.compile(rb"(?:CONNECT |[A-Z]+ (?:https?|wss?)://(?:[^/@\s]*@)?)(\[[^\]]*\]|[^\s:/?#]+)[^\r\n]* HTTP/1", re.I)


def refuse_sent(data):
    """A proxy of HTTP is told the name in the first line: `CONNECT host:443` or `GET http://host/`."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        found = FIRST_LINE.match(bytes(data[:2048]))
        if found:
            refuse(found.group(1))


# What the interpreter itself tells of, whoever calls and however it was imported.
EVENTS = {
    "socket.getaddrinfo": lambda host, *_: refuse(host),
    "socket.gethostbyname": refuse,
    "socket.gethostbyaddr": refuse,
    "http.client.send": lambda _, data: refuse_sent(data),
}


def audit(event, arguments):
    check = EVENTS.get(event)
    if check is not None:
        check(*arguments)


def guard_sockets(socket):
    """The interpreter tells of these only when it has looked the name up."""
    for method in ("connect", "connect_ex", "sendto", "sendmsg"):
        if hasattr(socket.socket, method):
            guard_socket(socket.socket, method)
    for method in ("send", "sendall"):
        guard_sent(socket.socket, method)


def guard_socket(kind, method):
    call = getattr(kind, method)

    def guarded(self, *arguments):
        # The address stands last, also behind data and flags.
        address = arguments[-1] if arguments else None
        if isinstance(address, tuple) and address:
            refuse(address[0])
        return call(self, *arguments)

    setattr(kind, method, guarded)


def guard_sent(kind, method):
    call = getattr(kind, method)

    def guarded(self, data, *arguments):
        refuse_sent(data)
        return call(self, data, *arguments)

    setattr(kind, method, guarded)


def guard_tls(ssl):
    """Behind a proxy of whatever kind this is where the name is told."""
    for method, place in (("wrap_socket", 4), ("wrap_bio", 3)):
        guard_server_name(ssl.SSLContext, method, place)


def guard_server_name(context, method, place):
    wrap = getattr(context, method)

    def guarded(self, *arguments, **named):
        refuse(named.get("server_hostname") or (arguments[place] if len(arguments) > place else None))
        return wrap(self, *arguments, **named)

    setattr(context, method, guarded)


# As in awsGuardInheritance.cjs.
INHERITED = re.compile(
    r"(STEPWISE_(AWS_REFUSAL|SESSION|LAYERS)|NO_PROXY|no_proxy|AWS_(ENDPOINT_URL\w*|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CONFIG_FILE"
    r"|SHARED_CREDENTIALS_FILE|EC2_METADATA_DISABLED))\Z"
)
PRELOAD = '--require "%s"' % re.sub(r'[\\"]', r"\\\g<0>", os.path.join(HERE, "awsGuard.cjs"))
ADDED = (("NODE_OPTIONS", PRELOAD, " "), ("PYTHONPATH", os.path.join(HERE, "site"), os.pathsep))


def guarded_environment(env, inherited):
    """An environment with the guard in it; what it says itself of the same names stays."""
    env = {os.fsdecode(name): value for name, value in env.items()}
    known = {name.upper() for name in env}
    env.update((name, value) for name, value in inherited.items() if name.upper() not in known)
    for name, text, separator in ADDED:
        value = os.fsdecode(env.get(name) or "")
        if text not in value:
            env[name] = text + separator + value if value else text
    return env


def guard_children(subprocess):
    """Hands the guard on to child processes, also where this process has changed its own environment."""
    inherited = {name: value for name, value in os.environ.items() if INHERITED.match(name)}
    start = subprocess.Popen.__init__

    def __init__(self, *arguments, **named):
        given = arguments[10] if len(arguments) > 10 else named.pop("env", None)
        env = guarded_environment(os.environ if given is None else given, inherited)
        if len(arguments) > 10:
            start(self, *arguments[:10], env, *arguments[11:], **named)
        else:
            start(self, *arguments, env=env, **named)

    subprocess.Popen.__init__ = __init__


sys.addaudithook(audit)
after_import("socket", guard_sockets)
after_import("ssl", guard_tls)
after_import("subprocess", guard_children)
