"""Sessions in the door's database: Django's own way of keeping them, in our place."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError

from weipian.store.door.book import SESSIONS, opened
from weipian.store.door.place import place


class SessionStore(SessionBase):
    """What SESSION_ENGINE names."""

    def load(self) -> dict[str, Any]:
        with opened(place(), SESSIONS) as book:
            row = book.execute("SELECT body FROM session WHERE key = ? AND until > ?", (self.session_key, time.time()))
            found = row.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))

    def exists(self, session_key: str) -> bool:
        with opened(place(), SESSIONS) as book:
            return book.execute("SELECT 1 FROM session WHERE key = ?", (session_key,)).fetchone() is not None

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        body = self.encode(self._get_session(no_load=must_create))
        row = (self.session_key, body, time.time() + self.get_expiry_age())
        with opened(place(), SESSIONS) as book:
            if must_create:
                done = book.execute("INSERT OR IGNORE INTO session VALUES (?, ?, ?)", row).rowcount
                if not done:
                    raise CreateError
            elif not book.execute("UPDATE session SET body = ?, until = ? WHERE key = ?", (*row[1:], row[0])).rowcount:
                raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        with opened(place(), SESSIONS) as book:
            book.execute("DELETE FROM session WHERE key = ?", (session_key or self.session_key,))

    @classmethod
    def clear_expired(cls) -> None:
        with opened(place(), SESSIONS) as book:
            book.execute("DELETE FROM session WHERE until < ?", (time.time(),))
