import { expect, it } from 'vitest';
import { SESSION_STATES } from '../../../../shared/tills/drawer.ts';
import { requireMove } from './session-states.ts';

it('a session moves forward only, and an ended one never', () => {
  const allowed = SESSION_STATES.flatMap((from) =>
    SESSION_STATES.flatMap((to) => {
      try {
        requireMove(from, to);
        return [`${from} > ${to}`];
      } catch {
        return [];
      }
    }),
  );
  expect(allowed).toEqual([
    'open > closing',
    'open > closed',
    'open > handed-over',
    'closing > closed',
    'closing > handed-over',
  ]);
});
