"""SDKs too old to read AWS_ENDPOINT_URL would call AWS itself: its names do not resolve here."""

import socket


class StepwiseNoAwsTarget(Exception):
    """A call to AWS while no AWS target is chosen."""


def refuse_aws_hosts(refusal):
    """SDKs too old to read AWS_ENDPOINT_URL would call AWS itself: its names do not resolve here."""
    resolve = socket.getaddrinfo
    endings = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".aws.dev")

    def getaddrinfo(host, *arguments, **named):
        name = host.decode() if isinstance(host, bytes) else host
        if isinstance(name, str) and name.lower().rstrip(".").endswith(endings):
            # Not an OSError: an SDK would try again for seconds, and then hide the sentence.
            raise StepwiseNoAwsTarget(f"{refusal} ({name})")
        return resolve(host, *arguments, **named)

    socket.getaddrinfo = getaddrinfo
