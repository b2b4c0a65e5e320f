#!/usr/bin/env python3
"""Changes one thing of a report whose claims are supported, and counts in how many mutants the claim is no longer supported.
usage: mutate_report.py CHIMERA DIR [--count 200] [--seed 1] [--least 0.97]
The report is what `chimera run DIR --engine none` writes; the appendix' table of queries and the run block stay as they are."""
import argparse, collections, json, pathlib, random, re, subprocess, tempfile

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('chimera'); parser.add_argument('dir')
parser.add_argument('--count', type=int, default=200); parser.add_argument('--seed', type=int, default=1); parser.add_argument('--least', type=float, default=0.0)
options = parser.parse_args()
random.seed(options.seed)

def verify(path): return json.loads(subprocess.run([options.chimera, 'verify', path, options.dir, '--json'], capture_output=True, text=True).stdout)['claims']

def digit(text):
    places = [m.start() for m in re.finditer(r'(?<![\w.])\d', text)]
    if not places: return None
    at = random.choice(places)
    return text[:at] + str((int(text[at]) + random.randint(1, 8)) % 10 or 9) + text[at + 1:]

SWAPS = {'unit': [(' ms', ' s'), (' s', ' ms'), (' tok/s', ' ms')], 'direction': [('highest', 'lowest'), ('lowest', 'highest'), ('higher', 'lower'), ('lower', 'higher')]}

def swap(kind):
    def change(text):
        there = [(a, b) for a, b in SWAPS[kind] if re.search(re.escape(a) + r'\b', text)]
        if not there: return None
        a, b = random.choice(there)
        return re.sub(re.escape(a) + r'\b', b, text, count=1)
    return change

KINDS = {'digit': digit, 'unit': swap('unit'), 'direction': swap('direction')}
with tempfile.TemporaryDirectory() as folder:
    out = pathlib.Path(folder) / 'out'
    subprocess.run([options.chimera, 'run', options.dir, '-o', out, '--engine', 'none'], check=True, capture_output=True)
    lines = (out / 'report.md').read_text().split('\n')
    claims = [c for c in verify(out / 'report.md') if c['verdict'] == 'supported' and 'chimera query' not in lines[c['line'] - 1] and c['type'] not in ('run_metric', 'existence')]
    tried, caught, missed = collections.Counter(), collections.Counter(), []
    while sum(tried.values()) < options.count:
        claim, kind = random.choice(claims), random.choice(['digit', 'digit', 'unit', 'direction'])
        changed = KINDS[kind](claim['text'])
        if changed is None or changed == claim['text']: continue
        line, at = claim['line'] - 1, claim['column'] - 1
        mutant = list(lines)
        mutant[line] = lines[line][:at] + changed + lines[line][at + len(claim['text']):]
        path = pathlib.Path(folder) / 'mutant.md'
        path.write_text('\n'.join(mutant))
        still = any(c['line'] == claim['line'] and c['verdict'] == 'supported' and c['column'] - 1 <= at < c['column'] - 1 + len(c['text']) for c in verify(path))
        tried[kind] += 1; caught[kind] += not still
        if still: missed.append((kind, claim['line'], claim['text'], changed))
for kind in sorted(tried): print(f'{kind:10} {caught[kind]:5} of {tried[kind]:5}')
for kind, line, was, now in missed[:12]: print(f'missed: {kind} line {line}: {was[:80]!r} -> {now[:80]!r}')
share = sum(caught.values()) / max(1, sum(tried.values()))
print(f'{share:.3f} no longer supported, seed {options.seed}')
raise SystemExit(0 if share >= options.least else 1)
