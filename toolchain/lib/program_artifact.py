"""Reads cargo's JSON messages and prints the files with one ending that one package produced.

usage: cargo ... --message-format=json | program_artifact.py MANIFEST_PATH TARGET_KIND ENDING
       MANIFEST_PATH may be "*": the artifacts of every package
"""

import json
import os
import sys


def main(manifest: str, kind: str, ending: str) -> None:
    for line in sys.stdin:
        message = json.loads(line)
        if message["reason"] != "compiler-artifact" or kind not in message["target"]["kind"]:
            continue
        if manifest != "*" and os.path.realpath(message["manifest_path"]) != os.path.realpath(manifest):
            continue
        for name in message["filenames"]:
            if name.endswith(ending):
                print(name)


main(*sys.argv[1:])
