#!/usr/bin/env python3
"""Has chimera write reports with a model that lies, and holds each against the contract.

usage: liar_runs.py CHIMERA TREE REPLIES [REPORT_PY]

Runs chimera on TREE through both kinds of servers until the liar was asked REPLIES times. No report may hold what it
said, the report must count what was replaced, and REPORT_PY OUT (where it is given) must pass on each."""
import sys
sys.dont_write_bytecode = True
import json, pathlib, subprocess, tempfile

from loopback_models import TRACES, Liar, ModelServer


def check(out, transcript):
    """What is wrong with a report; None if nothing is."""
    report = json.loads((out / 'report.json').read_text())
    share = report['model_share']
    if share['by_model'] + share['replaced'] != share['asked']:
        return f'counts disagree: {share}'
    measured = [call['measurement'] for call in transcript]
    if share['replaced'] != sum(one['replaced'] for one in measured):
        return f'the calls count otherwise: {measured}'
    for name in ('report.md', 'report.json', 'transcript.jsonl', 'facts.json', 'plan.toml'):
        found = TRACES.search((out / name).read_text())
        if found:
            return f'{name} holds {found.group()!r}'
    if share['replaced'] and f"in {share['replaced']} of them" not in (out / 'report.md').read_text():
        return 'the report does not say how many were replaced'
    return None


def one_run(chimera, tree, engine, server, out):
    url = server.url + ('/v1' if engine == 'openai' else '')
    done = subprocess.run([chimera, 'run', tree, '-o', out, '--engine', engine, '--url', url, '--model', 'loop', '--json'],
                          capture_output=True, text=True)
    if done.returncode != 0:
        return f'exit status {done.returncode}: {done.stderr}', None
    transcript = [json.loads(line) for line in (out / 'transcript.jsonl').read_text().splitlines()]
    return check(out, transcript), json.loads(done.stdout)


def main(chimera, tree, replies, report_py=None):
    said = runs = asked = replaced = by_model = 0
    while said < replies:
        liar = Liar(runs)
        engine = ('openai', 'ollama')[runs % 2]
        with ModelServer(liar) as server, tempfile.TemporaryDirectory(prefix='chimera-liar-') as folder:
            out = pathlib.Path(folder) / 'out'
            wrong, answer = one_run(chimera, tree, engine, server, out)
            if wrong is None and report_py:
                held = subprocess.run([sys.executable, report_py, out], capture_output=True, text=True)
                wrong = held.stdout + held.stderr if held.returncode else None
            if wrong:
                sys.exit(f'run {runs} ({engine}, seed {runs}): {wrong}')
        if liar.said == 0:
            sys.exit('the model was never asked')
        said, runs = said + liar.said, runs + 1
        asked, replaced, by_model = asked + answer['asked'], replaced + answer['replaced'], by_model + answer['by_model']
    held = 'each held against ' + pathlib.Path(report_py).name if report_py else 'held against no outside program'
    print(f'{said} replies in {runs} runs: {asked} choices, {replaced} replaced, {by_model} by the model; '
          f'no lie in any file; {held}')


if __name__ == '__main__':
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
