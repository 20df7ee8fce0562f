"""Debian's part of a hall: which packages it needs, a folder of them that needs no network, and a `.deb` of ours."""
