"""One signed file that makes a hall from a USB stick, without any network: software, plan, calendar, voices, wheels.

A tar (ustar) of plain files: `manifest.json`, `manifest.sig`, and then exactly the files of the manifest in its order,
by number (`files/000000`), because the names of some wheels are longer than an ustar header holds.
"""
