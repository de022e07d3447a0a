"""A low-rank adapter of the encoder: a few hundred thousand numbers added to its weights when it is loaded.

For each adapted matrix W the file holds `<name>.down` (rank x in) and `<name>.up` (out x rank); W becomes
W + up @ down (Hu et al. 2021, LoRA, with the scale folded into `up`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scoring.errors import EncoderMissing


def merge_adapter(model: Any, path: Path) -> None:
    """Add an adapter to a loaded model in place; raises EncoderMissing when the file does not fit the model."""
    import torch
    from safetensors.torch import load_file

    weights = dict(model.named_parameters())
    low_rank = load_file(str(path))
    names = {key.rsplit(".", 1)[0] for key in low_rank}
    if not names <= weights.keys():
        raise EncoderMissing(
            "the adapter was made for another encoder", str(path), "it belongs to the encoder that comes with Attune"
        )
    with torch.no_grad():
        for name in sorted(names):
            weights[name] += low_rank[f"{name}.up"].float() @ low_rank[f"{name}.down"].float()
