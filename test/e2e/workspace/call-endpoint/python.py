import os
import urllib.request


def handler(event, context):
    with urllib.request.urlopen(os.environ["AWS_ENDPOINT_URL"] + "/python") as answer:
        return answer.read().decode()
