"""Runs a Python handler inside its own process: the runtime's half of the Lambda Runtime API.

Python 3.9 or newer, nothing but the standard library; started as `python python.py SETTINGS`, where SETTINGS is JSON:
{ file, sourceFile, exportName, codeDir, sdkDirs, mounts, debug, guarded, standstillFile }. Behaviour follows aws-lambda-python-runtime-interface-client.
"""

import _thread
import os
import signal
import sys

# As it is before the handler's own code may change the environment.
SECRET = os.environ.get("STEPWISE_SESSION", "")
FIRST = os.getpid()
# Python forgets `__file__` before it calls what is to be done at the end.
OWN = os.path.dirname(os.path.abspath(__file__))


def import_own(name):
    """A file of ours, when it is needed: the start of a handler would wait for it."""
    sys.path.insert(0, OWN)
    try:
        return __import__(name)
    finally:
        sys.path.remove(OWN)


def end_tree():
    """Ends this process and everything it started."""
    try:
        import_own("stepwise_end_tree").end_tree(SECRET)
    finally:
        # Not reached, unless that file is gone: then there is still the group.
        os._exit(1) if os.name == "nt" else os.killpg(os.getpgrp(), signal.SIGKILL)


def end_descendants():
    """At its own end as well, while it can still be told whose they are."""
    # A fork of this process ends without a word: what it started may be meant to go on.
    if os.getpid() == FIRST:
        import_own("stepwise_end_tree").end_descendants()


def hold_lifeline():
    """Sees the owner's pipe close even while the handler spins; then everything ends."""
    try:
        os.read(3, 1)
    except OSError:
        pass
    end_tree()


# Python's multiprocessing runs this file once more in each child that it spawns: that is the handler's, not the runtime.
IS_RUNTIME = __name__ == "__main__"

if IS_RUNTIME:
    # Of the interpreter's own kind: neither the handler's `threading` nor debugpy knows, stops or shows it.
    _thread.start_new_thread(hold_lifeline, ())

import _socket  # noqa: E402 - the lifeline comes first
import atexit  # noqa: E402
import logging  # noqa: E402
import time  # noqa: E402
import traceback  # noqa: E402
import types  # noqa: E402


def own_json():
    """A copy that the handler's packages cannot replace parts of: their `import json` finds another."""

    def taken():
        names = [name for name in sys.modules if name == "json" or name.startswith("json.")]
        return {name: sys.modules.pop(name) for name in names}

    theirs = taken()
    import json

    taken()
    sys.modules.update(theirs)
    return json


json = own_json()

if IS_RUNTIME:
    atexit.register(end_descendants)

API = "/2018-06-01/runtime"
settings = json.loads(sys.argv[1]) if IS_RUNTIME else {}
if IS_RUNTIME:
    del sys.argv[1:]


class RuntimeClient:
    """The Runtime API over one kept connection.

    By hand: importing http.client costs as much as all else here, and what the handler's packages replace in `socket`
    (gevent, mocks) is not used. What is in `_socket` cannot be replaced.
    """

    def __init__(self, address):
        self.host = address
        name, _, port = address.partition(":")
        connection = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        connection.settimeout(None)
        connection.connect((name, int(port)))
        connection.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self.send, self.receive = connection.sendall, connection.recv
        self.received = b""
        self.owed = 0

    def tell(self, method, path, body="", more=""):
        """A request whose answer nobody needs; the end of the connection is the end of this process."""
        data = body.encode("utf-8", "backslashreplace")
        ours = f"Host: {self.host}\r\nStepwise-Session: {SECRET}\r\n"
        head = f"{method} {path} HTTP/1.1\r\n{ours}Content-Length: {len(data)}\r\n{more}\r\n"
        try:
            self.send(head.encode("ascii") + data)
        except OSError:
            end_tree()
        self.owed += 1

    def call(self, method, path, body="", more=""):
        """Status, headers (lower case) and body."""
        self.tell(method, path, body, more)
        while self.owed > 1:
            self.answer()
        return self.answer()

    def answer(self):
        self.owed -= 1
        try:
            head = self.read(lambda: self.received.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in self.received else None)
            first, *lines = head.decode("ascii").split("\r\n")
            headers = {}
            for line in lines:
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            length = int(headers.get("content-length", 0))
            body = self.read(lambda: length if len(self.received) >= length else None)
            return int(first.split()[1]), headers, body.decode("utf-8")
        except (OSError, IndexError, ValueError):
            end_tree()

    def read(self, end):
        """What has come up to an end, which is looked for until it is known."""
        while end() is None:
            more = self.receive(1 << 20)
            if not more:
                raise OSError
            self.received += more
        size = end()
        found, self.received = self.received[:size], self.received[size:]
        return found

    def error(self, request_id, failure, more=""):
        self.tell("POST", f"{API}/invocation/{request_id}/error", json.dumps(failure), more)


