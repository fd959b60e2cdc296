"""New files of a catalog -> its folder in one step: whoever looks sees all old files or all new ones.

A catalog is several files. They are made complete in a folder beside it, together with links to the files
that do not change; then the two folders exchange their names, which Linux does at once (`renameat2`). A
process that is killed before leaves the catalog as it was and a hidden folder, which the next import removes.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from handouts.errors import DeliveryError

_EXCHANGE = 2
_AT_FDCWD = -100
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP)


def commit(folder: Path, files: Mapping[str, bytes], *, before: Mapping[str, bytes | None]) -> None:
    """Put files into a folder, all or none.

    Args:
        folder: such as `locales/pl/LC_MESSAGES`; made if it is not there.
        files: what they hold, by name.
        before: what they held when somebody read them; nothing for a file that was not there.

    Raises:
        DeliveryError: a file changed meanwhile, another import is at work, or the disk refuses; the folder
            is as it was.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.parent):
            _sweep(folder)
            for name, data in before.items():
                if _bytes(folder / name) != data:
                    raise DeliveryError(
                        f"“{folder / name}” was changed while the import ran",
                        hint="close the program that wrote it and import again",
                    )
            staging = Path(tempfile.mkdtemp(prefix=_prefix(folder), suffix=".part", dir=folder.parent))
            try:
                _fill(staging, folder, files)
                _swap(staging, folder, files)
                with contextlib.suppress(OSError):  # it is done; only a power cut could still undo it
                    _sync(folder.parent)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise DeliveryError(
            f"“{folder}” cannot be written: {error.strerror}; the catalog is as it was",
            hint="check the folder, its permissions and the free space",
        ) from error


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DeliveryError(
                f"another import into “{folder}” is at work", hint="wait until it is done"
            ) from None
        yield
    finally:
        os.close(handle)  # and with it the lock, as when the process dies


def _prefix(folder: Path) -> str:
    return f".{folder.name}-import-"


def _sweep(folder: Path) -> None:
    """Remove what a killed import left; the lock says that none is at work."""
    for left in folder.parent.glob(f"{_prefix(folder)}*.part"):
        shutil.rmtree(left, ignore_errors=True)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _fill(staging: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        with (staging / name).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if (folder / name).exists():
            shutil.copymode(folder / name, staging / name)
    if folder.is_dir():
        shutil.copymode(folder, staging)
    else:
        staging.chmod(0o755)
    _sync(staging)


def _swap(staging: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    if not folder.exists():
        staging.rename(folder)
        return
    others = [path for path in folder.iterdir() if path.name not in files]
    if all(path.is_file() and not path.is_symlink() for path in others) and _can_exchange(staging):
        for path in others:
            (staging / path.name).hardlink_to(path)
        _sync(staging)
        exchange(staging, folder)
    else:
        _one_by_one(staging, folder, files)


def _can_exchange(folder: Path) -> bool:
    """Try it on two empty folders: not every file system can."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        one, two = Path(place) / "one", Path(place) / "two"
        one.mkdir()
        two.mkdir()
        try:
            exchange(one, two)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return False
            raise
        return True


def exchange(one: Path, two: Path) -> None:
    """Let two folders exchange their names at once.

    Raises:
        OSError: the system or the file system cannot.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    done = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _EXCHANGE)
    if done != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(two))


def _one_by_one(staging: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Where folders cannot be exchanged: each file at once, and all back if one of them fails."""
    old = {name: _bytes(folder / name) for name in files}
    done: list[str] = []
    try:
        for name in files:
            done.append(name)
            (staging / name).replace(folder / name)
    except OSError:
        for name in done:
            held = old[name]
            if held is None:
                (folder / name).unlink(missing_ok=True)
            elif _bytes(folder / name) != held:
                (staging / name).write_bytes(held)
                (staging / name).replace(folder / name)
        raise


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
