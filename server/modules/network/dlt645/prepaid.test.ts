import { describe, expect, test } from 'vitest';
import { fen } from '../../../../shared/values/money.ts';
import captured from '../../../../test/vectors/dlt645_frames.json' with { type: 'json' };
import vectors from '../../../../test/vectors/dlt645_prepaid.json' with { type: 'json' };
import { bytesOfHex, hexLowFirst, hexOf } from './bytes.ts';
import { dataItem, readValue, valueBytes } from './data.ts';
import { decodeFrame, encodeFrame, type Frame } from './frame.ts';
import { initialiseWallet, type Purchase, purchase, purchaseByOrder, queryWallet, walletIn } from './prepaid.ts';
import { type Answer, answerTo, type Request, readData } from './requests.ts';
import { authenticate, endAuthentication, limitAuthentication, sessionIn } from './security.ts';
import { simulatedSecurity } from './security-simulator.ts';

const METER = '000000000161';
const OPERATOR = '00000000';
const recharge: Purchase = {
  kind: 'recharge',
  address: METER,
  operator: OPERATOR,
  amount: fen(10000),
  count: 2,
  customerNo: '000000123456',
};

const sent = (request: Request): string => hexOf(encodeFrame(request.frame)).toUpperCase();
const from = (control: number, data: string, address = METER): Frame => ({ address, control, data: bytesOfHex(data) });
const answered = (ask: Request, data: string): Answer =>
  answerTo(ask, from(0x83, hexLowFirst(bytesOfHex(ask.di!)) + data))!;
const KINDS: Readonly<Record<string, 'open' | 'recharge' | 'refund'>> = {
  '070101FF': 'open',
  '070102FF': 'recharge',
  '070108FF': 'refund',
};

describe('constructed frames', () => {
  test.each(vectors.filter(({ inputs }) => inputs.customer !== undefined))('$description', ({ inputs, expected }) => {
    const request = purchase({
      kind: KINDS[inputs.di]!,
      address: inputs.meter,
      operator: inputs.operator!,
      amount: fen(inputs.cents!),
      count: inputs.count!,
      customerNo: inputs.customer!,
    });
    expect(sent(request)).toBe(expected);
    expect(request.frame.data).toHaveLength(0x1e);
  });

  test.each(vectors.filter(({ inputs }) => inputs.order !== undefined))('$description', ({ inputs, expected }) => {
    const request = purchaseByOrder({
      kind: KINDS[inputs.di] as 'recharge' | 'refund',
      address: inputs.meter,
      operator: '11223344',
      amount: fen(inputs.cents!),
      orderNo: inputs.order!,
      meterNo: inputs.meter,
    });
    expect(sent(request)).toBe(expected);
    expect(request.frame.data).toHaveLength(0x22);
  });

  test.each(vectors.filter(({ inputs }) => inputs.order === undefined && inputs.customer === undefined))(
    '$description',
    ({ inputs, expected }) => {
      if (inputs.value === undefined) return expect(sent(readData(inputs.meter, inputs.di))).toBe(expected);
      const item = dataItem(inputs.di)!;
      const frame = decodeFrame(bytesOfHex(expected)) as Frame;
      expect(readValue(item, frame.data.subarray(4))).toBe(123456);
      expect(hexOf(valueBytes(item, 123456))).toBe('56341200');
    },
  );
});

test('lengths as the table has them', () => {
  expect(queryWallet(METER, OPERATOR).frame.data).toHaveLength(0x08);
  expect(initialiseWallet({ address: METER, operator: OPERATOR }, fen(0)).frame.data).toHaveLength(0x18);
  expect(endAuthentication(METER, OPERATOR).frame.data).toHaveLength(0x08);
  expect(limitAuthentication({ address: METER, operator: OPERATOR }, 30, '01020304').frame.data).toHaveLength(0x0e);
});

test.each([
  ['less than nothing', { ...recharge, amount: fen(-1) }],
  ['more than 32 bits', { ...recharge, amount: fen(2 ** 32) }],
  ['a short customer number', { ...recharge, customerNo: '123456' }],
  ['half a purchase', { ...recharge, count: 1.5 }],
])('not asked: %s', (_, given) => {
  expect(() => purchase(given)).toThrow(RangeError);
});

