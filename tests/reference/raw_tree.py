"""A tree of artifacts as pandas and json read it: trials with their settings, failed and cold ones tagged by the rules of
docs/reading.md. Knows nothing of Chimera: what it says is what Chimera's facts are held against."""
import fnmatch, functools, json, os, pathlib, re
import pandas as pd

ANALYZED = {'.csv': 'CSV', '.tsv': 'CSV', '.json': 'JSON', '.jsonl': 'JSON', '.ndjson': 'JSON', '.md': 'Markdown',
            '.log': 'log', '.txt': 'log', '.out': 'log'}
NO_ERROR = {'', 'none', 'null', 'nan', 'no', '0', 'ok', '[]', 'false'}
NO = {'false', '0', 'no', 'fail'}
BAD_STATUS = {'failed', 'failure', 'error', 'errored', 'timeout', 'aborted', 'crash', 'cancelled'}
COLD_FACTOR, COLD_LEAST_S = 5, 0.2
STATED = re.compile(r'(^|[._ ])(mean|avg|average|median|std|stdev|min|max|p\d+|overall|total)([._ ]|$)', re.I)


def same_name(a, b):
    normal = [re.sub(r'[^a-z0-9]+', '_', x.lower()).strip('_') for x in (a, b)]
    return normal[0] == normal[1]


def number(text):
    """None for what is no finite number; 22,80,000 is one."""
    if isinstance(text, str) and re.fullmatch(r'\d{1,3}(,\d{2,3})+', text):
        text = text.replace(',', '')
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if value == value and abs(value) != float('inf') else None


def reason_of(cells):
    """Why a record failed, from its error, success, status and text cells; '' if it did not."""
    flag = ''
    for name, cell in cells.items():
        last, text = name.split('.')[-1].lower(), '' if cell is None else str(cell)
        if last in ('success', 'passed'):
            flag = flag or (f'{name} is {text}' if text.lower() in NO else '')
        elif last == 'status':
            flag = flag or (f'{name} is {text}' if text.lower() in BAD_STATUS else '')
        elif last == 'error' and text.lower() not in NO_ERROR:
            return text
        elif re.match(r'error[ :]', text, re.I):
            return text
    return flag


class Table:
    """Records of one shape in one file: a frame of cells as spelled, an index of places, failed (a reason) and cold."""

    def __init__(self, file, pointer, records, names):
        self.file, self.pointer = file, pointer
        self.cells = pd.DataFrame(records, dtype=object)
        self.names = names  # columns that only name the record: keys, settings above it
        self.reason = [reason_of(r) or self.reason_in_numbers(r) for r in records]
        self.cold = self.cold_trials()

    def reason_in_numbers(self, record):
        measured = [number(v) for k, v in record.items() if k not in self.names and self.is_measured(k)]
        if not measured:
            return ''
        known = [v for v in measured if v is not None]
        if not known:
            return 'no value'
        timed = any(re.search(r'(_s|_ms|tokens_s|per_second)$', k) for k in record)
        return 'every value is zero' if timed and not any(known) else ''

    @staticmethod
    def is_measured(name):
        return bool(re.search(r'(_s|_ms|\(ms\)|_seconds|per[_ ]second|_mb|_gb|percent|eval_count|tokens|rate|efficiency|accuracy|loss|time|latency|power|bytes)$',
                              name, re.I)) and name not in ('num_ctx', 'num_gpu')

    def column(self, name):
        exact = [c for c in self.cells.columns if c == name]
        return (exact or [c for c in self.cells.columns if same_name(c, name) or c.endswith('.' + name)] or [None])[0]

    def values(self, name):
        return pd.Series([number(v) for v in self.cells[name]], dtype=float)

    def cold_trials(self):
        ok = pd.Series([not r for r in self.reason])
        load, ttft = (self.column(c) for c in ('load_s', 'ttft_s'))
        if load:
            values = self.values(load)
            return list(ok & (values > COLD_FACTOR * values[ok].median()) & (values > COLD_LEAST_S))
        cold = [False] * len(ok)
        if ttft and len(ok) >= 3 and ok[0]:
            values = self.values(ttft)
            cold[0] = bool(values[0] > COLD_FACTOR * values[1:][ok[1:]].median())
        return cold


def flat(record, prefix=''):
    """Scalars of an object by dotted path; lists left out."""
    cells = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells.update(flat(value, f'{prefix}{key}.'))
        elif not isinstance(value, list):
            cells[prefix + key] = value
    return cells


