import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { systemActor } from '../../operations/actor.ts';
import { recordBody } from '../append.ts';
import { readRecord } from './record.ts';

const actor = systemActor(newId(), 'request');
const at = instant('2026-03-02T01:00:00.000Z');

/** Texts and keys that look like the seams at which bodies are cut. */
const seams = fc.constantFrom(
  '},"table":"',
  '{"row":{',
  '"}',
  '\\',
  '\\"',
  '{',
  '}',
  ']',
  '"facts":[',
  ',',
  '三号楼',
  '',
);
const words = fc
  .array(fc.oneof(seams, fc.string({ unit: 'binary' })), { maxLength: 4 })
  .map((parts) => parts.join('').toWellFormed());
const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    words,
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.dictionary(fc.oneof(words, fc.constant('table')), tie('any'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('any'), { maxLength: 3 }),
  ),
})).any;
const rows = fc.dictionary(words, values, { maxKeys: 4, noNullPrototype: true });
const facts = fc.array(
  fc.record({ table: fc.stringMatching(/^[a-z_]{1,12}$/), row: rows }, { noNullPrototype: true }),
  { maxLength: 4 },
);

test('what was written is read back, whatever the rows hold', () => {
  fc.assert(
    fc.property(facts, (written) => {
      const body = recordBody(actor, { operation: 'tills.open', at, key: null, bodyHash: null, facts: written });
      expect(readRecord(body)).toEqual({
        at,
        operation: 'tills.open',
        person: actor.personId,
        post: 'system',
        facts: written.map(({ table, row }) => ({ table, row: canonicalJson(row) })),
      });
    }),
  );
});

test.each([
  ['no JSON', 'nonsense'],
  ['another JSON', '{"at":1}'],
  ['a list', '[]'],
  ['cut off', '{"at":"2026-03-02T01:00:00.000Z","facts":[{"row":{"a":1}'],
  ['facts of another shape', '{"at":"2026-03-02T01:00:00.000Z","facts":[1],"operation":"a","person":"b","post":"c"}'],
])('%s is no record', (_name, body) => {
  expect(readRecord(body)).toBeUndefined();
});

test('members in another order are read too', () => {
  const body = '{"facts":[{"table":"t","row":{"b":1,"a":"x"}}],"post":"p","person":"q","operation":"o","at":"2026"}';
  expect(readRecord(body)).toMatchObject({ at: '2026', facts: [{ table: 't', row: '{"a":"x","b":1}' }] });
});
