"""Node.js, the Pulumi CLI and the state's backend, none of which serverless compute has of its own."""

import json
import os
import shutil
import subprocess
import tarfile
from collections import namedtuple
from pathlib import Path

from .parameters import is_local
from .requests import checksum, open_archive

# The program's folder, the environment to run it in, and a folder for what comes up.
Tools = namedtuple("Tools", ["folder", "env", "scratch"])

# The secrets of the scope, by the variable that the CLI reads.
SECRETS = {"PULUMI_CONFIG_PASSPHRASE": "pulumi-passphrase", "PULUMI_ACCESS_TOKEN": "pulumi-access-token"}
NOT_COPIED = (".git", ".local", "node_modules")


def faults(given):
    """What the machine lacks and no parameter names."""
    titles = {"node": "Node.js"} if is_local(given) else {"node": "Node.js", "pulumi": "Pulumi CLI"}
    found = [
        f"{name} is required: this machine has no {title} on its PATH. Name an archive of it, as a path in a volume or a "
        f"URL, with the setting deploy{name.capitalize()} (docs/jobs.md)"
        for name, title in titles.items()
        if given[name] == "" and shutil.which(name) is None
    ]
    if not is_local(given) and given["backend_url"] == "" and given["secret_scope"] == "":
        found.append(
            "backend_url is required: set deployBackend to where the stack's state is, or deploySecretScope to a scope "
            "with the key pulumi-access-token (docs/jobs.md)"
        )
    return found


def prepare(given, project, access, dbutils, scratch):
    env = {
        **os.environ,
        "PATH": search_path(given, scratch),
        "DATABRICKS_HOST": access.host,
        "DATABRICKS_TOKEN": access.token,
    }
    if is_local(given):
        return Tools(project, env, scratch)
    env.update(
        PULUMI_HOME=str(scratch / "pulumi-home"),
        PULUMI_SKIP_UPDATE_CHECK="true",
        # The option --event-log is one that the CLI shows to its SDKs only.
        PULUMI_DEBUG_COMMANDS="true",
        **secrets(given["secret_scope"], dbutils),
    )
    # On the local disk: files of a workspace are no place for thousands of packages.
    folder = scratch / "project"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    run(["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], folder, env)
    if given["plugin"]:
        package = json.loads((folder / "node_modules/@pulumi/databricks/package.json").read_text())
        archive = str(fetch("plugin", given["plugin"], scratch))
        run(["pulumi", "plugin", "install", "resource", "databricks", package["version"], "--file", archive], folder, env)
    run(["pulumi", "login", *filter(None, [given["backend_url"]])], folder, env)
    return Tools(folder, env, scratch)


def search_path(given, scratch):
    names = [name for name in ("node", "pulumi") if given[name] != ""]
    folders = [str(program(name, given[name], scratch).parent) for name in names]
    return os.pathsep.join([*folders, os.environ.get("PATH", "")])


def program(name, source, scratch):
    """The program of that name in the archive, unpacked."""
    folder = scratch / name
    try:
        with tarfile.open(fetch(name, source, scratch)) as files:
            files.extractall(folder, filter="data")
    except tarfile.ReadError as error:
        raise ValueError(f"{name}: {source} is not a tar archive") from error
    for file in sorted(folder.rglob(name)):
        if file.is_file() and os.access(file, os.X_OK):
            return file
    raise ValueError(f"{name}: the archive {source} holds no program of that name")


def fetch(name, source, scratch):
    """The archive as a file: `source` is a path or an https address, with `#sha256=` and the checksum behind it."""
    place, _, wanted = source.partition("#sha256=")
    if place.startswith("https://"):
        if wanted == "":
            raise ValueError(f"{name}: {source} has no checksum: #sha256=… goes behind the address")
        archive = download(name, place, scratch)
    elif "://" in place:
        raise ValueError(f"{name}: {source} is neither an https address nor a path")
    else:
        archive = Path(place)
        if not archive.is_file():
            raise ValueError(f"{name}: there is no file {place}")
    found = checksum(archive) if wanted else ""
    if found != wanted:
        raise ValueError(f"{name}: {place} is not the archive that was meant: its checksum is {found}, not {wanted}")
    return archive


def download(name, address, scratch):
    archive = scratch / f"{name}.archive"
    try:
        with open_archive(address, timeout=300) as response, archive.open("wb") as file:
            shutil.copyfileobj(response, file)
    except OSError as error:
        raise ValueError(f"{name}: {address} cannot be downloaded: {error}") from error
    return archive


def secrets(scope, dbutils):
    """Those that the scope has: a backend asks for one of them."""
    keys = {secret.key for secret in dbutils.secrets.list(scope)} if scope else set()
    return {name: dbutils.secrets.get(scope, key) for name, key in SECRETS.items() if key in keys}


def run(command, folder, env):
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:3])} failed:\n{last_lines(done.stdout)}")


def last_lines(text):
    return "\n".join(text.rstrip().splitlines()[-30:])
