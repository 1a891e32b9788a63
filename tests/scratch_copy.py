"""A copy of the workspace that a script may change."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def fresh(copy, changed=None):
    """Makes `copy` equal to the working tree, except for the files in `changed`, which get the texts given there.

    Files that are equal already are not written, so that cargo builds no more than it must.
    """
    changed = changed or {}
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = set(subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines())
    for path in copy.rglob("*"):
        if path.is_file() and str(path.relative_to(copy)) not in files:
            path.unlink()
    for name in files:
        source, target = ROOT / name, copy / name
        if not source.is_file():
            continue
        wanted = changed[name].encode() if name in changed else source.read_bytes()
        if not target.exists() or target.read_bytes() != wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(wanted)
            target.chmod(source.stat().st_mode)
