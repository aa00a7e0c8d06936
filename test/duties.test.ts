/** The map of duties is honest: no dangling proof, and the number of proven duties never falls. */
import { expect, test } from 'vitest';
import ratchet from '../shared/duties/proven.json' with { type: 'json' };
import { dutiesPlayedIn, dutyReport } from '../tools/duties.ts';

test('every claim of a contract counts', () => {
  expect(dutyReport().notCounted.map(({ claim, why }) => `${claim.duty} (${claim.contract}) ${why}`)).toEqual([]);
});

test('every duty that a test plays is claimed by a contract', () => {
  expect(dutyReport().unclaimed.map(({ file, duty }) => `${duty} in ${file}: add it to a contract's proves`)).toEqual(
    [],
  );
});

test('the number of proven duties never falls: shared/duties/proven.json holds it and is only ever raised', () => {
  const proven = dutyReport().all.filter((one) => one.proven).length;
  expect(proven, 'a proof was lost: repair it, do not lower the number').toBeGreaterThanOrEqual(ratchet.proven);
  expect(proven, `raise "proven" in shared/duties/proven.json to ${proven}`).toBe(ratchet.proven);
});

test('a duty that is commented out is not played', () => {
  // Built from pieces, so that this file itself plays nothing.
  const call = (id: string) => `${'duty'}('${id}', 'story', body);`;
  const source = `${call('1.a.1')}\n// ${call('1.a.2')}\n/* ${call('1.a.3')} */`;
  expect([...dutiesPlayedIn(source)]).toEqual(['1.a.1']);
});
