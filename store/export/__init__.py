"""A run written out for people and for other systems.

`document.py` is what every writer is given, a run as plain values; `outline.py` puts it in reading order once, and
`markdown.py`, `docx.py` and `pdf.py` set that outline; `json_export.py` and `xapi.py` are for programs.
"""
