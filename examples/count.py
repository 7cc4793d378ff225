#!/usr/bin/env python3
"""count.py FILE: the pages of a screenplay, from Python without a compiler (ctypes)."""
import ctypes
import os
import sys

platen = ctypes.CDLL(os.environ.get('LIBPLATEN', 'libplaten.so.0'))
platen.platen_document_parse.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
platen.platen_pages_new.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
platen.platen_pages_count.argtypes = [ctypes.c_void_p]
platen.platen_pages_count.restype = ctypes.c_uint32
platen.platen_pages_free.argtypes = platen.platen_document_free.argtypes = [ctypes.c_void_p]
platen.platen_status_text.restype = ctypes.c_char_p


def count(path):
    with open(path, 'rb') as file:
        source = file.read()
    document, pages = ctypes.c_void_p(), ctypes.c_void_p()
    status = platen.platen_document_parse(source, len(source), None, ctypes.byref(document))
    if status == 0:
        status = platen.platen_pages_new(document, None, ctypes.byref(pages))
    number = platen.platen_pages_count(pages) if status == 0 else None
    platen.platen_pages_free(pages)
    platen.platen_document_free(document)
    if status != 0:
        sys.exit(f'{path}: {platen.platen_status_text(status).decode()}')
    return number


print(count(sys.argv[1]))
