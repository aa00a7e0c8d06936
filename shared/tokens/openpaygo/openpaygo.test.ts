import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/openpaygo.json' with { type: 'json' };
import { typeIn } from './decode.ts';
import { encodePaygo } from './encode.ts';
import { carriesValue, floorValue, nextCount, type PaygoKind, readCode, startingCodeOf, writeCode } from './token.ts';

const KINDS = { ADD_TIME: 'add', SET_TIME: 'set', DISABLE_PAYG: 'disable', COUNTER_SYNC: 'sync' } as const;
const DEVICE = {
  key: Uint8Array.from(Buffer.from('bc41ec9530f6dac86b1a29ab82edc5fb', 'hex')),
  startingCode: 516_959_010,
};

test.each(vectors)('$description', ({ inputs, expected }) => {
  const device = { key: Uint8Array.from(Buffer.from(inputs.key, 'hex')), startingCode: inputs.starting_code };
  const form = { extended: inputs.extended_token, restricted: inputs.restricted_digit_set };
  const kind = KINDS[inputs.token_type as keyof typeof KINDS];
  const value = inputs.value_raw ?? undefined;
  const token = encodePaygo(device, { ...form, kind, value, count: inputs.count });
  expect(token).toEqual({ digits: expected.token, count: expected.newCount });
  const typed = typeIn(device, form, { count: inputs.count, used: [] }, token.digits);
  expect(typed).toMatchObject({ taken: true, kind, memory: { count: expected.newCount } });
  if (value !== undefined) expect(typed).toMatchObject({ value });
});

test('the starting code of a device that was given none', () => {
  expect(startingCodeOf(DEVICE.key)).toBeLessThan(1_000_000_000);
});

test('counts: even for what adds, odd for the rest, always above', () => {
  const kinds: PaygoKind[] = ['add', 'set', 'disable', 'sync'];
  expect(kinds.map((kind) => [nextCount(kind, 1), nextCount(kind, 2)])).toEqual([
    [2, 4],
    [3, 3],
    [3, 3],
    [3, 3],
  ]);
});

test('values that are the scheme’s own are not sold', () => {
  const standard = { extended: false };
  const extended = { extended: true };
  expect([0, 995, 996, 998, 999, 1000].map((value) => carriesValue(standard, value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect([996, 999, 1000, 999_999, 1_000_000].map((value) => carriesValue(extended, value))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
  expect([floorValue(standard, 5000), floorValue(extended, 998), floorValue(extended, 2_000_000)]).toEqual([
    995, 995, 999_999,
  ]);
  for (const value of [-1, 996, 1.5])
    expect(() => encodePaygo(DEVICE, { ...standard, restricted: false, kind: 'add', value, count: 0 })).toThrow();
});

test('what is typed in is taken once and gives what it was made for, in every form', () => {
  fc.assert(
    fc.property(
      fc.record({
        extended: fc.boolean(),
        restricted: fc.boolean(),
        value: fc.integer({ min: 0, max: 995 }),
        count: fc.integer({ min: 0, max: 40 }),
        kind: fc.constantFrom<PaygoKind>('add', 'set', 'disable', 'sync'),
      }),
      ({ value, count, kind, ...form }) => {
        const token = encodePaygo(DEVICE, { ...form, kind, value, count });
        const first = typeIn(DEVICE, form, { count, used: [] }, token.digits);
        expect(first).toMatchObject({ taken: true, kind });
        if (!first.taken) return;
        if (kind === 'add' || kind === 'set') expect(first.value).toBe(value);
        expect(first.memory.count).toBe(token.count);
        const again = typeIn(DEVICE, form, first.memory, token.digits);
        // A token that sets the count may be typed again: it changes nothing.
        if (kind !== 'sync') expect(again).toEqual({ taken: false, why: 'used' });
        expect(writeCode(form, readCode(form, token.digits)!)).toBe(token.digits);
      },
    ),
    { numRuns: 60 },
  );
});

test('late ones that add are taken within sixteen, and tokens ahead within sixty-four', () => {
  const form = { extended: false, restricted: false };
  const add = (count: number) => encodePaygo(DEVICE, { ...form, kind: 'add', value: 5, count });
  const [old, newer] = [add(0), add(2)];
  const afterNewer = typeIn(DEVICE, form, { count: 0, used: [] }, newer.digits);
  expect(afterNewer).toMatchObject({ taken: true, memory: { count: 4 } });
  if (!afterNewer.taken) throw new Error('unreachable');
  const late = typeIn(DEVICE, form, afterNewer.memory, old.digits);
  expect(late).toMatchObject({ taken: true, kind: 'add', value: 5, memory: { count: 4 } });
  if (!late.taken) throw new Error('unreachable');
  expect(typeIn(DEVICE, form, late.memory, old.digits)).toEqual({ taken: false, why: 'used' });
  expect(typeIn(DEVICE, form, { count: 4, used: [4] }, add(66).digits).taken).toBe(true);
  expect(typeIn(DEVICE, form, { count: 4, used: [4] }, add(68).digits)).toEqual({ taken: false, why: 'not-a-token' });
});

test('what is no token of the form is said to be none', () => {
  const form = { extended: false, restricted: true };
  for (const typed of ['', '123456789', '111111111111115', '11111111111111'])
    expect(typeIn(DEVICE, form, { count: 0, used: [] }, typed)).toEqual({ taken: false, why: 'not-a-token' });
});
