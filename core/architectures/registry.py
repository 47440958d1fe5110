"""Every network that BreedLens can train: what it is, what it takes in, how many parameters it has.

Plain values without Keras, for lists and dialogs; `build` makes the networks. The figures are exact: a test compares
each with the network as built. Sources are cited by the numbers of the documents that published the networks (000, 004:
two versions of G. A. Nama Nyam's study of 2020; 001: J. Jarleton, 2024; 002: a course on deep learning; 003:
F. Roussel, 2019) or by the paper of a backbone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Literal

from core.errors import BreedLensError

Family = Literal["transfer", "scratch", "dense"]


@dataclass(frozen=True, slots=True)
class HeadOptions:
    """What follows a network's last map, up to the softmax over the classes."""

    hidden: tuple[int, ...] = ()
    """units of the dense layers before the last one"""
    hidden_activation: str = "relu"
    dropout: float | tuple[float, ...] = 0.0
    """after each hidden layer, or one share a hidden layer; without hidden layers: before the last layer"""
    pooling: Literal["gap", "flatten"] = "gap"
    """how the map becomes a vector: the mean over its positions, or all of its values"""
    batch_norm: bool = False
    """between each hidden layer and its activation"""
    layer_norm: bool = False
    """of the pooled vector"""
    l2: float = 0.0
    """weight decay of the kernels, as a penalty in the loss"""

    def changed(self, values: Mapping[str, Any]) -> HeadOptions:
        """These options with those of `values` that are an option and not None."""
        names = {one.name for one in fields(self)}
        given: dict[str, Any] = {name: values[name] for name in names & values.keys() if values[name] is not None}
        return replace(self, **given)


@dataclass(frozen=True, slots=True)
class Architecture:
    """One network, with its published head and number of classes."""

    name: str
    title: str
    family: Family
    input_size: int
    """side of the square input in pixels"""
    scaling: str
    """kind of scaling of the pixels before the network: `lite`, `tf`, `caffe`, `built_in` or `unit`"""
    published_classes: int
    parameters: int
    """at `published_classes`, moving statistics of batch normalisation included"""
    trainable_parameters: int
    """of these, the ones that training changes: the head alone where the backbone is frozen"""
    backbone: str = ""
    """name in the catalogue of pretrained models; empty for a network that starts from nothing"""
    head: HeadOptions = field(default_factory=HeadOptions)
    source: str = ""
    note: str = ""


_FLAT = HeadOptions(pooling="flatten")
_DENSE_NET = HeadOptions(hidden=(200, 100, 60, 30), hidden_activation="sigmoid", pooling="flatten")
_ELU_NET = HeadOptions(pooling="flatten", l2=1e-4)
_WIDTH_OURS = "The published text does not give the width of the additional layer; 128 is ours."
_003_OURS = "Published in words; the numbers of filters are ours."