def deeper(value, path, above, found):
    """The lists of objects inside a record, however deep."""
    if isinstance(value, list):
        leaves(value, path, above, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            deeper(inner, [*path, key], above, found)


def alike(value):
    """Objects under keys that name things: several, of which each two share a key."""
    inner = [v for v in value.values()] if isinstance(value, dict) else []
    return len(inner) >= 1 and all(isinstance(v, dict) and v for v in inner) and \
        (len(inner) == 1 or len(set.intersection(*(set(v) for v in inner))) > 0)


def leaves(value, path, above, found):
    """Collects (pointer, record with what names it, names): elements of lists of objects and objects that look alike."""
    if isinstance(value, list):
        records = [v for v in value if isinstance(v, dict)]
        for record in records:
            found.setdefault('/'.join(path), []).append(({**above, **flat(record)}, set(above)))
            for key, inner in record.items():
                deeper(inner, [*path, '*', key], above, found)
    elif alike(value) and not any(alike(v) for v in value.values()):
        for key, record in value.items():
            named = {**above, path[-1] if path else 'key': key}
            found.setdefault('/'.join(path[:1] if 'key' in above else path), []).append(({**named, **flat(record)}, set(named)))
    elif isinstance(value, dict):
        scalars = {k: v for k, v in value.items() if k == 'model' and isinstance(v, str)} if not path else {}
        for key, inner in value.items():
            if not path and isinstance(inner, dict) and not any(isinstance(v, dict) for v in inner.values()):
                scalars.update(flat(inner, f'{key}.'))
        deep = not path and value and all(alike(v) for v in value.values())
        for key, inner in value.items():
            if deep:
                for name, record in inner.items():
                    named = {'key': key, 'key_2': name}
                    found.setdefault('', []).append(({**named, **flat(record)}, set(named)))
            else:
                leaves(inner, [*path, key], {**above, **scalars}, found)


class RawTree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(str(p.relative_to(self.root)) for p in self.root.rglob('*') if p.is_file())
        self.tables = [t for f in self.files for t in self.read(f)]

    def analyzed(self, kind=None):
        kinds = {f: ANALYZED.get(pathlib.Path(f).suffix.lower()) for f in self.files}
        return [f for f, k in kinds.items() if k and (kind is None or k.lower() == kind.lower())]

    def bytes_of(self, files):
        return sum(os.path.getsize(self.root / f) for f in files)

    def read(self, file):
        path = self.root / file
        if file.endswith('.csv'):
            try:
                frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
                return []
            records = frame.to_dict('records')
            units = bool(records) and not any(number(v) is not None for v in records[0].values()) and \
                any(number(v) is not None for r in records[1:] for v in r.values())
            return [Table(file, '', records[1 if units and not reason_of(records[0]) else 0:], set())] if len(frame.columns) > 1 else []
        if not file.endswith('.json'):
            return []
        value, found = json.loads(path.read_text(encoding='utf-8-sig')), {}
        leaves(value, [], {}, found)
        lone = {k: v for k, v in value.items() if not isinstance(v, (dict, list))} if isinstance(value, dict) else {}
        if any(Table.is_measured(k) and not STATED.search(k) and number(v) is not None and number(v) % 1 for k, v in lone.items()):
            found['/'] = [(lone, set())]
        return [Table(file, pointer, [r for r, _ in records], set.union(*(n for _, n in records))) for pointer, records in found.items()]

    @functools.cache
    def model_of(self, file):
        """From the file's column, else of the JSON beside it that is named most alike; None if there is none."""
        for table in self.tables:
            if table.file == file and 'model' in table.cells:
                models = set(table.cells['model'])
                return models.pop() if len(models) == 1 else None
        folder, stem, best = str(pathlib.Path(file).parent), pathlib.Path(file).stem, None
        for other in self.files:
            beside = pathlib.Path(other)
            if str(beside.parent) != folder or beside.suffix != '.json':
                continue
            value = json.loads((self.root / other).read_text(encoding='utf-8-sig'))
            common = os.path.commonprefix([stem, beside.stem])
            if isinstance(value, dict) and isinstance(value.get('model'), str) and '_' in common:
                rank = (common.rfind('_'), -len(beside.stem))
                best = max(best or (rank, value['model']), (rank, value['model']))
        return best and best[1]

    def matching(self, pattern):
        """Files of that name, or of that glob."""
        return [f for f in self.files if f == pattern or fnmatch.fnmatchcase(f, pattern)]
