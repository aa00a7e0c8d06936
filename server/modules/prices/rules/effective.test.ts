import { expect, test } from 'vitest';
import { instant } from '../../../../shared/values/calendar.ts';
import { whyNotEffective } from './effective.ts';
import { requireMove } from './proposal-states.ts';

const at = (hour: number) => instant(`2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`);

test.each([
  ['the first version, from approval', null, 8, null, null],
  ['from approval, an earlier version in force', null, 8, 7, null],
  ['in the future', 9, 8, 7, null],
  ['exactly now', 8, 8, 7, null],
  ['in the past', 7, 8, null, 'tariff.in_the_past'],
  ['before a version that is approved for later', 9, 8, 10, 'tariff.not_after_last'],
  ['at the same moment as another', 10, 8, 10, 'tariff.not_after_last'],
  ['from approval, while a later one waits', null, 8, 10, 'tariff.not_after_last'],
])('%s', (_name, from, now, last, code) => {
  const why = whyNotEffective({
    effectiveFrom: from === null ? null : at(from),
    now: at(now),
    lastFrom: last === null ? null : at(last),
  });
  expect(why?.code ?? null).toBe(code);
});

test.each([
  ['proposed', 'approved', true],
  ['proposed', 'rejected', true],
  ['proposed', 'withdrawn', true],
  ['approved', 'withdrawn', false],
  ['approved', 'rejected', false],
  ['rejected', 'approved', false],
  ['withdrawn', 'approved', false],
  ['withdrawn', 'proposed', false],
] as const)('%s → %s: %s', (from, to, legal) => {
  const move = () => requireMove(from, to);
  if (legal) expect(move).not.toThrow();
  else expect(move).toThrow(/state.illegal_move/);
});