_ROWS = (
    Architecture(
        "efficientnet-lite0", "EfficientNet-Lite0 (fast)", "transfer", 224, "lite", 120, 3_566_744, 153_720,
        backbone="efficientnet-lite0", source="arXiv:1905.11946",
    ),
    Architecture(
        "efficientnet-lite2", "EfficientNet-Lite2 (accurate)", "transfer", 260, "lite", 120, 5_022_888, 153_720,
        backbone="efficientnet-lite2", source="arXiv:1905.11946",
    ),
    Architecture(
        "inception-resnet-v2", "InceptionResNetV2", "transfer", 299, "tf", 120, 54_521_176, 184_440,
        backbone="inception-resnet-v2", source="000, 004; arXiv:1602.07261",
    ),
    Architecture(
        "xception", "Xception", "transfer", 299, "tf", 15, 20_892_215, 30_735, backbone="xception",
        source="003; arXiv:1610.02357",
    ),
    Architecture(
        "vgg16", "VGG16", "transfer", 224, "caffe", 5, 14_840_133, 125_445, backbone="vgg16", head=_FLAT,
        source="001; arXiv:1409.1556",
    ),
    Architecture(
        "vgg16-two-dense", "VGG16, one more dense layer", "transfer", 224, "caffe", 5, 17_926_725, 3_212_037,
        backbone="vgg16", head=replace(_FLAT, hidden=(128,)), source="001; arXiv:1409.1556", note=_WIDTH_OURS,
    ),
    Architecture(
        "vgg19", "VGG19", "transfer", 224, "caffe", 15, 20_400_719, 376_335, backbone="vgg19", head=_FLAT,
        source="003; arXiv:1409.1556",
    ),
    Architecture(
        "resnet50", "ResNet50", "transfer", 224, "caffe", 5, 23_597_957, 10_245, backbone="resnet50",
        source="001; arXiv:1512.03385",
    ),
    Architecture(
        "resnet50-two-dense", "ResNet50, one more dense layer", "transfer", 224, "caffe", 5, 23_850_629, 262_917,
        backbone="resnet50", head=HeadOptions(hidden=(128,)), source="001; arXiv:1512.03385", note=_WIDTH_OURS,
    ),
    *(
        Architecture(
            f"efficientnetv2-{name}", f"EfficientNetV2-{name.upper()}", "transfer", size, "built_in", 120, total, head,
            backbone=f"efficientnetv2-{name}", source="arXiv:2104.00298",
        )
        for name, size, total, head in (
            ("b0", 224, 6_073_032, 153_720),
            ("b1", 240, 7_084_844, 153_720),
            ("b2", 260, 8_938_454, 169_080),
            ("b3", 300, 13_115_062, 184_440),
            ("s", 384, 20_485_080, 153_720),
        )
    ),
    *(
        Architecture(
            f"convnext-{name.lower()}", f"ConvNeXt-{name}", "transfer", 224, "built_in", 120, total, 93_816,
            backbone=f"convnext-{name.lower()}", head=HeadOptions(layer_norm=True), source="arXiv:2201.03545",
            note="The pooled vector is normalised anew, as it is before the ImageNet classifier.",
        )
        for name, total in (("Tiny", 27_912_408), ("Small", 49_546_968))
    ),
    *(
        Architecture(
            f"mobilenetv3-{name.lower()}", f"MobileNetV3 {name}", "transfer", 224, "built_in", 120, total, head,
            backbone=f"mobilenetv3-{name.lower()}", source="arXiv:1905.02244",
        )
        for name, total, head in (("Large", 3_111_672, 115_320), ("Small", 1_008_360, 69_240))
    ),
    Architecture(
        "vgg16-like-000", "VGG16-like from scratch (000)", "scratch", 224, "unit", 120, 34_306_808, 34_306_808,
        head=replace(_FLAT, hidden=(1024, 2048)), source="000",
    ),
    Architecture(
        "vgg16-like-004", "VGG16-like from scratch (004)", "scratch", 224, "unit", 120, 62_279_608, 62_279_608,
        head=replace(_FLAT, hidden=(2048, 2048)), source="004",
    ),
    Architecture(
        "xception-like-000", "Xception-like from scratch (000)", "scratch", 299, "unit", 120, 21_172_063, 21_172_063,
        head=HeadOptions(hidden=(1024,)), source="000",
    ),
    Architecture(
        "xception-like-004", "Xception-like from scratch (004)", "scratch", 299, "unit", 120, 25_368_415, 25_368_415,
        head=HeadOptions(hidden=(2048, 1024)), source="004",
    ),
    Architecture(
        "three-conv", "CNN of three convolutions, three dense layers", "scratch", 299, "unit", 5, 20_174_277,
        20_174_277, head=replace(_FLAT, hidden=(128, 64, 32), dropout=(0.5, 0.5, 0.0)), source="001",
    ),
    Architecture(
        "three-conv-two-dense", "CNN of three convolutions, two dense layers", "scratch", 299, "unit", 5, 20_172_357,
        20_172_357, head=replace(_FLAT, hidden=(128, 64), dropout=0.5), source="001",
        note="The published text shows the net of three dense layers only; this is the same without the last of them.",
    ),
    Architecture(
        "one-conv", "CNN of one convolution", "scratch", 32, "unit", 15, 108_911, 108_911, head=_FLAT,
        source="003", note=_003_OURS,
    ),
    Architecture(
        "two-conv", "CNN of two convolutions", "scratch", 32, "unit", 15, 181_647, 181_647, head=_FLAT, source="003",
        note=_003_OURS,
    ),
    Architecture(
        "small-elu", "Small ELU CNN", "scratch", 32, "unit", 15, 319_535, 318_639, head=_ELU_NET,
        source="003", note=_003_OURS,
    ),
    Architecture(
        "small-elu-64", "Small ELU CNN, larger photos", "scratch", 64, "unit", 15, 646_447, 645_039, head=_ELU_NET,
        source="003", note=_003_OURS,
    ),
    Architecture(
        "dense-sigmoid", "Dense sigmoid net", "dense", 28, "unit", 10, 185_300, 185_300, head=_DENSE_NET, source="002",
        note="Sees the photo in grey, at 28 x 28 pixels; it keeps no map of the photo, so there is no heat map.",
    ),
    Architecture(
        "dense-sigmoid-dropout", "Dense sigmoid net with dropout", "dense", 28, "unit", 10, 185_300, 185_300,
        head=replace(_DENSE_NET, dropout=0.2), source="002",
        note="As the dense sigmoid net; the share of dropout, 0.2, is ours.",
    ),
)  # fmt: skip

ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType({row.name: row for row in _ROWS})


def architecture(name: str) -> Architecture:
    """The network of that name; case, `-` and `_` are ignored.

    Raises:
        BreedLensError: `unknown_architecture`, with the names that there are.
    """
    wanted = name.strip().casefold().replace("_", "-")
    if wanted not in ARCHITECTURES:
        raise BreedLensError(
            "unknown_architecture",
            'There is no network called "{name}". Known networks: {names}.',
            name=name,
            names=", ".join(ARCHITECTURES),
        )
    return ARCHITECTURES[wanted]
