"""Tests of the first start's flow."""