class Fault(Exception):
    """The handler could not be loaded."""

    def __init__(self, error_type, message, trace=None, facts=None):
        super().__init__(message)
        self.facts = facts
        self.error_type = error_type
        self.trace = trace or []


def make_error(message, error_type, trace, request_id):
    return {"errorMessage": message or "", "errorType": error_type or "", "requestId": request_id or "", "stackTrace": trace}


def load_handler():
    """The user's function, or the fault that every invocation then ends with."""
    file = settings["file"]
    module = os.environ["_HANDLER"][: -len(settings["exportName"]) - 1]
    try:
        loaded = import_module(file, module)
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}", user_frames(error), {"install": install_hint(error), "seen": seen_of(error)})
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {(error.text or "").strip()}\n'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}", [place])
    except Exception as error:  # What the module itself threw, as AWS names it.
        raise Fault(type(error).__name__, str(error), user_frames(error), {"seen": seen_of(error)})
    target = loaded
    for name in settings["exportName"].split("."):
        target = getattr(target, name, None)
        if target is None:
            facts = {"exports": functions_of(loaded)}
            raise Fault("Runtime.HandlerNotFound", f"Handler '{settings['exportName']}' missing on module '{module}'", facts=facts)
    return target


def functions_of(loaded):
    """Names that a person may have meant: of the file itself, not of what it imports."""
    own = (name for name, value in vars(loaded).items() if callable(value) and getattr(value, "__module__", None) == loaded.__name__)
    return [name for name in own if not name.startswith("_")][:50]


def facts_header(facts):
    """What the error itself leaves out, as a header of ours."""
    known = {name: value for name, value in (facts or {}).items() if value is not None}
    if not known:
        return ""
    from urllib.parse import quote

    text = quote(json.dumps(known), safe="")
    return f"Stepwise-Facts: {text}\r\n" if len(text) <= 4000 else ""


def import_module(file, module):
    """By its dotted name from the code folder, so that relative imports work; else by its path alone."""
    import importlib

    sys.path.insert(0, settings["codeDir"])
    sys.path.extend(settings["sdkDirs"])
    name = module.replace("/", ".")
    if settings.get("sourceFile"):
        return run_as(settings["sourceFile"], file, name)
    if all(part.isidentifier() for part in name.split(".")) and not name.startswith("."):
        return importlib.import_module(name)
    import importlib.util

    spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    sys.path.insert(0, os.path.dirname(file))
    spec.loader.exec_module(loaded)
    return loaded


def run_as(source_file, file, name):
    """Code that was taken from a template: debuggers and stack traces know it by the template's name and lines."""
    loaded = types.ModuleType(name)
    loaded.__file__ = file
    sys.modules[name] = loaded
    with open(file, encoding="utf-8") as code:
        exec(compile(code.read(), source_file, "exec", dont_inherit=True), loaded.__dict__)
    return loaded


def seen_of(error):
    """A module that is not there or does not load; a path of /opt, which is that of layers. The host makes something of it."""
    name = getattr(error, "filename", None)
    if isinstance(error, FileNotFoundError) and isinstance(name, str) and name.startswith("/opt/"):
        return {"missing": {"name": name, "installer": ""}}
    if not isinstance(error, ImportError):
        return None
    compiled = compiled_file(error)
    if compiled:
        return {"native": {"file": compiled, "python": "%d.%d" % sys.version_info[:2]}}
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    return {"missing": {"name": error.name.split(".")[0], "installer": f"{sys.executable} -m pip install"}}


def compiled_file(error):
    """That of a compiled module which does not load, or is there for another Python alone."""
    while error is not None:
        path, name = getattr(error, "path", None), getattr(error, "name", None) or ""
        if path and path.endswith((".so", ".pyd")):
            return path
        package, _, last = name.rpartition(".")
        folders = getattr(sys.modules.get(package), "__path__", None) or (sys.path if name and not package else [])
        for folder in folders if isinstance(error, ModuleNotFoundError) else []:
            try:
                files = os.listdir(folder)
            except OSError:
                continue
            for file in files:
                if file.startswith(last + ".") and file.endswith((".so", ".pyd")):
                    return os.path.join(folder, file)
        error = error.__cause__ or error.__context__
    return None


