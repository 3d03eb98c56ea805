"""Adapts the Rust library sources to the Solana VM.

usage: patch_library.py LIBRARY_DIR           applies the patches
       patch_library.py --check LIBRARY_DIR   succeeds if they are all applied
       patch_library.py --id                  prints a name for this very set of patches
"""

import hashlib
import pathlib
import sys
from typing import NamedTuple


class Patch(NamedTuple):
    """Replaces the text of `path` from `start` through `end` with `new`."""

    path: str
    start: str
    end: str
    new: str


PATCHES = [
    # std refuses to build for an architecture without a known heap alignment. Blocks are 16-byte
    # aligned, as on other 64-bit targets.
    Patch(
        "std/src/sys/alloc/mod.rs",
        start='    target_arch = "wasm64",\n',
        end=")) {\n    16",
        new='    target_arch = "wasm64",\n    target_arch = "bpf",\n)) {\n    16',
    ),
    # A program has neither randomness nor writable statics: hash keys are fixed, so that a HashMap
    # iterates in the same order on every node.
    Patch(
        "std/src/hash/random.rs",
        start="        thread_local!(static KEYS",
        end="        })\n    }\n}\n",
        new="        RandomState { k0: 0x736f_6c61_6e61, k1: 0x7362_7066 }\n    }\n}\n",
    ),
]


def apply(library: pathlib.Path, patch: Patch) -> None:
    file = library / patch.path
    text = file.read_text()
    if text.count(patch.start) != 1:
        sys.exit(f"{file}: expected {patch.start!r} once, found it {text.count(patch.start)} times")
    start = text.index(patch.start)
    end = text.find(patch.end, start)
    if end < 0:
        sys.exit(f"{file}: expected {patch.end!r} after {patch.start!r}")
    file.write_text(text[:start] + patch.new + text[end + len(patch.end) :])


def main(arguments: list[str]) -> None:
    match arguments:
        case ["--id"]:
            print(hashlib.sha256(repr([tuple(patch) for patch in PATCHES]).encode()).hexdigest()[:16])
        case ["--check", library]:
            for patch in PATCHES:
                file = pathlib.Path(library) / patch.path
                if not file.is_file() or patch.new not in file.read_text():
                    sys.exit(f"{file}: not patched")
        case [library]:
            for patch in PATCHES:
                apply(pathlib.Path(library), patch)
        case _:
            sys.exit(__doc__)


main(sys.argv[1:])
