"""Asks the health page from inside the container, for docker's health checks: exit code 0 or 1.

python -m rusmiddel.health.probe            everything must be up
python -m rusmiddel.health.probe worker     only that part must be up
"""

import json
import os
import sys
import urllib.error
import urllib.request

ADDRESS = os.environ.get("HEALTH_ADDRESS", "http://127.0.0.1:8000/health/")


def answer() -> tuple[int, dict]:
    # The page is asked for as the proxy in front of it would: by its own name, over https.
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0]
    request = urllib.request.Request(ADDRESS, headers={"Host": host, "X-Forwarded-Proto": "https"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def main(arguments: list[str]) -> int:
    try:
        status, body = answer()
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    alive = all(body[part]["ok"] for part in arguments) if arguments else status == 200
    return 0 if alive else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
