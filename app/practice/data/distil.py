"""Makes pieces.txt and vectors.bin out of a sentence encoder; README.md says from what and how.

python distil.py ENCODER_DIR CONTENT_DIR   (a folder with vocab.txt, tokenizer.json, model.safetensors; the curriculum)
"""

import glob, json, pathlib, random, re, struct, sys, unicodedata
import jax, jax.numpy as jnp
import numpy as np
import scipy.sparse as sp
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
ENCODER, CONTENT = sys.argv[1:3]
WIDTH, ROUNDS, RIDGE, PRIOR, WHITEN = 192, 25, 1.0, 2.0, 0.2

# --- texts


def listed(name):
    return [l.rstrip("\n") for l in open(HERE / name) if l.strip() and not l.startswith("#")]


def made_up(count, seed=1):
    chance, fields = random.Random(seed), []
    for line in listed("phrases.txt"):
        if line.startswith("@"):
            fields.append({})
        else:
            fields[-1][line[0].upper()] = [p.strip() for p in line[2:].split("|")]
    frames = {l[0]: [f.strip() for f in l[2:].split("|")] for l in listed("frames.txt")}
    fill = lambda frame, field: re.sub(r"\b([TOP])\b", lambda m: chance.choice(field[m[1]]), frame)
    out = set()
    while len(out) < count:
        field = chance.choice(fields)
        line = fill(chance.choice(frames[chance.choices("TPOA", (4, 5, 3, 2))[0]]), field)
        if chance.random() < 0.12:
            first = fill(chance.choice(frames[chance.choice("TPO")]), field).rstrip(".")
            line = first + (". " if chance.random() < 0.6 else " and ") + line
        if chance.random() < 0.3:
            line = line.lower().rstrip("?.!")
        if chance.random() < 0.1:
            line = chance.choice(["Hi, ", "hello ", "Hey there, ", "Excuse me, ", "ok ", "So ", "Well, ", "Please, "]) + line
        out.add(line)
    return sorted(out)


def curriculum():
    out = set()
    for path in glob.glob(CONTENT + "/**/*.*", recursive=True):
        for line in open(path):
            for part in re.split(r'(?<=[.?!])\s+|["|]', line):
                part = re.sub(r"[*_`#>\[\]{}]|\([^)]*\)", "", part).strip(" -,:")
                if 3 <= len(part.split()) <= 25:
                    out.add(part)
    return sorted(out)


def heaps(count, vocabulary, seed=5):
    chance = random.Random(seed)
    words = [w for w, i in sorted(vocabulary.items(), key=lambda x: x[1]) if i > 1996 and w.isalpha() and w.isascii() and len(w) > 2]
    sums = list(np.cumsum(1 / (np.arange(len(words)) + 300.0)))
    return [" ".join(chance.choices(words, cum_weights=sums, k=chance.choice([2, 2, 3, 3, 4, 5]))) for _ in range(count)]


# --- the encoder

raw = open(ENCODER + "/model.safetensors", "rb").read()
size = struct.unpack("<Q", raw[:8])[0]
W = {}
for name, what in json.loads(raw[8 : 8 + size]).items():
    if name != "__metadata__" and what["dtype"] == "F32":
        start, end = what["data_offsets"]
        array = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32).reshape(what["shape"]).copy()
        W[name] = array.T if array.ndim == 2 and "embeddings" not in name else array
EMBED = W.pop("embeddings.word_embeddings.weight")
TOKENS = Tokenizer.from_file(ENCODER + "/tokenizer.json")
TOKENS.no_padding()
TOKENS.enable_truncation(64)


@jax.jit
def forward(w, x, mask):
    def norm(x, p):
        v = x - x.mean(-1, keepdims=True)
        return v * jax.lax.rsqrt((v * v).mean(-1, keepdims=True) + 1e-12) * w[p + ".weight"] + w[p + ".bias"]

    line = lambda x, p: x @ w[p + ".weight"] + w[p + ".bias"]
    b, t, _ = x.shape
    x = norm(x + w["embeddings.position_embeddings.weight"][:t] + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for n in range(6):
        p = f"encoder.layer.{n}."
        q, k, v = (line(x, p + "attention.self." + m).reshape(b, t, 12, 32).transpose(0, 2, 1, 3) for m in ("query", "key", "value"))
        s = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(32)) + (1 - mask)[:, None, None, :] * -1e9)
        x = norm(x + line((s @ v).transpose(0, 2, 1, 3).reshape(b, t, 384), p + "attention.output.dense"), p + "attention.output.LayerNorm")
        x = norm(x + line(jax.nn.gelu(line(x, p + "intermediate.dense")), p + "output.dense"), p + "output.LayerNorm")
    h = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return h / jnp.linalg.norm(h, axis=1, keepdims=True)


