"""Tests of the barcode readers."""
