"""Makes calls with boto3, one a line of the input, and says in a line of the output what each gave."""

import base64
import datetime
import json
import sys

import boto3
import botocore
from botocore.config import Config
from botocore.eventstream import EventStream
from botocore.exceptions import ClientError

clients = {}
available = set(boto3.session.Session().get_available_services())


def client(service, endpoint):
    if service not in clients:
        config = Config(
            parameter_validation=False,
            inject_host_prefix=False,
            retries={"max_attempts": 0},
            read_timeout=20,
            s3={"addressing_style": "path"},
        )
        clients[service] = boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
            config=config,
        )
    return clients[service]


def given(value):
    if isinstance(value, dict):
        if "$bytes" in value:
            return base64.b64decode(value["$bytes"])
        if "$time" in value:
            return datetime.datetime.fromtimestamp(value["$time"] / 1000, datetime.timezone.utc)
        return {name: given(each) for name, each in value.items()}
    if isinstance(value, list):
        return [given(each) for each in value]
    return value


def told(value):
    if isinstance(value, dict):
        return {str(name): told(each) for name, each in value.items() if name != "ResponseMetadata"}
    if isinstance(value, (list, tuple)):
        return [told(each) for each in value]
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$time": round(value.timestamp() * 1000)}
    if isinstance(value, EventStream):
        return [told(event) for event in value]
    if hasattr(value, "read"):
        return told(value.read())
    return value


def known(value, shape):
    """The value without what this client is too old to know."""
    if shape is None:
        return {}
    if shape.type_name == "structure" and isinstance(value, list):
        return [known(each, shape) for each in value]
    if shape.type_name == "structure" and isinstance(value, dict) and not getattr(shape, "is_document_type", False):
        return {name: known(each, shape.members[name]) for name, each in value.items() if name in shape.members}
    if shape.type_name == "list" and isinstance(value, list):
        return [known(each, shape.member) for each in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {name: known(each, shape.value) for name, each in value.items()}
    return value


def call(job):
    try:
        if job["service"] not in available:
            return {"absent": True}
        made = client(job["service"], job["endpoint"])
        names = {operation: method for method, operation in made.meta.method_to_api_mapping.items()}
        if job["operation"] not in names:
            return {"absent": True}
        model = made.meta.service_model.operation_model(job["operation"])
        asked = {
            "input": known(job["input"], model.input_shape),
            "expected": known(job["expected"], model.output_shape),
            "errors": [shape.name for shape in made.meta.service_model.error_shapes],
        }
        return {**asked, **send(getattr(made, names[job["operation"]]), given(asked["input"]))}
    except Exception as error:  # Whatever a client does is a result.
        return {"failure": f"{type(error).__name__}: {error}"[:300]}


def send(method, members):
    try:
        return {"output": told(method(**members))}
    except ClientError as error:
        return {"error": error.response["Error"], "type": type(error).__name__}
    except Exception as error:
        return {"failure": f"{type(error).__name__}: {error}"[:300]}


print(json.dumps({"version": f"boto3 {boto3.__version__}"}), flush=True)
for line in sys.stdin:
    print(json.dumps(call(json.loads(line)), default=str), flush=True)
