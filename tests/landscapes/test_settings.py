"""How JAX is set up by importing landscapes."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jax.numpy as jnp
import pytest

from landscapes.jax_settings import cache_folder


def test_numbers_are_doubles():
    assert jnp.asarray(1.0).dtype == jnp.float64


def test_basin_cache_moves_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("BASIN_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path


def test_compiled_programs_go_to_the_users_own_folder(monkeypatch):
    monkeypatch.delenv("BASIN_CACHE", raising=False)
    assert cache_folder().is_relative_to(Path.home())


def test_a_user_without_a_home_gets_a_temporary_folder(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")  # what Path.home says then

    monkeypatch.delenv("BASIN_CACHE", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder().is_relative_to(tempfile.gettempdir())


LOOP = """
import os
import landscapes, jax, jax.numpy as jnp
f = lambda x: jax.lax.fori_loop(0, 9, lambda i, x: jnp.sin(x) + x.sum(), x)
print(os.environ["XLA_FLAGS"], "|", "small_call" in jax.jit(f).lower(jnp.ones(1000)).compile().as_text())
"""


@pytest.mark.parametrize(
    ("flags", "kept", "small"),
    [
        ("", "", True),
        ("--xla_cpu_enable_fast_min_max=false", "--xla_cpu_enable_fast_min_max=false", True),
        ("--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=0", None, False),
    ],
)
def test_small_loops_become_one_function_unless_a_person_says_otherwise(flags, kept, small):
    environment = {**os.environ, "XLA_FLAGS": flags}
    done = subprocess.run([sys.executable, "-c", LOOP], env=environment, capture_output=True, text=True, check=True)
    after, called = done.stdout.strip().split(" | ")
    assert called == str(small)
    assert after == flags if kept is None else after.startswith(kept)
