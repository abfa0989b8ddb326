"""Which names are AWS's; see awsNames.cjs."""

import json
import os
import re

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "awsNames.json"), encoding="utf-8") as file:
    NAMES = json.load(file)
# A `*` stands for one label.
ENDINGS = "|".join(re.escape(ending).replace(r"\*", "[^.]+") for ending in NAMES["endings"])
AWS = re.compile(rf"\.({ENDINGS})\Z")