describe('the wallet', () => {
  const query = queryWallet(METER, OPERATOR);

  test('with MACs', () => {
    const answer = answered(query, '10270000a1a2a3a402000000b1b2b3b456341200000001000000');
    expect(walletIn(answer)).toEqual({
      moneyLeft: 10000,
      purchaseCount: 2,
      customerNo: '000000123456',
      proof: { moneyMac: 'a1a2a3a4', countMac: 'b1b2b3b4', keys: '01000000' },
    });
  });

  test('without, in the answer to a purchase', () => {
    const wallet = walletIn(answered(purchase(recharge), '1027000002000000563412000000'));
    expect(wallet).toEqual({ moneyLeft: 10000, purchaseCount: 2, customerNo: '000000123456', proof: null });
  });

  test('at the end of an authentication', () => {
    const wallet = walletIn(answered(endAuthentication(METER, OPERATOR), '563412000000102700000200000001000000'));
    expect(wallet).toEqual({ moneyLeft: 10000, purchaseCount: 2, customerNo: '000000123456', proof: null });
  });

  test.each([
    ['identifier alone', ''],
    ['a customer number that is none', '10270000020000005634120000fa'],
    ['another length', '10270000'],
  ])('none: %s', (_, data) => {
    expect(walletIn(answered(query, data))).toBe(null);
  });
});

test.each([
  ['0200', 'repeat-recharge'],
  ['0400', 'security-module'],
  ['0800', 'authentication'],
  ['1000', 'customer-number'],
  ['2000', 'purchase-count'],
  ['4000', 'over-hoard-limit'],
  ['2200', 'repeat-recharge'],
  ['8000', 'other'],
  ['0001', 'other'],
  ['02', 'repeat-recharge'],
])('SERR %s: %s', (serr, error) => {
  const answer = answerTo(purchase(recharge), from(0xc3, serr));
  expect(answer).toMatchObject({ result: 'refused', error });
});

test('the captured refusal', () => {
  const frame = decodeFrame(bytesOfHex(captured.find((one) => one.description.startsWith('C3'))!.inputHex)) as Frame;
  const answer = answerTo(purchase({ ...recharge, address: '260305510012' }), frame);
  expect(answer).toEqual({ result: 'refused', address: '260305510012', error: 'other', bits: 1 });
  expect(answerTo(purchase(recharge), from(0xc3, '010000'))).toBe(null);
});

describe('with a security module', () => {
  const security = simulatedSecurity(() => bytesOfHex('0102030405060708'));

  test('authenticate, then a purchase with its MACs', async () => {
    const opening = await security.open(METER);
    const ask = authenticate(METER, OPERATOR, opening);
    expect(ask.frame.data).toHaveLength(0x20);
    const session = sessionIn(answered(ask, '0a0b0c0d1112131415161718'))!;
    expect(session).toEqual({
      address: METER,
      random: bytesOfHex('0a0b0c0d'),
      moduleSerial: bytesOfHex('1112131415161718'),
    });
    const macs = await security.macs(session, recharge);
    const plain = purchase(recharge).frame.data;
    const secured = purchase(recharge, macs).frame.data;
    expect(hexOf(secured.subarray(16, 20))).toBe(macs.first);
    expect(hexOf(secured.subarray(26, 30))).toBe(macs.second);
    expect(hexOf(secured.subarray(0, 16))).toBe(hexOf(plain.subarray(0, 16)));
  });

  test('a MAC depends on the session, the amount, the count and the customer', async () => {
    const session = { address: METER, random: bytesOfHex('0a0b0c0d'), moduleSerial: bytesOfHex('1112131415161718') };
    const of = async (random: string, change: Partial<Purchase>) => {
      const { first, second } = await security.macs(
        { ...session, random: bytesOfHex(random) },
        { ...recharge, ...change },
      );
      return `${first} ${second}`;
    };
    const seen = await Promise.all([
      of('0a0b0c0d', {}),
      of('0a0b0c0e', {}),
      of('0a0b0c0d', { amount: fen(10001) }),
      of('0a0b0c0d', { count: 3 }),
      of('0a0b0c0d', { customerNo: '000000123457' }),
    ]);
    expect(new Set(seen).size).toBe(5);
  });

  test('an answer of another length opens nothing', () => {
    const opening = { cipher: new Uint8Array(8), random: new Uint8Array(8), diversifier: new Uint8Array(8) };
    expect(sessionIn(answered(authenticate(METER, OPERATOR, opening), '0a0b'))).toBe(null);
    expect(() => authenticate(METER, OPERATOR, { ...opening, cipher: new Uint8Array(7) })).toThrow(RangeError);
  });
});
