"""usage: confirm_findings.py CHIMERA TREE [HOW_MANY]

Confirms all facts and the strongest findings of `chimera facts TREE --json` from the raw files: pandas and json read them, scipy and
statsmodels compute. Each value, n, what was left out, interval, test and the words must agree within 1e-9. Exit 0: all do; 1: some do
not, each printed with what the data give; 77: pandas, scipy, statsmodels or the tree is not here."""
import sys
sys.dont_write_bytecode = True
import json, pathlib, subprocess

SKIPPED = 77


def main(binary, root, how_many='25'):
    if not pathlib.Path(root).is_dir():
        print("confirm_findings ... skipped 'the sample tree is not here'")
        return SKIPPED
    sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "build" / "python"))  # where scripts/test puts them
    try:
        import pandas, scipy, statsmodels  # noqa: F401: whether they are here
    except ImportError as missing:
        print(f"confirm_findings ... skipped '{missing}'")
        return SKIPPED
    from confirm_facts import FactCheck, Wrong
    from confirm_words import Words
    from raw_tree import RawTree
    said = json.loads(subprocess.run([binary, 'facts', root, '--json'], capture_output=True, text=True, check=True).stdout)
    tree = RawTree(root)
    checker = FactCheck(tree, said['facts'])
    words = Words(tree, checker)
    by_id = {f['id']: f for f in said['facts']}
    findings = said['findings'][:int(how_many)]
    wrong = 0

    def held(what, check, *arguments):
        nonlocal wrong
        try:
            check(*arguments)
        except Exception as problem:  # a name that the raw data do not know is a disagreement, too
            wrong += 1
            kind = '' if isinstance(problem, (Wrong, AssertionError)) else f'{type(problem).__name__}: '
            print(f'{what}: {kind}{problem}')

    for fact in said['facts']:
        held(fact['id'], checker.check, fact)
    for place, finding in enumerate(findings, 1):
        facts = [by_id[i] for i in finding['facts']]
        what = f"{place}. {finding['id']} {finding['kind']}: {finding['statement']}\n   "
        if finding.get('test'):
            held(what, checker.check_test, finding['test'], facts)
        held(what, words.check, finding, facts)
    print(f"{len(findings)} findings and {len(said['facts'])} facts held against pandas, scipy and statsmodels: {wrong} disagreements")
    return 1 if wrong or not findings else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
