"""Deliberately wrong systems, each with one fault, and the eisen that it violates.

They are the proof that the kit sees what it claims to see: `test_foute_systemen.py` lets each go through the whole suite of its role and
expects exactly these eisen to fail. Every system is an example system with one thing changed.
"""

from foute_systemen import (
    aanbieders_in,
    aanbieders_uit,
    gemeenten,
    jaar_2023,
    knooppunten,
    tijd,
    zorgaanbieders,
    zorgaanbieders_boek,
    zorgkantoren,
    zorgkantoren_boek,
)
from foute_systemen.fout import FOUTEN, Fout

__all__ = [
    "FOUTEN",
    "Fout",
    "aanbieders_in",
    "aanbieders_uit",
    "gemeenten",
    "jaar_2023",
    "knooppunten",
    "tijd",
    "zorgaanbieders",
    "zorgaanbieders_boek",
    "zorgkantoren",
    "zorgkantoren_boek",
]
