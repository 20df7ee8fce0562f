"""Bytes to machines: printers, LED boards and barcode readers; a library that knows no tickets."""