def install_hint(error):
    return import_own("stepwise_install").install_hint(error, settings["codeDir"])


def user_frames(error, extract=traceback.extract_tb, formatted=traceback.format_list):
    """The traceback without our own lines and the import system's, as AWS formats it."""
    frames = extract(error.__traceback__)
    return formatted(f for f in frames if not is_ours(f.filename) and not is_importlib(f.filename))


def hide_ours():
    """What nobody catches is told without our own frames, as what a handler raises is."""
    tell = sys.excepthook

    def without_ours(trace):
        user = trace
        while user is not None and is_ours(user.tb_frame.f_code.co_filename):
            user = user.tb_next
        return user or trace

    def hook(kind, error, trace):
        each = error
        # Errors may lead round.
        for _ in range(50):
            if each is None:
                break
            each.__traceback__ = without_ours(each.__traceback__)
            each = each.__cause__ or each.__context__
        tell(kind, error, without_ours(trace))

    sys.excepthook = hook


def is_ours(filename):
    return os.path.dirname(filename) == OWN


def is_importlib(filename):
    return filename.startswith("<frozen importlib") or os.path.join("importlib", "__init__.py") in filename


class LambdaContext:
    """The second argument of a handler."""

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.tenant_id = None
        self.identity = types.SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)
        self._deadline = int(headers["lambda-runtime-deadline-ms"]) - stood_still()
        text = headers.get("lambda-runtime-client-context")
        self.client_context = make_client_context(json.loads(text)) if text else None

    # What holds the time are parameters: packages that stop it replace what modules hold.
    def get_remaining_time_in_millis(self, now=time.time):
        return max(self._deadline + stood_still() - int(now() * 1000), 0)

    def log(self, message):
        print(message, flush=True)


def stood_still(now=time.time):
    """For how many milliseconds a debugger has held the run until now: that moves deadlines."""
    file = settings.get("standstillFile")
    if not file:
        return 0
    try:
        with open(file, encoding="ascii") as read:
            before, since = map(int, read.read().split())
    except (OSError, ValueError):
        # The run is over.
        return 0
    return before + (int(now() * 1000) - since if since else 0)


def make_client_context(given):
    client = given.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return types.SimpleNamespace(
        custom=given.get("custom"),
        env=given.get("env"),
        client=types.SimpleNamespace(**{name: client.get(name) for name in names}) if client else None,
    )


class RequestIds(logging.Filter):
    """Lambda's log lines carry the request's id."""

    request_id = ""

    def filter(self, record):
        record.aws_request_id = RequestIds.request_id
        return True


def set_up_logging():
    """A handler on the root logger, as in Lambda; without a level of the function's own it stays WARNING."""
    handler = logging.StreamHandler(sys.stdout)
    if os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON":
        stepwise_json_log = import_own("stepwise_json_log")
        handler.setFormatter(stepwise_json_log.JsonFormatter())
        level = stepwise_json_log.level_of(os.environ.get("AWS_LAMBDA_LOG_LEVEL"))
        if level:
            logging.getLogger().setLevel(level)
    else:
        handler.setFormatter(
            logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
        )
        handler.formatter.converter = time.gmtime
    handler.addFilter(RequestIds())
    logging.getLogger().addHandler(handler)


def encode(value):
    """Decimals come from DynamoDB, and Lambda's own encoder takes them."""
    import decimal

    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def invoke(client, handler, headers, body):
    request_id = headers["lambda-runtime-aws-request-id"]
    RequestIds.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers["lambda-runtime-trace-id"]
    stepping = "stepwise-step-into" in headers
    if stepping:
        step_into(handler)
    try:
        result = handler(json.loads(body), LambdaContext(headers))
    except Exception as error:
        failure = make_error(str(error), type(error).__name__, user_frames(error), request_id)
        # Handlers import modules when they are needed, too. A NameError has a name as well.
        install = install_hint(error) if isinstance(error, ModuleNotFoundError) else None
        facts = {"seen": seen_of(error), "install": install}
    else:
        try:
            text = json.dumps(result, default=encode, ensure_ascii=False, allow_nan=False)
            failure = None
        except Exception as error:
            failure = make_error(f"Unable to marshal response: {error}", "Runtime.MarshalError", [], request_id)
            facts = None
    if stepping:
        sys.setprofile(None)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    if failure:
        client.error(request_id, failure, facts_header(facts))
    else:
        client.tell("POST", f"{API}/invocation/{request_id}/response", text)


