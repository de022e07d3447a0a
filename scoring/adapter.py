"""A low-rank adapter of the encoder: a few hundred thousand numbers added to its weights when it is loaded.

For each adapted matrix W the file holds `<name>.down` (rank x in) and `<name>.up` (out x rank); W becomes
W + up @ down (Hu et al. 2021, LoRA, with the scale folded into `up`). Its metadata lists digests of the prompts it saw.
"""

from __future__ import annotations

import hashlib
import json
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
        raise EncoderMissing("the adapter was made for another encoder", str(path), "run `attune train --adapter`")
    with torch.no_grad():
        for name in sorted(names):
            weights[name] += low_rank[f"{name}.up"].float() @ low_rank[f"{name}.down"].float()


def prompt_digest(prompt: str) -> str:
    """Return the short digest by which an adapter remembers a prompt."""
    return hashlib.blake2b(prompt.encode(), digest_size=4).hexdigest()


def prompts_seen(path: Path) -> frozenset[str]:
    """Return the digests of the prompts whose replies an adapter was trained on; raises EncoderMissing."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            return frozenset(json.loads((file.metadata() or {}).get("prompts", "[]")))
    except (OSError, ValueError, SafetensorError) as error:
        raise EncoderMissing(f"the adapter cannot be read: {error}", str(path)) from error
