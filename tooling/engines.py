"""PostgreSQL and Valkey out of wheels, as child processes on free loopback ports."""

import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tooling.children import Child, Failed, Family, must_run, spawn, user_group, wait_until
from tooling.layout import postgres_install, valkey_server

SYSTEM_USER = "rusmiddel-postgres"
STATE = Path("/var/lib")
# Only our own role can sign in, only from this machine, only with its password.
ACCESS_RULES = "host all rusmiddel 127.0.0.1/32 scram-sha-256\n"
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def port_is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL data folder, the programs that serve it and the user they run as (None: ourselves)."""

    data: Path
    programs: Path
    user: int | None = None

    def command(self, program: str, *arguments: str | Path) -> list[str | Path]:
        return [self.programs / "bin" / program, *arguments]


def find_cluster(home: Path) -> Cluster:
    """Where PostgreSQL keeps its data for this home.

    PostgreSQL refuses to run as root. As root it therefore runs as a system user; and where that user cannot
    reach the checkout (under /root, say), programs and data lie under /var/lib, with a link from here.
    """
    home.mkdir(parents=True, exist_ok=True)
    data = home / "postgres"
    if os.geteuid() != 0:
        return Cluster(data, postgres_install())
    user = _postgres_user(data)
    if not data.is_symlink() and _can_reach(user, home) and _can_start(user, postgres_install()):
        return Cluster(data, postgres_install(), user)
    return _cluster_outside(home, data, user)


def _cluster_outside(home: Path, link: Path, user: int) -> Cluster:
    outside = STATE / f"rusmiddel-{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]}"
    data = outside / "data"
    if not (link.is_symlink() and link.readlink() == data):
        # The link was removed with .local: a fresh start is wanted.
        shutil.rmtree(outside, ignore_errors=True)
        link.unlink(missing_ok=True)
    outside.mkdir(parents=True, exist_ok=True)
    outside.chmod(0o755)
    programs = copy_programs(outside / "programs")
    if not link.is_symlink():
        link.symlink_to(data)
    return Cluster(data, programs, user)


def copy_programs(target: Path) -> Path:
    """Copy the wheel's PostgreSQL, readable for all, with the libraries it finds by their place beside it."""
    shutil.rmtree(target, ignore_errors=True)
    package = postgres_install().parent
    for folder in package.parent.glob(f"{package.name}*"):
        if not folder.name.endswith(".dist-info"):
            shutil.copytree(folder, target / folder.name)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    return target / package.name / postgres_install().name


