import json
from pathlib import Path

import pytest
from tiny_model import tiny_tokenizer

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared corpora are absent: ../shared/data")
    return SHARED / "data"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a folder of base weights drawn at random, as deep as the real ones."""
    import torch  # noqa: PLC0415 - comes with the extra
    from safetensors.torch import save_file  # noqa: PLC0415

    torch.manual_seed(0)
    tokenizer = tiny_tokenizer()
    count = max(tokenizer.get_vocab().values()) + 1
    shapes = {
        "embeddings.word_embeddings": (count, 384),
        "embeddings.position_embeddings": (512, 384),
        "embeddings.token_type_embeddings": (2, 384),
    }
    state = {f"{name}.weight": 0.05 * torch.randn(*shape) for name, shape in shapes.items()}
    linear = {f"attention.self.{name}": (384, 384) for name in ("query", "key", "value")}
    linear["attention.output.dense"] = (384, 384)
    linear["intermediate.dense"] = (1536, 384)
    linear["output.dense"] = (384, 1536)
    norms = ["embeddings"]
    for layer in map("encoder.layer.{}".format, range(6)):
        for name, shape in linear.items():
            state[f"{layer}.{name}.weight"] = 0.05 * torch.randn(*shape)
            state[f"{layer}.{name}.bias"] = torch.zeros(shape[0])
        norms += [f"{layer}.attention.output", f"{layer}.output"]
    for name in norms:
        state[f"{name}.LayerNorm.weight"] = torch.ones(384)
        state[f"{name}.LayerNorm.bias"] = torch.zeros(384)
    folder = tmp_path / "base"
    folder.mkdir()
    save_file(state, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({"vocab_size": count, "num_hidden_layers": 6}))
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
