import { expect, test } from 'vitest';
import type { CardImage } from '../agent/protocol.ts';
import { fen } from '../values/money.ts';
import { toHex } from './bytes.ts';
import { encodeFile } from './codec.ts';
import { counterCheck, type LastSold } from './counter-check.ts';
import { findProfile } from './profiles.ts';
import { judgeReturn, type ReturnBooks } from './return-file.ts';
import { planSaleWrite } from './sale-write.ts';
import { decodeCard } from './user-card.ts';

const profile = findProfile('qgdw-electricity')!;
const SERIAL = '0102030405060708';
const METER = '000003705981';
const CUSTOMER = '000054586664';
const OTHER = '000000629276';
const zeros = (length: number): string => '00'.repeat(length);
const ones = (length: number): string => 'ff'.repeat(length);

const blank: CardImage = {
  profile: profile.id,
  atr: '3b',
  serial: SERIAL,
  files: { ef1: zeros(45), ef2: zeros(8), ef5: zeros(49) },
};

/** The card after the sale that the books remember: the return file is cleared. */
const lastWritten = ((): CardImage => {
  const sale = { cardType: 'purchase' as const, amount: fen(5_000), count: 7, meterNo: METER, customerNo: CUSTOMER };
  const files = planSaleWrite(decodeCard(blank), sale).write.map(({ file, content }) => [file, content]);
  return { ...blank, files: Object.fromEntries(files) };
})();

const returned = (fields: Record<string, number | string> = {}): string =>
  toHex(
    encodeFile(profile, 'ef5', {
      userType: 1,
      currentRatio: 1,
      voltageRatio: 1,
      meterNo: METER,
      customerNo: CUSTOMER,
      remaining: 6_120,
      count: 7,
      overdraft: 0,
      keyInfo: '01000401',
      illegalInsertions: 0,
      writtenAt: '2611230800',
      ...fields,
    }),
  );

const LAST: LastSold = {
  serial: SERIAL,
  meterNo: METER,
  customerNo: CUSTOMER,
  cardType: 'purchase',
  amount: fen(5_000),
  count: 7,
};

const MERGE = { verdict: 'may-merge', amount: 5_000, count: 7 };
const FOREIGN = (because: string) => ({ verdict: 'foreign', because });

// biome-ignore format: a table
test.each<[string, Partial<CardImage['files']>, Partial<LastSold> | null, unknown]>([
  ['the meter has taken it', { ef5: returned() }, {}, { verdict: 'may-sell' }],
  ['the meter has taken it, the card was replaced', { ef5: returned() }, { cardType: 'replacement' }, { verdict: 'may-sell' }],
  ['not inserted', {}, {}, MERGE],
  ['not inserted, return file all FF', { ef5: ones(49) }, {}, MERGE],
  ['not inserted, opening', {}, { cardType: 'open' }, MERGE],
  ['not inserted, replacement: the meter may have it already', {}, { cardType: 'replacement' }, { verdict: 'empty-return' }],
  ['not inserted, a wallet of nothing', { ef2: '0000000000000007' }, { amount: fen(0) }, { verdict: 'empty-return' }],
  ['the meter saw it and did not take it', { ef5: returned({ count: 6 }) }, {}, { verdict: 'not-inserted', meterCount: 6 }],
  ['the meter has taken more than was sold', { ef5: returned({ count: 8 }) }, {}, FOREIGN('ahead')],
  ['not in the books', { ef5: returned() }, null, FOREIGN('serial')],
  ['another serial', { ef5: returned() }, { serial: '0807060504030201' }, FOREIGN('serial')],
  ['another meter', { ef5: returned() }, { meterNo: OTHER }, FOREIGN('meter-no')],
  ['another customer', { ef5: returned() }, { customerNo: OTHER }, FOREIGN('customer-no')],
  ['another amount', {}, { amount: fen(5_001) }, FOREIGN('wallet')],
  ['another count', { ef5: returned() }, { count: 6 }, FOREIGN('wallet')],
  ['a wallet never written', { ef2: ones(8) }, {}, FOREIGN('wallet')],
  ['returned by another meter', { ef5: returned({ meterNo: OTHER }) }, {}, FOREIGN('return-file')],
  ['returned by a meter of another customer', { ef5: returned({ customerNo: OTHER }) }, {}, FOREIGN('return-file')],
  ['blank', blank.files, null, { verdict: 'blank' }],
  ['blank, though the books know it', blank.files, {}, { verdict: 'blank' }],
  ['broken parameters', { ef1: `68${zeros(44)}` }, {}, { verdict: 'unreadable', file: 'ef1', reason: { why: 'command' } }],
  ['a broken wallet', { ef2: '0fffffff00000007' }, {}, { verdict: 'unreadable', file: 'ef2', reason: { why: 'range', field: 'amount' } }],
  ['a broken return file', { ef5: `${returned().slice(0, -2)}17` }, {}, { verdict: 'unreadable', file: 'ef5', reason: { why: 'end' } }],
  ['no return file', { ef5: undefined }, {}, { verdict: 'unreadable', file: 'ef5', reason: 'absent' }],
  ['no wallet', { ef2: undefined }, {}, { verdict: 'unreadable', file: 'ef2', reason: 'absent' }],
  ['no parameters', { ef1: undefined }, {}, { verdict: 'unreadable', file: 'ef1', reason: 'absent' }],
])('at the counter: %s', (_, files, last, verdict) => {
  const card = decodeCard({ ...lastWritten, files: { ...lastWritten.files, ...files } });
  expect(counterCheck(card, last === null ? null : { ...LAST, ...last })).toEqual(verdict);
});

