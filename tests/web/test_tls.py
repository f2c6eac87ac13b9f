"""The server with a certificate, in a process of its own and called by https; and what it says where it listens without one."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from civharm.store import open_store
from web.making import PASSWORD, add_people

OPENSSL = shutil.which("openssl")


@contextmanager
def serving(project: Path, *options: str) -> Iterator[list[str]]:
    """Serve as the command does; gives the lines that it prints until it answers."""
    command = [sys.executable, "-m", "civharm.cli", "serve", "--project", str(project), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Press Ctrl-C"):
                break
        yield lines
    finally:
        process.kill()
        process.wait(20)
        process.stdout.close()  # type: ignore[union-attr]


def make_certificate(folder: Path, of: str) -> tuple[Path, Path]:
    """Make a certificate that vouches for itself."""
    if OPENSSL is None:
        pytest.skip("no openssl to make a certificate with")
    certificate, key = folder / "cert.pem", folder / "key.pem"
    command = [OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
               "-subj", "/CN=a test", "-addext", f"subjectAltName={of}", "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an admin, and nothing to read."""
    with open_store(tmp_path / "project") as store:
        add_people(store)
    return tmp_path / "project"


def test_with_a_certificate_it_answers_by_https_alone_and_its_cookie_is_for_https(project: Path, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, "IP:127.0.0.1")
    with serving(project, "--tls-cert", str(certificate), "--tls-key", str(key)) as lines:
        base = next(found[1] for line in lines if (found := re.search(r"(https://127\.0\.0\.1:\d+)/enter", line)))
        trust = ssl.create_default_context(cafile=str(certificate))
        with httpx.Client(base_url=base, verify=trust, timeout=20) as client:
            assert client.get("/enter").status_code == 200
            form = {"name": "The admin", "password": PASSWORD}
            assert client.post("/enter", data=form, headers={"origin": base.replace("https", "http")}).status_code == 403
            answer = client.post("/enter", data=form, headers={"origin": base})
            cookie = answer.headers["set-cookie"].lower()
            assert answer.status_code == 303 and cookie.startswith("__host-civharm_")
            assert (
                all(part in cookie for part in ("; secure", "; httponly", "; samesite=strict", "; path=/"))
                and "domain" not in cookie
            )
            assert client.get("/queue").status_code == 200
        with (
            httpx.Client(verify=ssl.create_default_context(), timeout=20) as stranger,
            pytest.raises(httpx.ConnectError, match="CERTIFICATE"),
        ):
            stranger.get(f"{base}/enter")
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{base.replace('https', 'http')}/enter", timeout=20)


def test_where_others_can_come_in_without_a_certificate_it_says_what_to_do(project: Path) -> None:
    with serving(project, "--host", "0.0.0.0", "--name", "review.example.org") as lines:
        told = "\n".join(lines)
        port = re.search(r"http://review\.example\.org:(\d+)/enter", told)
        assert port and "Browsers keep the login for https alone" in told and "--tls-cert and --tls-key" in told
        called = {"host": "review.example.org", "origin": "https://review.example.org"}  # as a server with TLS before it passes on
        form = {"name": "The admin", "password": PASSWORD}
        answer = httpx.post(f"http://127.0.0.1:{port[1]}/enter", data=form, headers=called, timeout=20)
        assert answer.status_code == 303 and "; secure" in answer.headers["set-cookie"].lower()
        called["origin"] = f"http://review.example.org:{port[1]}"
        assert httpx.post(f"http://127.0.0.1:{port[1]}/enter", data=form, headers=called, timeout=20).status_code == 403


def test_on_this_machine_alone_it_gives_no_advice_about_certificates(project: Path) -> None:
    with serving(project) as lines:
        assert "https" not in "\n".join(lines) and any("http://127.0.0.1" in line for line in lines)
