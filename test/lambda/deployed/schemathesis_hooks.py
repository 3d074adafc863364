"""Makes every valid idempotency key a new one.

Schemathesis takes keys from a small stock and sends other orders under a key that it has used. That is a 422 by contract, but no fault that
the OpenAPI document could tell from a valid request.
"""

import itertools
import json
import pathlib
import re

import schemathesis

DOCUMENT = json.loads((pathlib.Path(__file__).parents[3] / "docs" / "openapi.json").read_text(encoding="utf-8"))
PATTERN = re.compile(DOCUMENT["components"]["parameters"]["IdempotencyKey"]["schema"]["pattern"])
LONGEST = 255
numbers = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and PATTERN.fullmatch(key):
        quote = '"' if key.startswith('"') else ""
        number = f"{next(numbers)}-"
        case.headers["Idempotency-Key"] = quote + number + key.strip('"')[: LONGEST - len(number)] + quote