const BOOKS: ReturnBooks = {
  meterNo: METER,
  customerNo: CUSTOMER,
  count: 7,
  mostRemaining: fen(6_120),
  keyInfo: '01000401',
  illegalInsertions: 0,
  seenAt: '2026-11-20T10:00',
  now: '2026-11-24T09:00',
};

// biome-ignore format: a table
test.each<[string, Record<string, number | string>, Partial<ReturnBooks>, readonly unknown[]]>([
  ['as in the books', {}, {}, []],
  ['less left than could be', { remaining: 0, overdraft: 300 }, {}, []],
  ['a meter seen for the first time', {}, { mostRemaining: null, keyInfo: null, seenAt: null }, []],
  ['another meter', { meterNo: OTHER }, {}, [{ what: 'meter-no', onCard: OTHER, inBooks: METER }]],
  ['another customer', { customerNo: OTHER }, {}, [{ what: 'customer-no', onCard: OTHER, inBooks: CUSTOMER }]],
  ['one purchase behind', { count: 6 }, {}, [{ what: 'count', onCard: 6, inBooks: 7 }]],
  ['one fen more than can be left', { remaining: 6_121 }, {}, [{ what: 'remaining', onCard: 6_121, inBooks: 6_120 }]],
  ['more than a meter shows', { remaining: 100_000_000 }, { mostRemaining: null }, [{ what: 'remaining', onCard: 100_000_000, inBooks: 99_999_999 }]],
  ['in credit and overdrawn', { overdraft: 1 }, {}, [{ what: 'overdraft', onCard: 1, inBooks: 0 }]],
  ['illegal insertions', { illegalInsertions: 3 }, { illegalInsertions: 1 }, [{ what: 'illegal-insertions', onCard: 3, inBooks: 1 }]],
  ['other keys', { keyInfo: '01000402' }, {}, [{ what: 'key-info', onCard: '01000402', inBooks: '01000401' }]],
  ['written before it was last seen', { writtenAt: '2611190000' }, {}, [{ what: 'time', onCard: '2026-11-19T00:00', inBooks: '2026-11-20T10:00' }]],
  ['written tomorrow and a minute', { writtenAt: '2611250901' }, {}, [{ what: 'time', onCard: '2026-11-25T09:01', inBooks: '2026-11-20T10:00' }]],
  ['written at no time', { writtenAt: '0000000000' }, { seenAt: null }, [{ what: 'time', onCard: null, inBooks: null }]],
  ['two at once', { meterNo: OTHER, count: 1 }, {}, [{ what: 'meter-no', onCard: OTHER, inBooks: METER }, { what: 'count', onCard: 1, inBooks: 7 }]],
])('return file: %s', (_, fields, books, differences) => {
  const card = decodeCard({ ...lastWritten, files: { ...lastWritten.files, ef5: returned(fields) } });
  expect(judgeReturn(card, { ...BOOKS, ...books })).toMatchObject({ kind: 'read', differences });
});

test.each([
  ['cleared', zeros(49), { kind: 'empty' }],
  ['torn', returned().replace('16', '17'), { kind: 'broken' }],
  ['not there', undefined, { kind: 'absent' }],
])('a return file that is %s is not compared', (_, ef5, judged) => {
  const card = decodeCard({ ...lastWritten, files: { ...lastWritten.files, ef5 } });
  expect(judgeReturn(card, BOOKS)).toMatchObject(judged);
});
