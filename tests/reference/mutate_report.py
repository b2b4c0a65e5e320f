#!/usr/bin/env python3
"""Changes one thing of a report whose claims are supported, and counts in how many mutants the claim is no longer supported.
usage: mutate_report.py CHIMERA DIR [--report FILE] [--count 2000] [--seed 1] [--least 0.97] [--jobs 2] [--missed 12]
The report is FILE, else what `chimera run DIR --engine none` writes; the run block, lists of files and the appendix' queries stay as they are.
Mutants of different paragraphs, list items and table rows share one copy of the report, since none of them is read with another;
the original must stay silent. What is as true as before is no mutant: a last digit by one (RULES 6 accepts what was cut off or a half
rounded), a bound that only gets wider, the order of a list. A mutant counts as caught where a claim that was supported on its line no longer is: for a changed
number, unit or date the very claim that holds it."""
import argparse, collections, concurrent.futures, json, pathlib, random, re, subprocess, tempfile

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('chimera'); parser.add_argument('dir')
parser.add_argument('--report', type=pathlib.Path); parser.add_argument('--count', type=int, default=2000); parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--least', type=float, default=0.0); parser.add_argument('--jobs', type=int, default=2); parser.add_argument('--missed', type=int, default=12)
options = parser.parse_args()
random.seed(options.seed)
CODE = re.compile(r'`[^`]*`')


def verify(path):
    done = subprocess.run([options.chimera, 'verify', path, options.dir, '--json'], capture_output=True, text=True)
    return json.loads(done.stdout)['claims']


def outside_code(text, pattern):
    """Matches of the pattern that are in no code span."""
    spans = [m.span() for m in CODE.finditer(text)]
    return [m for m in re.finditer(pattern, text) if not any(a < m.end() and m.start() < b for a, b in spans)]


def replaced(text, match, new):
    return text[:match.start()] + new + text[match.end():]


def digit(claim, _):
    """One digit of a number, not a zero that says nothing."""
    places = [m for m in outside_code(claim, r'(?<![\w.])\d[\d,]*(\.\d+)?(?![\w-])') if not claim[:m.start()].endswith('< ')]
    if not places: return None
    number = random.choice(places)
    at = random.choice([i for i, c in enumerate(number[0]) if c.isdigit()])
    last = at == len(number[0]) - 1 and len(number[0]) > 2
    other = random.choice([d for d in '123456789' if d != number[0][at] and not (last and abs(int(d) - int(number[0][at])) in (1, 9))])
    return replaced(claim, number, number[0][:at] + other + number[0][at + 1:])


def unit(claim, _):
    there = outside_code(claim, r'(?<=\d) (ms|s|tok/s|MB|GB|W)(?![\w/])')
    if not there: return None
    match = random.choice(there)
    return replaced(claim, match, ' ' + {'ms': 's', 's': 'ms', 'tok/s': 'ms', 'MB': 'GB', 'GB': 'MB', 'W': 'ms'}[match[1]])


OPPOSITES = [('highest', 'lowest'), ('higher', 'lower'), ('faster', 'slower'), ('fastest', 'slowest'), ('longer', 'shorter'), ('best', 'worst'), ('more', 'less'), ('increases', 'decreases'), ('above', 'below')]
OPPOSITE = dict(OPPOSITES) | {b: a for a, b in OPPOSITES}


def direction(claim, _):
    there = outside_code(claim, r'\b(' + '|'.join(OPPOSITE) + r')\b')
    return replaced(claim, (m := random.choice(there)), OPPOSITE[m[0]]) if there else None


NOUNS = 'trials|files|models|rows|runs|configurations|prompts|kernels|backends|copies|cold starts|failed|folders|CSV|JSON|Markdown|settings|requests|levels'


def count(claim, _):
    there = outside_code(claim, r'(?<![\w.,])\d+(?= (?:of|' + NOUNS + r')\b)')
    return replaced(claim, (m := random.choice(there)), str(max(1, int(m[0]) + random.choice([-3, -2, -1, 1, 2, 3, 10])))) if there else None


