"""With AWS itself as the target: brings this process's calls of AWS to STEPWISE_AWS_ROUTE, an address of Stepwise on this machine.

There a mock may answer, and what none answers goes on as it came. Client, credentials and signature stay those of AWS's own
address. Loaded before anything else of the handler, by PYTHONPATH (site/sitecustomize.py) in the Pythons that it starts, too.
"""

import os
import re

from stepwise_after_import import after_import
from stepwise_aws_names import AWS

ADDRESS = os.environ["STEPWISE_AWS_ROUTE"].rstrip("/")
# As in awsRoute.cjs.
SIGNING_IN = re.compile(r"(portal\.sso|oidc|signin|[a-z0-9-]+\.signin)\.")


def route_requests(httpsession):
    """The one door of botocore, and of what is made of it: it has signed the request already."""
    from urllib.parse import urlsplit

    session = httpsession.URLLib3Session
    send = session.send

    def routed(self, request):
        url = urlsplit(request.url)
        host = (url.hostname or "").lower()
        if url.scheme != "https" or not AWS.search(host) or SIGNING_IN.match(host):
            return send(self, request)
        direct = self.__dict__.get("_stepwise_direct")
        if direct is None:
            # Without the proxies and certificates of the way to AWS; the timeouts are the caller's.
            limits = getattr(self, "_timeout", None)
            timeout = (getattr(limits, "connect_timeout", None), getattr(limits, "read_timeout", None))
            direct = session(timeout=timeout, max_pool_connections=getattr(self, "_max_pool_connections", 10))
            self._stepwise_direct = direct
        request.headers["Host"] = url.netloc
        request.url = ADDRESS + (url.path or "/") + ("?" + url.query if url.query else "")
        return send(direct, request)

    session.send = routed


after_import("botocore.httpsession", route_requests)
