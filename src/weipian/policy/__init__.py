"""Loads, checks, layers and resolves the law; due dates and working days. Pure: no clock, no network, no database."""

from weipian.policy.policy import Policy, load, names
from weipian.policy.values import Period, Value

__all__ = ["Period", "Policy", "Value", "load", "names"]