def date(claim, _):
    there = outside_code(claim, r'\b(20\d\d)-(\d\d)-(\d\d)\b')
    if not there: return None
    m = random.choice(there)
    return replaced(claim, m, random.choice([f'{int(m[1]) - random.randint(1, 3)}-{m[2]}-{m[3]}', f'{m[1]}-{(int(m[2]) + random.randint(2, 9)) % 12 + 1:02d}-{m[3]}']))


def same_kind(name):
    """Other names of the data that could stand in its place."""
    if '=' in name: return [n for n in NAMES if n.split('=')[0] == name.split('=')[0] and n != name]
    if '/' in name or name.endswith(('.csv', '.json')): return [n for n in NAMES if n.endswith(name.rsplit('.', 1)[-1]) and '/' in n and n != name]
    return [n for n in NAMES if (':' in n) == (':' in name) and '=' not in n and '/' not in n and not re.fullmatch(r'[Ff][0-9a-f]{8,}', n) and n != name and n in SUBJECTS] if name in SUBJECTS else []


def name(claim, _):
    there = [m for m in CODE.finditer(claim) if same_kind(m[0].strip('`'))]
    return replaced(claim, (m := random.choice(there)), '`' + random.choice(same_kind(m[0].strip('`'))) + '`') if there else None


def is_list(between):
    """Whether names joined like this may stand in any order."""
    return not re.search(r'\w{2,}', re.sub(r'\b(and|or)\b', '', CODE.sub('', between)))


def order(_, line):
    """Two names of one kind change places."""
    there = [m for m in CODE.finditer(line) if same_kind(m[0].strip('`'))]
    pairs = [(a, b) for a in there for b in there if a.start() < b.start() and a[0] != b[0] and b[0].strip('`') in same_kind(a[0].strip('`')) and not is_list(line[a.end():b.start()])]
    if not pairs: return None
    a, b = random.choice(pairs)
    return line[:a.start()] + b[0] + line[a.end():b.start()] + a[0] + line[b.end():]


ALL = {'most': 'all', 'some': 'all', 'several': 'all', 'no': 'every', 'only': 'never', 'each': 'no', 'none': 'all'}


def every(claim, _):
    there = outside_code(claim, r'\b(most|some|several)\b')
    return replaced(claim, (m := random.choice(there)), ALL[m[0]]) if there else None


def rows(_, line):
    """The number of another row in the same column."""
    if not line.startswith('|'): return None
    at = LINES.index(line)
    others = [l for l in LINES[max(0, at - 30):at + 30] if l.startswith('|') and l.count('|') == line.count('|') and l != line]
    cells = line.split('|')
    numeric = [i for i, c in enumerate(cells) if i > 1 and re.fullmatch(r' *-?[\d.,]+( \S+)? *', c)]
    random.shuffle(others)
    for column in random.sample(numeric, len(numeric)):
        for other in others:
            cell = other.split('|')[column]
            if re.fullmatch(r' *-?[\d.,]+( \S+)? *', cell) and cell.strip() != cells[column].strip():
                return '|'.join(cells[:column] + [cell] + cells[column + 1:])
    return None


KINDS = {'digit': digit, 'unit': unit, 'name': name, 'direction': direction, 'count': count, 'date': date, 'order': order, 'all for most': every, 'swapped rows': rows}
LINE_KINDS = ('order', 'swapped rows')
VERY_CLAIM = ('digit', 'unit', 'count', 'date')


def make_mutants(claims):
    """(kind, line, first column changed, the line as changed)."""
    mutants, seen, tries = [], set(), 0
    while len(mutants) < options.count and tries < 60 * options.count:
        tries += 1
        kind, claim = random.choice(list(KINDS)), random.choice(claims)
        line, at = LINES[claim['line'] - 1], claim['column'] - 1
        changed = KINDS[kind](claim['text'], line)
        if changed is None: continue
        new = changed if kind in LINE_KINDS else line[:at] + changed + line[at + len(claim['text']):]
        key = (claim['line'], new)
        if new == line or key in seen: continue
        seen.add(key)
        first = next(i for i in range(min(len(new), len(line)) + 1) if new[:i + 1] != line[:i + 1])
        mutants.append((kind, claim['line'], first, new))
    return mutants


