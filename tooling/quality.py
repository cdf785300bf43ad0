"""./dev check: everything that can be known without running the suite."""

import base64
import secrets

from tooling.children import run
from tooling.layout import PYTHON, ROOT, VENV
from tooling.ready import install_everything


def production() -> dict[str, str]:
    """An environment as production must be; the check refuses one that is weaker."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SEARCH_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "DATABASE_URL": f"postgres://rusmiddel:{secrets.token_urlsafe(24)}@db.invalid/rusmiddel",
        "REDIS_URL": f"redis://:{secrets.token_urlsafe(24)}@redis.invalid/0",
        "EMAIL_URL": "smtp+tls://mail.invalid:587",
        "ALLOWED_HOSTS": "rusmiddel.example.dk",
        "SITE_URL": "https://rusmiddel.example.dk/",
        # There is no server to ask which migrations it has; the files are what is compared.
        "PYTHONWARNINGS": "ignore:Got an error checking:RuntimeWarning",
        "PATH": f"{VENV / 'bin'}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
    }


def checks() -> dict[str, list]:
    manage = [PYTHON, "manage.py"]
    return {
        "ruff": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "djLint": [PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"],
        "import-linter": [VENV / "bin" / "lint-imports"],
        "makemigrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "check --deploy": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
    }


def check() -> int:
    """Run every check, also after one has failed, and say at the end which did."""
    install_everything()
    env = production()
    failed = []
    for name, command in checks().items():
        print(f"── {name}", flush=True)
        if run(name, command, env=env, cwd=ROOT) != 0:
            failed.append(name)
    print(f"Fejl i: {', '.join(failed)}" if failed else "Alt i orden.")
    return 1 if failed else 0
