"""One practice hall for all tests of the start page and the machine room; each leaves it as it was."""

from collections.abc import Iterator

import pytest

from tests.hall.practice import Practice


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Runs until the last test of the worker."""
    hall = Practice(tmp_path_factory.mktemp("practice"))
    yield hall
    hall.close()