def block_of(number):
    """What is read together: a paragraph; a list item or a table row is one of its own."""
    if LINES[number - 1].lstrip().startswith(('|', '- ', '* ')) or re.match(r'\s*\d+\. ', LINES[number - 1]): return number
    while number > 1 and LINES[number - 2].strip() and not LINES[number - 2].lstrip().startswith(('|', '- ', '* ', '#')): number -= 1
    return number


def packed(mutants):
    packs = []
    for mutant in mutants:
        block = block_of(mutant[1])
        pack = next((p for p in packs if block not in p), None)
        if pack is None: packs.append(pack := {})
        pack[block] = mutant
    return [list(p.values()) for p in packs]


def judge(pack, folder, number):
    path = pathlib.Path(folder) / f'mutant{number}.md'
    lines = list(LINES)
    for _, line, _, new in pack: lines[line - 1] = new
    path.write_text('\n'.join(lines))
    by_line = collections.defaultdict(list)
    for claim in verify(path): by_line[claim['line']].append(claim)
    verdicts = []
    for kind, line, first, new in pack:
        here = by_line[line]
        if kind in VERY_CLAIM:
            still = any(c['verdict'] == 'supported' and c['column'] - 1 <= first < c['column'] - 1 + len(c['text']) for c in here)
        else:
            still = sum(c['verdict'] == 'supported' for c in here) >= BEFORE[line] and not any(c['verdict'] == 'contradicted' for c in here)
        verdicts.append((kind, line, new, not still))
    return verdicts


with tempfile.TemporaryDirectory() as folder:
    report = options.report
    if report is None:
        subprocess.run([options.chimera, 'run', options.dir, '-o', pathlib.Path(folder) / 'out', '--engine', 'none'], check=True, capture_output=True)
        report = pathlib.Path(folder) / 'out' / 'report.md'
    LINES = report.read_text().split('\n')
    everything = verify(report)
    alarms = [c for c in everything if c['verdict'] == 'contradicted']
    if alarms: print('the original is not silent:', *[(c['line'], c['text']) for c in alarms[:5]], sep='\n  ')
    end = next((i for i, l in enumerate(LINES) if l.startswith('## Workflow')), len(LINES))
    claims = [c for c in everything if c['verdict'] == 'supported' and c['line'] <= end and 'chimera query' not in LINES[c['line'] - 1] and c['type'] not in ('run_metric', 'existence')]
    BEFORE = collections.Counter(c['line'] for c in everything if c['verdict'] == 'supported')
    NAMES = sorted({m[0].strip('`') for l in LINES[:end] for m in CODE.finditer(l) if not re.search(r'\s|_(ms|s|ts|us|ns)$', m[0].strip('`'))})
    SUBJECTS = {n for n in NAMES if ':' in n or any(f'`{n}` has the' in l or f'for `{n}`' in l or l.startswith(f'| `{n}`') for l in LINES)}
    tried, caught, missed = collections.Counter(), collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        packs = packed(make_mutants(claims))
        for verdicts in pool.map(lambda numbered: judge(numbered[1], folder, numbered[0]), enumerate(packs)):
            for kind, line, new, found in verdicts:
                tried[kind] += 1; caught[kind] += found
                if not found: missed.append((kind, line, new))

for kind in KINDS:
    if tried[kind]: print(f'{kind:13} {caught[kind]:5} of {tried[kind]:5}  {100 * caught[kind] / tried[kind]:5.1f} %')
    else: print(f'{kind:13} the report has nothing of the kind')
for kind, line, now in random.Random(options.seed).sample(missed, min(options.missed, len(missed))):
    was = LINES[line - 1]; at = next((i for i in range(min(len(was), len(now))) if was[i] != now[i]), 0)
    print(f'missed: {kind} line {line}: {was[max(0, at - 70):at + 40]!r} -> {now[max(0, at - 30):at + 40]!r}')
share = sum(caught.values()) / max(1, sum(tried.values()))
print(f'{share:.4f} of {sum(tried.values())} no longer supported, in {len(packs)} copies, seed {options.seed}')
raise SystemExit(0 if share >= options.least and not alarms else 1)
