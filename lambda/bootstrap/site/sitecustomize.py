"""Loads the guard of AWS's names, or with AWS as the target the way to it, and the layers into every Python that a handler
starts, then what it stands before on the path.
"""

import os
import sys

# Nobody is to see that this folder was on the path.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != HERE]
WANTED = [os.environ.get(name) for name in ("STEPWISE_AWS_REFUSAL", "STEPWISE_AWS_ROUTE")]
if sys.version_info >= (3, 8) and any(WANTED):
    sys.path.insert(0, os.path.dirname(HERE))
    try:
        if WANTED[0]:
            import aws_guard  # noqa: F401
        else:
            import aws_route  # noqa: F401
        if os.environ.get("STEPWISE_LAYERS"):
            import json

            import stepwise_layers

            stepwise_layers.use_layers(json.loads(os.environ["STEPWISE_LAYERS"]))
    finally:
        del sys.path[0]

OURS = sys.modules.pop("sitecustomize", None)
try:
    import sitecustomize  # noqa: F401 - the one that the user's Python has
except ImportError as error:
    if getattr(error, "name", None) != "sitecustomize":
        raise
finally:
    # The import that is under way looks for it.
    sys.modules.setdefault("sitecustomize", OURS)
