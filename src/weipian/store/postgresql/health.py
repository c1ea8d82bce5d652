"""What is risky about an office's server, as it says itself."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.store.failures import unreachable
from weipian.store.postgresql.least import LEAST
from weipian.store.settings import PATIENCE
from weipian.terms.errors import InputError

DURABLE = {
    "fsync": "断电会损坏整个库",
    "full_page_writes": "断电会损坏数据页",
    "synchronous_commit": "断电会丢失刚办成的事（本系统的连接自行打开，其他程序不受保护）",
}
"""What must be on, and what happens where it is off."""
NEAR = ("", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Risk:
    """One thing that is not as it should be, and how to mend it."""

    found: str
    mend: str


@dataclass(frozen=True, slots=True)
class Health:
    """The server's version, and all that is risky."""

    version: str
    risks: tuple[Risk, ...]


def health(url: str) -> Health:
    """Asks the server. Raises InputError where it can't be reached."""
    try:
        import psycopg
    except ImportError:
        raise InputError("database_driver_missing", where="PostgreSQL") from None
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE) as server:
            names = ["server_version", "server_encoding", *DURABLE]
            said = {name: str(server.execute(f"SHOW {name}").fetchone()[0]) for name in names}
            near = server.info.host.startswith("/") or server.info.host in NEAR
            found = risks(said, server.info.server_version, near or bool(server.pgconn.ssl_in_use))
            return Health(said["server_version"], tuple(found))
    except psycopg.OperationalError as error:
        raise unreachable(str(error)) from None
    except psycopg.ProgrammingError:
        raise InputError("database_url_broken", where="DATABASE_URL") from None


def risks(said: dict[str, str], version: int, private: bool) -> list[Risk]:
    """From the server's settings; `private`: nobody on the way can read what is sent."""
    found = [
        Risk(f"{name} 已关闭：{harm}", f"请数据库管理员把 {name} 设为 on 并重新加载")
        for name, harm in DURABLE.items()
        if said[name] == "off"
    ]
    if version < LEAST * 10_000:
        found.append(Risk("版本太旧，不能使用", f"请升级到 PostgreSQL {LEAST} 或更新的版本"))
    if said["server_encoding"] != "UTF8":
        found.append(Risk(f"编码是 {said['server_encoding']}，有的汉字存不下", "请另建一个 UTF-8 的库"))
    if not private:
        found.append(Risk("服务器在别的电脑上，连接没有加密，旁人能看到数据", "请在地址后加 ?sslmode=verify-full"))
    return found
