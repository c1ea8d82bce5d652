"""Verifying Ed25519 signatures (RFC 8032) with the standard library alone; signing is not done here.

Not in constant time, and needs not be: keys and signatures that are verified are public.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point."""
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
"""A square root of -1."""
Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""


def add(one: Point, other: Point) -> Point:
    """The sum of two points (RFC 8032, 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    """The multiple of a point by less than Q."""
    found: Point = (0, 1, 1, 0)
    for place, power in enumerate(_doublings(point)):
        if scalar >> place & 1:
            found = add(found, power)
    return found


@lru_cache(maxsize=4)
def _doublings(point: Point) -> tuple[Point, ...]:
    """The point times 1, 2, 4, …, as far as a scalar below Q goes. Kept: the base and one key are asked again and
    again, and this is two thirds of the work."""
    found = [point]
    while len(found) < Q.bit_length():
        found.append(add(found[-1], found[-1]))
    return tuple(found)


def same(one: Point, other: Point) -> bool:
    """Whether two points are the same."""
    across = (one[0] * other[2] - other[0] * one[2]) % P
    along = (one[1] * other[2] - other[1] * one[2]) % P
    return across == 0 and along == 0


def point_of(text: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where there is none (RFC 8032, 5.1.3)."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verified(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature (64 bytes) of a message is that of the public key (32 bytes)."""
    if len(key) != 32 or len(signature) != 64 or BASE is None:
        return False
    owner, nonce = point_of(key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if owner is None or nonce is None or scalar >= Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return same(times(scalar, BASE), add(nonce, times(challenge, owner)))
