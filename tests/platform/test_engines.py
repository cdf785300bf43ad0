import os
import stat
from contextlib import closing
from functools import partial

import psycopg
import pytest
import redis

from tooling.children import Failed, Family
from tooling.engines import answers, find_cluster, remove_engines, start_postgres, start_valkey
from tooling.keys import kept_keys, new_keys

PASSWORD = new_keys()["POSTGRES_PASSWORD"]


@pytest.fixture
def family():
    family = Family()
    yield family
    family.stop()


@pytest.fixture
def home(tmp_path):
    yield tmp_path / "home"
    remove_engines(tmp_path / "home")


@pytest.fixture
def postgres(family, home):
    return lambda: start_postgres(family, home, password=PASSWORD, logs=home / "log", throw_away=True)


def test_the_database_is_ours_alone(postgres):
    _, address = postgres()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == ("rusmiddel",) * 2
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address.replace(PASSWORD, "wrong"))
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(address.replace("//rusmiddel", "//postgres"))


def test_our_role_is_no_superuser_but_may_use_the_extensions_we_need(postgres):
    _, address = postgres()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT usesuper FROM pg_user WHERE usename = 'rusmiddel'").fetchone() == (
            False,
        )
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE EXTENSION btree_gist")


def test_the_database_knows_danish_letters(postgres):
    _, address = postgres()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT lower('ÆØÅ')").fetchone() == ("æøå",)


def test_data_survive_a_kill(family, home):
    start = partial(start_postgres, family, home, password=PASSWORD, logs=home / "log")
    child, address = start()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    child.kill()
    family.members.remove(child)
    _, address = start()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_half_made_database_is_made_anew(postgres, home):
    (home / "postgres-unfinished").mkdir(parents=True)
    (home / "postgres-unfinished" / "PG_VERSION").write_text("18\n")
    _, address = postgres()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_database_of_another_version_is_refused_not_broken(family, postgres, home):
    postgres()
    family.stop()
    (find_cluster(home).data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Failed, match="lavet med PostgreSQL 15"):
        postgres()


def test_the_database_does_not_run_as_root(postgres, home):
    child, _ = postgres()
    assert os.stat(f"/proc/{child.pid}").st_uid != 0
    assert stat.S_IMODE(find_cluster(home).data.stat().st_mode) == 0o700


def test_the_broker_wants_its_password_and_keeps_its_queue(family, home):
    child, address = start_valkey(family, home, password=PASSWORD, logs=home / "log")
    with closing(redis.Redis.from_url(address)) as broker:
        broker.set("kept", "1")
    with (
        closing(redis.Redis.from_url(address.replace(PASSWORD, ""))) as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()
    child.stop()
    family.members.remove(child)
    _, address = start_valkey(family, home, password=PASSWORD, logs=home / "log")
    with closing(redis.Redis.from_url(address)) as broker:
        assert broker.get("kept") == b"1"


def test_no_port_is_left_open(family, postgres, home):
    _, database = postgres()
    _, broker = start_valkey(family, home, password=PASSWORD, logs=home / "log")
    ports = [int(address.rsplit(":", 1)[1].split("/")[0]) for address in (database, broker)]
    assert all(map(answers, ports))
    family.stop()
    assert not any(map(answers, ports))


def test_no_password_shows_in_the_list_of_processes(family, postgres, home):
    children = [postgres()[0], start_valkey(family, home, password=PASSWORD, logs=home / "log")[0]]
    for child in children:
        with open(f"/proc/{child.pid}/cmdline") as command:
            assert PASSWORD not in command.read()


def test_keys_are_made_once_and_for_their_owner_only(tmp_path):
    keys = kept_keys(tmp_path)
    assert kept_keys(tmp_path) == keys
    assert len(set(keys.values())) == len(keys)
    assert stat.S_IMODE((tmp_path / "env.json").stat().st_mode) == 0o600


def test_lost_keys_are_not_replaced_while_data_remain(tmp_path):
    (tmp_path / "postgres").mkdir()
    with pytest.raises(Failed, match=r"env\.json mangler"):
        kept_keys(tmp_path)