def reach_services(environment, after_import):
    """Brings calls to the endpoints where the SDK does not find the way.

    boto3 before 1.28 reads no AWS_ENDPOINT_URL, and every boto3 puts `sync-`, `data.` or the like before the endpoint's
    host for some actions, as AWS wants it and no name service of this machine knows it.
    """
    step_functions = environment.get("AWS_ENDPOINT_URL_SFN")
    others = environment.get("AWS_ENDPOINT_URL")

    def endpoint_of(service_name):
        if service_name == "stepfunctions" and step_functions:
            return step_functions
        return others if is_older_than_endpoints(sys.modules.get("botocore")) else None

    def patch_names(socket):
        resolve = socket.getaddrinfo

        def getaddrinfo(host, *arguments, **named):
            name = host.decode() if isinstance(host, bytes) else host
            return resolve(prefixed_local(name) or host, *arguments, **named)

        socket.getaddrinfo = getaddrinfo

    def patch(client):
        creator = getattr(client, "ClientCreator", None)
        if creator is None:
            return
        create = creator.create_client

        def create_client(this, service_name, *arguments, **named):
            # It is the fourth argument, and what the handler itself says goes first.
            if len(arguments) < 3 and not named.get("endpoint_url"):
                named["endpoint_url"] = endpoint_of(service_name)
            return create(this, service_name, *arguments, **named)

        creator.create_client = create_client

    after_import("socket", patch_names)
    after_import("botocore.client", patch)


def prefixed_local(name):
    """`data.127.0.0.1` -> `127.0.0.1`; None: there is nothing before it."""
    for local in ("127.0.0.1", "localhost"):
        if isinstance(name, str) and name.endswith(("." + local, "-" + local)):
            return local
    return None


def is_older_than_endpoints(botocore):
    """Whether it is older than 1.31, that of boto3 1.28."""
    numbers = getattr(botocore, "__version__", "").split(".")[:2]
    return len(numbers) == 2 and all(map(str.isdigit, numbers)) and tuple(map(int, numbers)) < (1, 31)


def wait_for_debugger(client):
    """Listens, has the owner bring a debugger here, and goes on once it is set up or refused."""
    if settings.get("debugpyDir"):
        # Last: nothing there may stand before what the handler imports.
        sys.path.append(settings["debugpyDir"])
    try:
        import debugpy
    except ImportError:
        return
    # debugpy starts its adapter as a process of its own; without the user's stdin and with our environment.
    _, port = debugpy.listen(("127.0.0.1", 0))
    status, _, _ = client.call("POST", "/debugger", str(port))
    # An editor may say it attached and not have connected; then nobody will make this process go on.
    limit = time.monotonic() + 5
    while status == 200 and not debugpy.is_client_connected() and time.monotonic() < limit:
        time.sleep(0.02)
    if debugpy.is_client_connected():
        debugpy.wait_for_client()


def step_into(handler):
    """Has the debugger stop at the first line of the handler's own code, below its decorators, when it is called next."""
    import inspect

    try:
        import pydevd

        function = inspect.unwrap(handler)
        code = getattr(function, "__code__", None) or type(function).__call__.__code__
    except (ImportError, AttributeError, ValueError):
        return

    def entered(frame, event, _):
        if event == "call" and frame.f_code is code:
            sys.setprofile(None)
            # As `debugpy.breakpoint()` does, but in a frame that is not its caller's.
            pydevd.settrace(suspend=True, trace_only_current_thread=True, patch_multiprocessing=False, stop_at_frame=frame)

    sys.setprofile(entered)


def main():
    hide_ours()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    client = RuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"])
    # PYTHONPATH has brought them where that is read.
    if settings.get("guarded"):
        import aws_guard  # noqa: F401
        from stepwise_after_import import after_import

        reach_services(dict(os.environ), after_import)
    elif os.environ.get("STEPWISE_AWS_ROUTE"):
        import aws_route  # noqa: F401
    if settings.get("debug"):
        wait_for_debugger(client)
        client.call("POST", "/released")
    set_up_logging()
    if settings.get("mounts"):
        import_own("stepwise_layers").use_layers(settings["mounts"])
    try:
        handler = load_handler()
    except Fault as fault:
        _, headers, _ = client.call("GET", f"{API}/invocation/next")
        request_id = headers["lambda-runtime-aws-request-id"]
        failure = make_error(str(fault), fault.error_type, fault.trace, request_id)
        sys.stdout.flush()
        client.call("POST", f"{API}/init/error", json.dumps(failure), facts_header(fault.facts))
        sys.exit(1)
    while True:
        _, headers, body = client.call("GET", f"{API}/invocation/next")
        invoke(client, handler, headers, body)


if IS_RUNTIME:
    main()
