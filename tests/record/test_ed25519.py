"""Our verifying against `cryptography`, and against what must never pass."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from weipian.record.ed25519 import Q, verified


def signed(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key.public_key().public_bytes_raw(), key.sign(message)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_genuine_signatures_pass(seed: bytes, message: bytes) -> None:
    public, signature = signed(seed, message)
    assert verified(public, message, signature)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=1, max_size=60), st.integers(0, 511))
def test_any_flipped_bit_fails(seed: bytes, message: bytes, bit: int) -> None:
    public, signature = signed(seed, message)
    forged = bytearray(signature)
    forged[bit // 8] ^= 1 << bit % 8
    assert not verified(public, message, bytes(forged))
    other = bytearray(message)
    other[bit % len(other)] ^= 1
    assert not verified(public, bytes(other), signature)


def test_the_first_vector_of_rfc_8032() -> None:
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )
    assert verified(public, b"", signature)


def test_malleable_and_broken_ones_fail() -> None:
    public, signature = signed(b"\x07" * 32, b"head")
    scalar = int.from_bytes(signature[32:], "little") + Q
    assert not verified(public, b"head", signature[:32] + scalar.to_bytes(32, "little"))
    assert not verified(public, b"head", signature[:-1])
    assert not verified(b"\xff" * 32, b"head", signature)
    assert not verified(public, b"head", b"\xff" * 32 + signature[32:])
