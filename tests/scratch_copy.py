"""A copy of the workspace that a script may change."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def fresh(copy):
    """Makes `copy` what the working tree is; what is the same stays, so that cargo builds no more than it must."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = set(subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines())
    for path in copy.rglob("*"):
        if path.is_file() and str(path.relative_to(copy)) not in files:
            path.unlink()
    for name in files:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_file() and (not target.exists() or target.read_bytes() != source.read_bytes()):
            target.write_bytes(source.read_bytes())