def encode(ids, batch=64):
    out, lengths = np.zeros((len(ids), 384), np.float32), {}
    for n, x in enumerate(ids):
        lengths.setdefault(len(x) if len(x) <= 8 else -(-len(x) // 4) * 4, []).append(n)
    for length, of in sorted(lengths.items()):
        for start in range(0, len(of), batch):
            part = of[start : start + batch]
            tokens, mask = np.zeros((batch, length), np.int32), np.zeros((batch, length), np.float32)
            mask[:, 0] = 1
            for row, n in enumerate(part):
                tokens[row, : len(ids[n])], mask[row, : len(ids[n])] = ids[n], 1
            out[part] = np.asarray(forward(W, jnp.array(EMBED[tokens]), jnp.array(mask)))[: len(part)]
    return out


# --- words as the engine reads them (src/text), then pieces, longest first

FIX = dict(p.split(":") for p in "can't:can not|cant:can not|cannot:can not|won't:will not|wont:will not|shan't:shall not|ain't:is not|aint:is not|isnt:is not|dont:do not|doesnt:does not|didnt:did not|wasnt:was not|havent:have not|hasnt:has not|couldnt:could not|wouldnt:would not|shouldnt:should not|im:i am|ive:i have|youre:you are|youve:you have|thats:that is|whats:what is|theres:there is|let's:let us|lets:let us|gonna:going to|wanna:want to|gotta:have to|pls:please|plz:please|thx:thanks|asap:as soon as possible|u:you|ur:your".split("|"))
TAIL = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
IS = set("it that what there here he she who where how when everything something".split())


def words(text):
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower().replace("’", "'")):
        head, _, tail = word.partition("'")
        if word in FIX:
            yield from FIX[word].split()
        elif tail == "t" and head.endswith("n"):
            yield from (head[:-1], "not")
        elif tail in TAIL:
            yield from (head, TAIL[tail])
        elif tail == "s":
            yield from (head, "is") if head in IS else (head,)
        else:
            yield word.replace("'", "")


VOCABULARY = {l.rstrip("\n"): n for n, l in enumerate(open(ENCODER + "/vocab.txt"))}
PIECES = {w: n for w, n in VOCABULARY.items() if w.isascii() and not w.startswith("[") and any(c.isalnum() for c in w)}


def pieces(word):
    word, out, at = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)), [], 0
    while at < len(word):
        end = next((e for e in range(len(word), at, -1) if ("##" if at else "") + word[at:e] in PIECES), None)
        if end is None:
            return []
        out.append(PIECES[("##" if at else "") + word[at:end]])
        at = end
    return out


# --- the fit

sentences, lines, mixed = made_up(40000), curriculum(), heaps(40000, VOCABULARY)
texts, plain = sentences + lines + mixed, len(sentences) + len(lines)
Y = encode([t.ids for t in TOKENS.encode_batch(texts)])
V = encode([[101, n, 102] for n in range(len(VOCABULARY))], 256)

ids = [[p for w in words(t) for p in pieces(w)] for t in texts]
A = sp.csr_matrix((np.ones(sum(map(len, ids)), np.float32), ([r for r, x in enumerate(ids) for _ in x], [p for x in ids for p in x])), (len(texts), len(V)))
A.sum_duplicates()
A = sp.diags(np.maximum(np.asarray(A.sum(1)).ravel(), 1) ** -0.5) @ A
middle = Y[:plain].mean(0)
_, _, turn = np.linalg.svd((Y - middle)[:plain:4], full_matrices=False)
turn = turn[:WIDTH].T
share = 1e-3 / (1e-3 + 1 / (np.maximum(np.arange(len(V)) - 996, 1) + 2.7) / 10)
start = PRIOR * ((V - V.mean(0)) @ turn) * share[:, None]
X, r = np.zeros_like(start), A.T @ ((Y - middle) @ turn - A @ start)
p, rs = r.copy(), (r * r).sum(0)
for _ in range(ROUNDS):
    q = A.T @ (A @ p) + RIDGE * p
    step = rs / ((p * q).sum(0) + 1e-12)
    X, r = X + step * p, r - step * q
    new = (r * r).sum(0)
    p, rs = r + new / (rs + 1e-12) * p, new
X += start

Z = A[:plain:3] @ X
values, axes = np.linalg.eigh(np.cov((Z / np.maximum(np.linalg.norm(Z, axis=1, keepdims=True), 1e-9)).T))
X = X @ (axes * np.maximum(values, 1e-6) ** -WHITEN)

kept = sorted(PIECES.items(), key=lambda x: x[1])
rows = np.array([X[n] for _, n in kept])
scale = np.abs(rows).max(1) / 127
whole = np.maximum(1, np.round(scale / scale.max() * 65535)).astype("<u2")
signed = np.clip(np.round(rows / (whole[:, None] * scale.max() / 65535)), -127, 127).astype(np.int8)
(HERE / "pieces.txt").write_text("".join(w + "\n" for w, _ in kept))
(HERE / "vectors.bin").write_bytes(whole.tobytes() + signed.tobytes())
