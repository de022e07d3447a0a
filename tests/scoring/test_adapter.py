"""Low-rank changes on a toy model: what is trained is what is merged when the encoder is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.errors import EncoderMissing

pytestmark = pytest.mark.encoder


def toy_model() -> Any:
    """Two linear layers, named as those of the encoder are; only the first stands in an encoder's layer."""
    import torch
    from torch import nn

    torch.manual_seed(0)
    model = nn.Module()
    model.encoder = nn.Module()
    model.encoder.layer = nn.ModuleList([nn.Linear(4, 3)])
    model.pooler = nn.Linear(3, 3)
    outer = nn.Module()
    outer.auto = model
    return outer


NAME = "auto.encoder.layer.0.weight"


def test_merging_adds_up_times_down(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    from scoring.adapter import merge_adapter

    model = toy_model()
    before = model.get_parameter(NAME).detach().clone()
    down, up = torch.tensor([[1.0, 0, 2, 0]]), torch.tensor([[1.0], [0], [3]])
    save_file({f"{NAME}.down": down.half(), f"{NAME}.up": up.half()}, tmp_path / "adapter.safetensors")
    merge_adapter(model, tmp_path / "adapter.safetensors")
    change = torch.tensor([[1.0, 0, 2, 0], [0, 0, 0, 0], [3, 0, 6, 0]])
    assert torch.allclose(model.get_parameter(NAME) - before, change, atol=1e-5)


def test_a_file_made_for_another_encoder_is_refused(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    from scoring.adapter import merge_adapter

    path = tmp_path / "adapter.safetensors"
    save_file({"other.weight.down": torch.zeros(1, 4), "other.weight.up": torch.zeros(3, 1)}, path)
    with pytest.raises(EncoderMissing, match="made for another encoder"):
        merge_adapter(toy_model(), path)


def test_what_was_trained_is_what_is_merged(tmp_path: Path) -> None:
    import torch

    from scoring.adapter import merge_adapter
    from scoring.adapter_training import _adapt, save_adapter

    trained, plain = toy_model(), toy_model()
    layers = _adapt(trained)
    assert list(layers) == [NAME]
    assert not trained.get_parameter("auto.pooler.weight").requires_grad
    with torch.no_grad():
        layers[NAME].up.copy_(torch.randn(layers[NAME].up.shape))
    save_adapter(layers, tmp_path / "new" / "adapter.safetensors")
    merge_adapter(plain, tmp_path / "new" / "adapter.safetensors")
    x = torch.randn(5, 4)
    ours = trained.auto.encoder.layer[0](x.bfloat16()).float()
    assert torch.allclose(plain.auto.encoder.layer[0](x), ours, atol=0.2, rtol=0.05)


def test_an_untrained_change_changes_nothing(tmp_path: Path) -> None:
    import torch

    from scoring.adapter import merge_adapter
    from scoring.adapter_training import _adapt, save_adapter

    model, untrained = toy_model(), toy_model()
    save_adapter(_adapt(untrained), tmp_path / "adapter.safetensors")
    merge_adapter(model, tmp_path / "adapter.safetensors")
    assert torch.equal(model.get_parameter(NAME), toy_model().get_parameter(NAME))


def test_the_mean_of_two_adapters_changes_the_weights_by_the_mean_of_their_changes(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    from scoring.adapter import merge_adapter
    from scoring.adapter_training import average_adapters

    first = {"down": [[1.0, 0.0, 0.0, 2.0]], "up": [[4.0], [0.0], [0.0]]}
    second = {"down": [[1.0, 0.0, 0.0, 0.0]], "up": [[2.0], [6.0], [0.0]]}
    paths = []
    for i, parts in enumerate((first, second)):
        paths.append(tmp_path / f"{i}.safetensors")
        save_file({f"{NAME}.{side}": torch.tensor(values).half() for side, values in parts.items()}, paths[-1])
    average_adapters(paths, tmp_path / "mean.safetensors")
    model, plain = toy_model(), toy_model()
    merge_adapter(model, tmp_path / "mean.safetensors")
    # ((4, 0, 0, 8) and (2, 0, 0, 0)) / 2 in the first row, ((0, 0, 0, 0) and (6, 0, 0, 0)) / 2 in the second
    change = torch.zeros(3, 4)
    change[0, 0], change[0, 3], change[1, 0] = 3, 4, 3
    assert torch.allclose(model.get_parameter(NAME) - plain.get_parameter(NAME), change, atol=1e-5)