def _postgres_user(data: Path) -> int:
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return owner
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        pass
    if not (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")):
        raise Failed(
            "PostgreSQL kan ikke køre som root, og her er ingen useradd. Kør som en almindelig bruger."
        )
    subprocess.run(
        [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True
    )
    return pwd.getpwnam(SYSTEM_USER).pw_uid


def _as_user(user: int, *command: str | Path) -> bool:
    try:
        done = subprocess.run(
            command, user=user, group=user_group(user), extra_groups=[], capture_output=True, cwd="/"
        )
    except OSError:
        return False
    return done.returncode == 0


def _can_reach(user: int, folder: Path) -> bool:
    return _as_user(user, "/bin/sh", "-c", 'cd "$0"', folder)


def _can_start(user: int, programs: Path) -> bool:
    return _as_user(user, programs / "bin" / "postgres", "--version") and _as_user(
        user, "/bin/sh", "-c", 'cat "$0" >/dev/null', programs / "share" / "postgres.bki"
    )


def create_cluster(cluster: Cluster, *, password: str, log: Path) -> None:
    """Make the data folder with our role and database; it gets its name only when all of it is there."""
    unfinished = cluster.data.with_name(cluster.data.name + "-unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if cluster.user is not None:
        os.chown(unfinished, cluster.user, user_group(cluster.user))
    # The built-in C.UTF-8 knows æ, ø and å and is the same on every machine, Danish locale or not.
    initdb = cluster.command("initdb", "-D", unfinished, "-U", "postgres", "--auth=trust", "--encoding=UTF8")
    initdb += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
    must_run("initdb", initdb, log=log, user=cluster.user, cwd=Path("/"))
    statements = (
        f"create role rusmiddel login createdb password '{password}';\n"
        "create database rusmiddel owner rusmiddel;\n"
    )
    single = cluster.command("postgres", "--single", "-D", unfinished, "postgres")
    must_run("postgres --single", single, log=log, user=cluster.user, cwd=Path("/"), feed=statements.encode())
    (unfinished / "pg_hba.conf").write_text(ACCESS_RULES)
    unfinished.rename(cluster.data)


def start_postgres(
    family: Family,
    home: Path,
    *,
    password: str,
    logs: Path,
    throw_away: bool = False,
    port: int | None = None,
) -> tuple[Child, str]:
    """Start PostgreSQL and return it with its address."""
    cluster = find_cluster(home)
    if not (cluster.data / "PG_VERSION").exists():
        create_cluster(cluster, password=password, log=logs / "initdb.log")
    _check_version(cluster)
    _wait_for_predecessor(cluster)
    port = port or free_port()
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", *(THROW_AWAY if throw_away else ())]
    command = cluster.command("postgres", "-D", cluster.data, "-p", str(port))
    for option in options:
        command += ["-c", option]
    child = family.add(
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for its clients.
        spawn(
            "PostgreSQL",
            command,
            log=logs / "postgres.log",
            user=cluster.user,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,
        )
    )
    is_ready = cluster.command("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port))
    if not family.watch(lambda: subprocess.run(is_ready).returncode == 0, seconds=60):
        raise Failed(f"{child.last_words()}\n\nPostgreSQL svarer ikke.")
    return child, f"postgres://rusmiddel:{password}@127.0.0.1:{port}/rusmiddel"


def _check_version(cluster: Cluster) -> None:
    stored = (cluster.data / "PG_VERSION").read_text().strip()
    told = subprocess.run(cluster.command("postgres", "--version"), capture_output=True, text=True).stdout
    if told.split()[-1].split(".")[0] != stored:
        raise Failed(f"{cluster.data} er lavet med PostgreSQL {stored}; her er {told.strip()}. Slet mappen.")


def _wait_for_predecessor(cluster: Cluster) -> None:
    """A server whose owner was killed may still be closing down."""
    pid_file = cluster.data / "postmaster.pid"

    def gone() -> bool:
        try:
            pid = int(pid_file.read_text().split()[0])
            return b"postgres" not in Path("/proc", str(pid), "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return True

    wait_until(gone, seconds=15)


def start_valkey(
    family: Family, home: Path, *, password: str, logs: Path, port: int | None = None
) -> tuple[Child, str]:
    """Start Valkey, every write on disk within a second, and return it with its address."""
    data = home / "valkey"
    data.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    settings = {
        "bind": "127.0.0.1",
        "port": str(port),
        "dir": f'"{data}"',
        "requirepass": password,
        "appendonly": "yes",
        "save": '""',
        "maxmemory-policy": "noeviction",
    }
    # The settings go in by stdin: a password on the command line would show in the list of processes.
    feed = "".join(f"{key} {value}\n" for key, value in settings.items()).encode()
    child = family.add(spawn("Valkey", [valkey_server(), "-"], log=logs / "valkey.log", feed=feed))
    if not family.watch(lambda: answers(port), seconds=30):
        raise Failed(f"{child.last_words()}\n\nValkey svarer ikke.")
    return child, f"redis://:{password}@127.0.0.1:{port}/0"


def start_engines(
    family: Family, home: Path, *, keys: Mapping[str, str], logs: Path, throw_away: bool = False
) -> dict[str, str]:
    """The addresses of the database and the broker: those of the environment, else our own."""
    addresses = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    if "DATABASE_URL" not in addresses:
        password = keys["POSTGRES_PASSWORD"]
        _, addresses["DATABASE_URL"] = start_postgres(
            family, home, password=password, logs=logs, throw_away=throw_away
        )
    if "REDIS_URL" not in addresses:
        _, addresses["REDIS_URL"] = start_valkey(family, home, password=keys["VALKEY_PASSWORD"], logs=logs)
    return addresses


def remove_engines(home: Path) -> None:
    """Remove a home and what its link points at."""
    link = home / "postgres"
    if link.is_symlink():
        shutil.rmtree(link.readlink().parent, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
