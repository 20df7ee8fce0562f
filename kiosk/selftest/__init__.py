"""The self-test of a terminal: what it looks at, one thing after another, and what a person has to do meanwhile."""

from kiosk.selftest.running import Check, Doing, Progress, Steps, run, whole
from queue_server.contract.selftest import Drawing, Finding, SelfTest, State

__all__ = ["Check", "Doing", "Drawing", "Finding", "Progress", "SelfTest", "State", "Steps", "run", "whole"]
