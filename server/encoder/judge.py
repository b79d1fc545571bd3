"""Teaches the upper layers of the encoder to judge whether a statement answers a question, from pages of made-up cities with
questions about them. Only an addition to their weights is learned (LoRA, Hu et al. 2021): the encoder stays as it is.
A question (`q`) in a language (`l`) has the places of the statements that answer it (`a`), and whether it can be understood
without knowing its page (`s`).

    pip install torch==2.5.1, and what build.py needs
    python judge.py; python build.py

Learns from ../understanding/pages and prints how well it judges ../../test/bench/pages. Takes about an hour on two cores.
Writes judge.bin and judge.json beside itself; lower.onnx and upper.onnx must be there.
"""

import json
import math
import random
from functools import cache

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F

from build import EPSILON, HEADS, HERE, INNER, LAYERS, UPPER, WIDTH, Source, Vocabulary, weights_of, weights_path

PAGES, HELD_OUT = HERE.parent / "understanding/pages", HERE.parents[1] / "test/bench/pages"
# How many pieces of a question, and of a statement, are read.
QUESTION_PIECES, STATEMENT_PIECES = 64, 100
RANK, PROJECTED = 32, 64
RATE = 1e-3
# So many questions at a time, each with so many statements, most of those that do not answer from the nearest.
QUESTIONS, STATEMENTS, NEAREST = 8, 6, 8
# Statements of another page among so many nearest, unless it is as near as one about the same matter.
NEIGHBOURS, SAME_MATTER = 12, 0.8
# How often a question that names its matter is shown with a statement of such a page.
OTHER_PAGE = 0.6
# So many of a page's statements are judged in the server.
JUDGED = 3

random.seed(1)
torch.manual_seed(0)


class Reader:
    """What the encoder makes of texts: the states of their pieces after the lower layers, and their vectors."""

    def __init__(self):
        self.vocabulary = Vocabulary.read()
        self.lower, self.upper = (onnxruntime.InferenceSession(HERE / f"{half}.onnx") for half in ("lower", "upper"))

    @cache
    def read(self, text, most):
        state, = self.lower.run(["state"], {"embeddings": self.vocabulary.embedded(text, most)})
        none = np.zeros((1, state.shape[1], 1), np.float32)
        mean, = self.upper.run(["mean"], {"state": state, "segments": none})
        return state[0].astype(np.float16), mean[0] / np.linalg.norm(mean[0])

    def question(self, text):
        return self.read(f"query: {lowered(text)}", QUESTION_PIECES)

    def statement(self, page, place):
        said = page["say"][place]
        heading = f"{said['h']}: " if said["h"] else ""
        return self.read(f"passage: {page['title']}. {heading}{said['t']}", STATEMENT_PIECES)


def lowered(text):
    """As the server does with what is shouted."""
    return text.lower().replace("i\u0307", "i") if sum(map(str.isupper, text)) > sum(map(str.islower, text)) else text


def pages_in(folder):
    return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]


