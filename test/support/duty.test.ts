import { expect, test } from 'vitest';
import type { Claim } from '../../shared/duties/coverage.ts';
import { judge, type Kept } from './duty.ts';

const claim = (duty: string, refusal?: 'request.invalid'): Claim => ({
  duty,
  by: 'test/scenarios/day.test.ts',
  contract: 'vending.sell-electricity',
  posts: ['vending-clerk'],
  ...(refusal ? { refusal } : {}),
});

const cases: readonly (readonly [string, string, Claim[], Kept, string | null])[] = [
  [
    'evidence of the right post',
    '1.operator.2',
    [claim('1.operator.2')],
    { evidence: { post: 'vending-clerk' } },
    null,
  ],
  [
    'evidence of another post',
    '1.operator.2',
    [claim('1.operator.2')],
    { evidence: [{ post: 'cashier' }] },
    'names the post',
  ],
  ['no rows', '1.operator.2', [claim('1.operator.2')], { evidence: [] }, 'left no evidence'],
  ['an empty row', '1.operator.2', [claim('1.operator.2')], { evidence: [{}] }, 'left no evidence'],
  ['no contract claims it', '1.operator.2', [], { evidence: { id: 1 } }, 'no contract names'],
  ['an unknown duty', '9.x.1', [], { evidence: { id: 1 } }, 'not in the register'],
  [
    'the promised refusal',
    '1.operator.1',
    [claim('1.operator.1', 'request.invalid')],
    { refused: 'request.invalid' },
    null,
  ],
  [
    'another refusal',
    '1.operator.1',
    [claim('1.operator.1', 'request.invalid')],
    { refused: 'system.busy' },
    'promises request.invalid',
  ],
  [
    'rows for a control',
    '1.operator.1',
    [claim('1.operator.1', 'request.invalid')],
    { evidence: { id: 1 } },
    'try the contrary',
  ],
];

test.each(cases)('%s', (_, id, claims, kept, expected) => {
  const wrong = judge(id, claims, kept);
  if (expected === null) expect(wrong).toBeNull();
  else expect(wrong).toContain(expected);
});
