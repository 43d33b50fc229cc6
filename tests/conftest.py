"""What tests share: the tools with the invented countries, loaded once."""

from __future__ import annotations

import pytest

from detente.coder import Tools, load_tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    return load_tools(invented=True)
