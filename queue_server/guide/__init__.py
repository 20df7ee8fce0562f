"""The guide (事项): what each matter makes public, found in a moment, kept in a sheet; pure.

`facts` are the eight public facts as rows, `version` the guide's name, `search` finds a matter, `sheet` is the clerk's
workbook. Each is imported by itself, for the dictionaries of `search` and `sheet` take memory.
"""
