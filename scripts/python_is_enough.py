"""Says plainly, in Chinese, when this Python is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (run by whatever Python the machine has)
    sys.exit(f"需要 Python 3.11 或更新，当前是 {sys.version.split()[0]}。请安装后用 make setup PY=python3.11 重试。")