class Judge(torch.nn.Module):
    """The upper layers with what is learned."""

    def __init__(self, source, middle):
        super().__init__()
        self.plain, self.learned = {}, torch.nn.ParameterDict()
        for layer in range(UPPER, LAYERS):
            inputs = {"qkv": WIDTH, "ao": WIDTH, "fi": WIDTH, "fo": INNER}
            for name, width in inputs.items():
                parts = ["q", "k", "v"] if name == "qkv" else [name]
                matrix, bias = weights_of(source, [f"l{layer}.{part}" for part in parts], width)
                self.plain[f"l{layer}.{name}"] = (torch.tensor(matrix.T.copy()), torch.tensor(bias))
                self.add(f"l{layer}.{name}.a", torch.randn(width, RANK) / width**0.5)
                self.add(f"l{layer}.{name}.b", torch.zeros(RANK, len(bias)))
                self.add(f"l{layer}.{name}.bias", torch.zeros(len(bias)))
            for norm in ("aln", "oln"):
                name = f"l{layer}.{norm}"
                self.plain[name] = tuple(torch.tensor(source.floats(f"{name}.{part}").copy()) for part in "wb")
        self.add("segment", torch.zeros(WIDTH))
        self.add("middle", torch.tensor(middle))
        self.add("projection", torch.randn(WIDTH, PROJECTED) / WIDTH**0.5)
        self.add("importance", torch.zeros(WIDTH, 1))
        # It begins with what is known: the cosine of question and statement, and of their pieces.
        self.add("head", torch.cat([torch.zeros(3 * WIDTH), torch.tensor([5.0, 3.0])])[:, None])
        self.add("bias", torch.tensor([-4.0]))

    def add(self, name, values):
        self.learned[name.replace(".", "_")] = torch.nn.Parameter(values.float())

    def get(self, name):
        return self.learned[name.replace(".", "_")]

    def linear(self, name, value):
        matrix, bias = self.plain[name]
        narrow = value @ self.get(f"{name}.a")
        return torch.addmm(bias + self.get(f"{name}.bias"), value, matrix) + narrow @ self.get(f"{name}.b")

    def forward(self, state, segments, mask):
        """`state` has the shape [pairs, pieces, WIDTH]; the others, of 0 and 1, [pairs, pieces]."""
        pairs, pieces, _ = state.shape
        hidden = (~mask.bool()).float().mul(-1e9)[:, None, None, :].expand(pairs, 1, pieces, pieces)
        flat = (state + segments[:, :, None] * self.get("segment")).reshape(-1, WIDTH)
        for layer in range(UPPER, LAYERS):
            name = f"l{layer}"
            shape = (pairs, pieces, HEADS, WIDTH // HEADS)
            heads = [part.reshape(shape).transpose(1, 2) for part in self.linear(f"{name}.qkv", flat).split(WIDTH, -1)]
            mixed = F.scaled_dot_product_attention(*heads, attn_mask=hidden).transpose(1, 2).reshape(-1, WIDTH)
            flat = F.layer_norm(flat + self.linear(f"{name}.ao", mixed), (WIDTH,), *self.plain[f"{name}.aln"], EPSILON)
            inner = F.gelu(self.linear(f"{name}.fi", flat))
            flat = F.layer_norm(flat + self.linear(f"{name}.fo", inner), (WIDTH,), *self.plain[f"{name}.oln"], EPSILON)
        return self.score(flat.reshape(state.shape), mask * (1 - segments), mask * segments)

    def score(self, state, asked, said):
        middle = self.get("middle")
        question, statement = (mean_of(state, own) for own in (asked, said))
        cosine = (unit(unit(question) - middle) * unit(unit(statement) - middle)).sum(-1, keepdim=True)
        pieces = unit((unit(state) - middle) @ self.get("projection"))
        likest = (pieces @ pieces.transpose(1, 2) - 9 * (1 - said[:, None, :])).max(-1).values
        weights = F.softplus((state @ self.get("importance")).squeeze(-1) + 1) * asked
        late = (likest * weights).sum(1, keepdim=True) / weights.sum(1, keepdim=True)
        signs = torch.cat([state[:, 0], question, statement, cosine, late], -1)
        return (signs @ self.get("head")).squeeze(-1) + self.get("bias")


def unit(values):
    return values / (values.norm(dim=-1, keepdim=True) + 1e-9)


def mean_of(state, mask):
    return (state * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


def padded(pairs):
    """Pairs of states as three tensors: the states, which of them are the statement's, which are there."""
    length = max(len(question) + len(statement) for question, statement in pairs)
    length = -(-length // 8) * 8
    state = np.zeros((len(pairs), length, WIDTH), np.float32)
    segments, mask = np.zeros((2, len(pairs), length), np.float32)
    for place, (question, statement) in enumerate(pairs):
        asked, end = len(question), len(question) + len(statement)
        state[place, :asked], state[place, asked:end] = question, statement
        segments[place, asked:end] = mask[place, :end] = 1
    return [torch.from_numpy(values) for values in (state, segments, mask)]


def loss_of(scores, answers):
    """How unlikely the right one is: one of the answers, or, where there is none, that none of the statements answers."""
    scores = torch.cat([torch.zeros(len(scores), 1), scores], 1)
    right = torch.cat([1 - answers.amax(1, keepdim=True), answers], 1)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(right == 0, -1e9), 1)).mean()


class Lessons:
    """Questions with statements that answer them or might seem to."""

    def __init__(self, pages, reader):
        self.pages, self.reader = pages, reader
        vectors = [reader.question(page["title"])[1] for page in pages]
        vectors += [reader.question(ask["q"])[1] for page in pages for ask in page["ask"]]
        vectors += [reader.statement(page, place)[1] for page in pages for place in range(len(page["say"]))]
        self.middle = np.mean(vectors, 0)
        titles = np.array([self.centred(vector) for vector in vectors[: len(pages)]])
        self.nearness = titles @ titles.T

    def centred(self, vector):
        return (vector - self.middle) / np.linalg.norm(vector - self.middle)

    def nearest(self, page, ask):
        """The places of a page's statements, the nearest to the question first."""
        own = self.centred(self.reader.question(ask["q"])[1])
        cosines = [self.centred(self.reader.statement(page, place)[1]) @ own for place in range(len(page["say"]))]
        return sorted(range(len(cosines)), key=lambda place: -cosines[place])

    def neighbour(self, number):
        near = [
            other
            for other in np.argsort(-self.nearness[number])[:NEIGHBOURS]
            if other != number and self.nearness[number, other] < SAME_MATTER
        ]
        return self.pages[random.choice(near)] if near else None

    def lesson(self, number, page, ask):
        """The states of a question, and of so many statements each with whether it answers."""
        answers = random.sample(ask["a"], min(2, len(ask["a"])))
        rows = [(page, place, 1.0) for place in answers]
        if ask.get("s") and random.random() < OTHER_PAGE and (other := self.neighbour(number)):
            rows += [(other, place, 0.0) for place in self.nearest(other, ask)[: 1 if answers else 2]]
        wrong = [place for place in self.nearest(page, ask) if place not in ask["a"]]
        near, rest = wrong[:NEAREST], wrong[NEAREST:]
        random.shuffle(near)
        random.shuffle(rest)
        room = STATEMENTS - len(rows)
        first = max(room - 1, 0)
        chosen = (near[:first] + rest[:1] + near[first:] + rest[1:])[:room]
        rows += [(page, place, 0.0) for place in chosen]
        question = self.reader.question(ask["q"])[0]
        return [((question, self.reader.statement(of, place)[0]), answer) for of, place, answer in rows]

    def batches(self):
        """All questions once, those of about the same length together."""
        lessons = [self.lesson(number, page, ask) for number, page in enumerate(self.pages) for ask in page["ask"]]
        lessons = [lesson for lesson in lessons if len(lesson) == STATEMENTS]
        lessons.sort(key=lambda lesson: max(len(question) + len(statement) for (question, statement), _ in lesson))
        groups = [lessons[at : at + QUESTIONS] for at in range(0, len(lessons) - QUESTIONS + 1, QUESTIONS)]
        random.shuffle(groups)
        return groups


def learn(judge, batches):
    optimizer = torch.optim.AdamW(judge.parameters(), weight_decay=0.0)
    warm = len(batches) // 15
    for step, lessons in enumerate(batches):
        done = (step - warm) / (len(batches) - warm)
        rate = step / warm if step < warm else 0.02 + 0.49 * (1 + math.cos(math.pi * done))
        for group in optimizer.param_groups:
            group["lr"] = RATE * rate
        rows = [row for lesson in lessons for row in lesson]
        answers = torch.tensor([answer for _, answer in rows]).reshape(-1, STATEMENTS)
        loss = loss_of(judge(*padded([pair for pair, _ in rows])).reshape(-1, STATEMENTS), answers)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 99:
            print(f"{step + 1} of {len(batches)} steps: {loss.item():.3f}", flush=True)


@torch.no_grad()
def examine(judge, lessons):
    """Shares among questions of pages that nothing was learned from."""
    right = wrong = missed = said = 0
    for page in lessons.pages:
        for ask in page["ask"]:
            places = lessons.nearest(page, ask)[:JUDGED]
            question = lessons.reader.question(ask["q"])[0]
            scores = judge(*padded([(question, lessons.reader.statement(page, place)[0]) for place in places]))
            best = int(scores.argmax())
            is_answered = scores[best].exp() / (1 + scores.exp().sum()) >= 0.5
            is_right = places[best] in ask["a"]
            said += bool(ask["a"])
            right += bool(is_answered and is_right)
            wrong += bool(is_answered and not is_right)
            missed += bool(not is_answered and ask["a"])
    count = sum(len(page["ask"]) for page in lessons.pages)
    print(f"{count} questions, {said} of them answered there: {right} answered right, {missed} declined; {wrong} answered wrong")


def write(judge):
    places, values = {}, b""
    for name, parameter in judge.learned.items():
        bytes_of = parameter.detach().numpy().astype("<f2").tobytes()
        places[name.replace("_", ".")] = [len(values), list(parameter.shape)]
        values += bytes_of
    (HERE / "judge.bin").write_bytes(values)
    (HERE / "judge.json").write_text(json.dumps(places) + "\n")


def main():
    reader = Reader()
    lessons = Lessons(pages_in(PAGES), reader)
    judge = Judge(Source(weights_path()), lessons.middle)
    learn(judge, lessons.batches())
    write(judge)
    examine(judge, Lessons(pages_in(HELD_OUT), reader))


if __name__ == "__main__":
    main()
