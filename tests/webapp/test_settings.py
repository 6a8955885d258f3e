"""What the environment says, and what it must not say."""

from pathlib import Path

import pytest

from webapp.addresses import base_url, own_names
from webapp.settings import BadSetting, Settings, WorkerPlace, from_environment

ANYWHERE = "0.0.0.0"  # noqa: S104  (the settings are read, nothing is bound)


def test_without_any_variable_the_site_is_for_this_machine_alone() -> None:
    found = from_environment({})

    assert found.host == "127.0.0.1"
    assert found.port == 8000
    assert found.home.name == "var"
    assert found.worker is WorkerPlace.INSIDE
    assert base_url(found) == "http://127.0.0.1:8000/"


def test_every_variable_is_read(tmp_path: Path) -> None:
    found = from_environment(
        {
            "BERKAS_HOME": str(tmp_path),
            "BERKAS_HOST": "10.0.0.5",
            "BERKAS_PORT": "8443",
            "BERKAS_THREADS": "4",
            "BERKAS_WORKER": "apart",
            "BERKAS_PUBLIC_URL": "https://berkas.contoh.example/",
            "BERKAS_NAMES": "berkas, berkas.contoh.lan",
            "BERKAS_BACKUP": "/mnt/cadangan",
            "BERKAS_IMPORT_DAYS": "14",
        }
    )

    assert found == Settings(
        home=tmp_path,
        host="10.0.0.5",
        port=8443,
        threads=4,
        worker=WorkerPlace.APART,
        public_url="https://berkas.contoh.example",
        names=("berkas", "berkas.contoh.lan"),
        backup=Path("/mnt/cadangan"),
        import_days=14,
    )
    assert found.database == tmp_path / "berkas.sqlite3"
    assert found.archive == tmp_path / "arsip"
    assert found.keys == tmp_path / "kunci"
    assert found.backups == (tmp_path / "cadangan", Path("/mnt/cadangan"))
    assert own_names(found)[3:] == (
        "10.0.0.5",
        "berkas",
        "berkas.contoh.lan",
        "berkas.contoh.example",
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BERKAS_PORT", "eighty"),
        ("BERKAS_PORT", "-1"),
        ("BERKAS_PORT", "70000"),
        ("BERKAS_PORT", "٨٠"),
        ("BERKAS_THREADS", "0"),
        ("BERKAS_IMPORT_DAYS", "0"),
        ("BERKAS_WORKER", "beside"),
        ("BERKAS_BACKUP", "cadangan"),
        ("BERKAS_PUBLIC_URL", "berkas.contoh.example"),
        ("BERKAS_PUBLIC_URL", "https://berkas.contoh.example/berkas"),
        ("BERKAS_PUBLIC_URL", "ftp://berkas.contoh.example"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable):
        from_environment({variable: value})


def test_the_second_disk_is_no_folder_of_the_home(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="BERKAS_BACKUP"):
        Settings(home=tmp_path, backup=tmp_path / "cadangan")


@pytest.mark.parametrize(
    ("host", "scheme"),
    [
        ("127.0.0.1", "http"),
        ("127.0.0.9", "http"),
        ("::1", "http"),
        ("localhost", "http"),
        (ANYWHERE, "https"),
        ("10.0.0.5", "https"),
        ("::", "https"),
        ("berkas.contoh.lan", "https"),
    ],
)
def test_only_the_loopback_address_speaks_http(tmp_path: Path, host: str, scheme: str) -> None:
    assert Settings(home=tmp_path, host=host).scheme == scheme


def test_a_server_on_every_address_knows_the_one_that_leads_to_it(tmp_path: Path) -> None:
    found = Settings(home=tmp_path, host=ANYWHERE)

    assert ANYWHERE not in own_names(found)
    assert ANYWHERE not in base_url(found)
    assert base_url(found).startswith("https://")
