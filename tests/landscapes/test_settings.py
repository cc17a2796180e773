"""How JAX is set up by importing landscapes."""

import tempfile
from pathlib import Path

import jax.numpy as jnp

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
