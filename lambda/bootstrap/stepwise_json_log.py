"""Python's log as JSON, as Lambda writes it: loaded only where the function's log format is JSON.

Behaviour follows aws-lambda-python-runtime-interface-client.
"""

import json
import logging
import traceback
from datetime import datetime, timezone

# Members of every record: what is beside them the code has added itself.
PLAIN = set(logging.makeLogRecord({}).__dict__) | {"aws_request_id", "message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    def format(self, record):
        level = min(50, max(0, record.levelno)) // 10 * 10
        time = datetime.fromtimestamp(record.created, tz=timezone.utc)
        kind, error, trace = record.exc_info or (None, None, None)
        fields = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
            "level": logging.getLevelName(level),
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(trace) if kind else None,
            "errorType": kind.__name__ if kind else None,
            "errorMessage": str(error) if kind else None,
            "requestId": getattr(record, "aws_request_id", None),
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}" if kind else None,
        }
        for name, value in record.__dict__.items():
            if name not in PLAIN and name not in fields:
                fields[name] = value
        return json.dumps({name: value for name, value in fields.items() if value is not None}, ensure_ascii=False)


def level_of(name):
    """The least level that is written; None leaves Python's own."""
    return {"TRACE": "DEBUG", "FATAL": "CRITICAL", "WARN": "WARNING"}.get(name.upper(), name.upper()) if name else None
