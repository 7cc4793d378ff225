"""coverage.py JSON REPORT LINES BRANCHES - for scripts/coverage: sums by room, and what is not reached."""
import collections
import json
import os
import sys


def share(hit, all_of):
    return 100 * hit / all_of if all_of else 100


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        files = json.load(file)['files']
    wanted = float(sys.argv[3]), float(sys.argv[4])
    sums = collections.defaultdict(lambda: [0, 0, 0, 0])
    with open(sys.argv[2], 'w', encoding='utf-8') as report:
        for entry in files:
            lines = [line for line in entry['lines'] if not line.get('gcovr/noncode')]
            branches = [(line['line_number'], branch['count']) for line in lines for branch in line['branches']]
            room = '/'.join(entry['file'].split('/')[:2 if entry['file'].count('/') > 1 else 1])
            for name in (room, 'all'):
                for i, more in enumerate((sum(line['count'] > 0 for line in lines), len(lines),
                                          sum(count > 0 for _, count in branches), len(branches))):
                    sums[name][i] += more
            missed = [line['line_number'] for line in lines if line['count'] == 0]
            half = sorted({number for number, count in branches if count == 0} - set(missed))
            if missed or half:
                print(f'{entry["file"]}: lines {" ".join(map(str, missed)) or "-"}; branches in {" ".join(map(str, half)) or "-"}',
                      file=report)
    print(f'{"room":16} {"lines":>7} {"branches":>9}')
    for name in [*sorted(set(sums) - {'all'}), 'all']:
        hit, count, hit_branches, branches = sums[name]
        print(f'{name:16} {share(hit, count):6.1f}% {share(hit_branches, branches):8.1f}%')
    print(f'{os.path.relpath(sys.argv[2])} says what is not reached')
    hit, count, hit_branches, branches = sums['all']
    sys.exit(share(hit, count) < wanted[0] or share(hit_branches, branches) < wanted[1])


main()
