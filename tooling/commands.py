"""What ./dev can do, and how it ends."""

import sys
from collections.abc import Sequence

from tooling.children import Failed, Stopped, listen_for_stop, sweep
from tooling.demo import demo, stop
from tooling.lock import lock
from tooling.quality import check
from tooling.suite import bench, test

USAGE = """\
Brug: ./dev <kommando>

  demo    prøv hele systemet her på maskinen (PORT=8000, STANDARD=jammerbugt)
  test    hele testsuiten; ekstra argumenter går til pytest
  check   ruff, mypy, djLint, import-linter, migrationer og produktionens indstillinger
  bench   mål mod gulvene; ekstra argumenter går til manage.py bench
  lock    lås pakkernes versioner på ny; --upgrade tager de nyeste
  stop    stop en prøve, der kører i et andet vindue"""


def main(arguments: Sequence[str]) -> int:
    plain = {"demo": demo, "stop": stop, "check": check}
    passing_on = {"test": test, "bench": bench, "lock": lock}
    name, *rest = arguments or ["help"]
    if not (name in passing_on or (name in plain and not rest)):
        print(USAGE)
        return 0 if name in ("help", "-h", "--help") else 2
    listen_for_stop()
    try:
        return plain[name]() if name in plain else passing_on[name](rest)
    except Stopped as stopped:
        return stopped.exit_code
    except Failed as failed:
        print(failed, file=sys.stderr, flush=True)
        return 1
    finally:
        sweep()
