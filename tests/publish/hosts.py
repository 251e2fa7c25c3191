"""Real web servers on this machine, told of old addresses by the rules that a site brings along."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

_MODULES = Path("/usr/lib/apache2/modules")
_NGINX = """\
daemon off; worker_processes 1; pid {work}/pid; error_log {work}/error;
events {{ worker_connections 64; }}
http {{
    access_log off; client_body_temp_path {work}/a; proxy_temp_path {work}/b;
    fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    include {site}/moved/nginx.conf;
    server {{
        listen 127.0.0.1:{port}; root {site}; absolute_redirect off;
        if ($backfile_moved) {{ return 301 $backfile_moved; }}
        error_page 404 /404.html;
        include {site}/headers/nginx.conf;
    }}
}}
"""
_APACHE = """\
ServerRoot {work}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/error
Mutex file:{work}
{loaded}
DocumentRoot {site}
<Directory {site}>
    AllowOverride All
    Require all granted
</Directory>
DirectoryIndex index.html
{map}
"""
_LOADED = ("mpm_event", "authz_core", "dir", "headers", "rewrite")


def nginx() -> str | None:
    """Return where nginx is, if it is."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def apache() -> str | None:
    """Return where Apache is, if it and its modules are."""
    found = shutil.which("apache2") or shutil.which("/usr/sbin/apache2")
    return found if _MODULES.is_dir() else None


@contextmanager
def serve_nginx(site: Path, work: Path) -> Iterator[int]:
    """Serve a site with nginx, as docs/how-to/publish.md tells; give the port."""
    port = _free_port()
    # Where root runs it, its workers are somebody else, who may not look into our folders.
    owner = "user root;\n" if os.geteuid() == 0 else ""
    conf = owner + _NGINX.format(site=site, work=work, port=port)
    with _running([str(nginx()), "-p", str(work), "-c"], conf, work, port):
        yield port


@contextmanager
def serve_apache(site: Path, work: Path) -> Iterator[int]:
    """Serve a site with Apache: with its .htaccess and, where that says so, the map file."""
    port = _free_port()
    said = (site / ".htaccess").read_text("utf-8")
    wanted = [line.removeprefix("#   ") for line in said.splitlines() if line.startswith("#   ")]
    rules = "\n".join(wanted).replace("/path/to/site", str(site))
    loaded = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _LOADED)
    conf = _APACHE.format(site=site, work=work, port=port, loaded=loaded, map=rules)
    with _running([str(apache()), "-X", "-f"], conf, work, port):
        yield port


@contextmanager
def _running(command: list[str], conf: str, work: Path, port: int) -> Iterator[None]:
    work.mkdir(parents=True, exist_ok=True)
    file = work / "conf"
    file.write_text(conf)
    with subprocess.Popen([*command, str(file)], stderr=subprocess.PIPE) as server:
        try:
            _wait_for(port, server)
            yield
        finally:
            server.terminate()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if server.poll() is not None:
            said = server.stderr.read() if server.stderr else b""
            raise RuntimeError(said.decode("utf-8", "replace"))
        with closing(socket.socket()) as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("The server does not answer.")


def _free_port() -> int:
    with closing(socket.socket()) as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def headers(port: int, way: str) -> Message:
    """Ask for a way; return the headers of the answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", way)
        answer = line.getresponse()
        answer.read()
        return answer.headers


def ask(port: int, way: str) -> tuple[int, str]:
    """Ask for a way; return status and where it leads, from the site's root; "" for nowhere."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", way)
        answer = line.getresponse()
        answer.read()
        target = answer.headers.get("Location", "")
    return answer.status, target.removeprefix(f"http://127.0.0.1:{port}")
