/** Token meters over HTTP: registered, sold to, told something without a sale, given a new key. */
import { afterEach, expect, test } from 'vitest';
import { changeKey } from '../../../../shared/contracts/tokens/change-key.ts';
import { issueEngineeringToken } from '../../../../shared/contracts/tokens/issue-engineering-token.ts';
import { issueTestToken } from '../../../../shared/contracts/tokens/issue-test-token.ts';
import { registerPaygoMeter } from '../../../../shared/contracts/tokens/register-paygo-meter.ts';
import { registerStsMeter } from '../../../../shared/contracts/tokens/register-sts-meter.ts';
import { showToken } from '../../../../shared/contracts/tokens/show-token.ts';
import { tokenMeters } from '../../../../shared/contracts/tokens/token-meters.ts';
import { tokens } from '../../../../shared/contracts/tokens/tokens.ts';
import { printSlip } from '../../../../shared/contracts/vending/print-slip.ts';
import { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import { sale as saleQuery } from '../../../../shared/contracts/vending/sale.ts';
import { groupDigits } from '../../../../shared/tokens/words.ts';
import { SLIP_PAPERS } from '../../../../shared/vending/words.ts';
import { openCounter } from '../../../../test/support/counter.ts';
import { pdfPages } from '../../../../test/support/pdf.ts';
import { meterAsDelivered, TEST_DEVICE, TEST_KEY_FILE, testKeys } from '../../../../test/support/vending-keys.ts';
import { whatIsVerified } from '../../../app.ts';
import { verifyHouse } from '../../../platform/chain/verify/house.ts';

const keys = testKeys();
const counter = await openCounter({ vendingKeys: keys });
const technician = counter.as('vending-technician');
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
afterEach(() => keys.replace(TEST_KEY_FILE));

let plates = 0;
const keypad = (wanted: object = {}, room = counter.room) => counter.addMeter(room, { delivery: 'token', ...wanted });

async function stsMeter(room = counter.room): Promise<{ meterId: string; number: string }> {
  const meterId = await keypad({}, room);
  plates += 1;
  const number = String(plates).padStart(11, '0');
  return technician.call(registerStsMeter, { meterId, number, supplyGroup: '123457' });
}

test('registering: the meter, the number and the key must be right', async () => {
  const meterId = await keypad();
  const input = { meterId, number: '00000000000', supplyGroup: '123457' };
  const refused = async (change: object) => (await technician.refused(registerStsMeter, { ...input, ...change })).code;
  expect((await clerk.refused(registerStsMeter, input)).code).toBe('post.not_allowed');
  expect(await refused({ meterId: counter.room.electricity })).toBe('token.not_keypad');
  expect(await refused({ meterId: await keypad({ creditUnit: 'money' }) })).toBe('token.unit_unfit');
  expect(await refused({ number: '600727000000000008' })).toBe('token.number_wrong');
  expect(await refused({ derivation: '02' })).toBe('token.algorithms_unfit');
  expect(await refused({ baseYear: '1993' })).toBe('token.base_over');
  expect(await refused({ baseYear: '2035' })).toBe('token.base_over');
  expect(await refused({ keyRevision: 7 })).toBe('token.no_key');
  expect(await refused({ supplyGroup: '123456', derivation: '02', encryption: '07' })).toBe('token.no_tables');
  keys.replace('unusable');
  expect(await refused({})).toBe('token.keys_unreachable');
  keys.replace(TEST_KEY_FILE);
  expect((await technician.call(registerStsMeter, input)).number).toBe('600727000000000009');
  expect(await refused({})).toBe('token.registered');
  expect(await refused({ meterId: await keypad() })).toBe('token.number_taken');

  const paygo = { meterId: await keypad(), serial: TEST_DEVICE.serial, stepMilli: 100 };
  expect((await technician.refused(registerPaygoMeter, { ...paygo, serial: 'X1' })).code).toBe('token.no_key');
  expect((await technician.call(registerPaygoMeter, paygo)).number).toBe(TEST_DEVICE.serial);
  const { rows } = await clerk.ask(tokenMeters, {});
  expect(rows.map(({ scheme, number, lastsUntil }) => [scheme, number, lastsUntil])).toEqual([
    ['sts', '600727000000000009', '2045-11-24T20:15:00.000Z'],
    ['openpaygo', TEST_DEVICE.serial, null],
  ]);
});

test('a sale prints what the token carries; the rest stays on the account, and the meter takes exactly that', async () => {
  const { meterId, number } = await stsMeter();
  // 10.07 yuan buy 20.140 kWh at 0.50; a token carries tenths.
  const quote = await counter.quote(meterId, { moneyFen: 1007 });
  expect(quote.priced).toMatchObject({ quantityMilli: 20_100, energyFen: 1005, residueKeptFen: 2, totalFen: 1007 });
  const sold = await counter.sell(meterId, { moneyFen: 1007 });
  expect(sold).toMatchObject({ state: 'delivered', creditMilli: 20_100, residueKeptFen: 2, balanceAfterMilli: null });
  const [digits] = sold.tokenDigits;
  const meter = meterAsDelivered(number);
  expect(meter.enter(digits!)).toEqual({ accepted: 'credit', tenths: 201 });

  // By quantity, downwards too; two cents left over are used by the next sale by money.
  expect((await counter.quote(meterId, { quantityMilli: 5_055 })).priced).toMatchObject({
    quantityMilli: 5_000,
    totalFen: 250,
  });
  const next = await counter.sell(meterId, { moneyFen: 498 });
  expect(next).toMatchObject({ creditMilli: 10_000, energyFen: 500, residueUsedFen: 2, residueKeptFen: 0 });
  expect(meter.enter(next.tokenDigits[0]!)).toEqual({ accepted: 'credit', tenths: 100 });

  expect((await clerk.ask(saleQuery, { saleId: sold.saleId })).tokenDigits).toEqual([digits]);
  const [covered] = (await supervisor.ask(saleQuery, { saleId: sold.saleId })).tokenDigits;
  expect(covered).toBe(`•••• •••• •••• •••• ${digits!.slice(-4)}`);
});

test('the slip prints the digits in fours, on every paper, on one page', async () => {
  const { meterId } = await stsMeter();
  const sold = await counter.sell(meterId, { moneyFen: 1007 });
  const inFours = groupDigits(sold.tokenDigits[0]!);
  for (const [index, paper] of SLIP_PAPERS.entries()) {
    const reason = index === 0 ? {} : { reason: '用户遗失' };
    const print = await clerk.call(printSlip, { saleId: sold.saleId, paper, ...reason });
    const pdf = await counter.app.http.inject({
      url: print.url,
      headers: { 'x-zhishou': '1', cookie: `zhishou=${clerk.browser.cookie()}` },
    });
    const pages = await pdfPages(pdf.rawPayload);
    expect(pages).toHaveLength(1);
    expect(pages[0]!.text.replaceAll(/\s+/g, ' ')).toContain(inFours);
  }
});

test('nothing is taken from a customer whose meter can be given nothing', async () => {
  const unregistered = await keypad();
  const quote = (meterId: string, moneyFen = 1000) => clerk.refused(quoteSale, { meterId, moneyFen });
  expect((await quote(unregistered)).code).toBe('token.not_registered');
  const { meterId } = await stsMeter(await counter.addRoom('5-101'));
  // Four cents buy 0.08 kWh: less than a tenth.
  expect((await quote(meterId, 4)).code).toBe('token.too_small');
});

test('lists cover the digits; who looks at all of them says why, and that is kept', async () => {
  const { meterId } = await stsMeter();
  const sold = await counter.sell(meterId, { moneyFen: 1000 });
  const { rows } = await supervisor.ask(tokens, { meterId });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ kind: 'credit', state: 'issued', saleId: sold.saleId, creditMilli: 20_000 });
  expect(rows[0]!.masked).not.toBe(sold.tokenDigits[0]);
  const tokenId = rows[0]!.id;
  expect((await counter.as('cashier').refused(showToken, { tokenId, reason: '用户遗失凭证' })).code).toBe(
    'post.not_allowed',
  );
  expect((await supervisor.call(showToken, { tokenId, reason: '用户遗失凭证' })).digits).toBe(sold.tokenDigits[0]);
  const sights = await counter.database.app.query('select reason, post from token_sight where token_id = $1', [
    tokenId,
  ]);
  expect(sights.rows).toEqual([{ reason: '用户遗失凭证', post: 'vending-supervisor' }]);
});

test('a token without a sale needs a reason and the supervisor beside the technician', async () => {
  const { meterId, number } = await stsMeter();
  const wanted = { meterId, purpose: 'clear-tamper' as const, reason: '开盖检修后复位' };
  expect((await technician.refusedSigned(issueEngineeringToken, wanted)).code).toBe('signature.needed');
  expect((await clerk.refused(issueEngineeringToken, { ...wanted, signatures: [meterId] })).code).toBe(
    'post.not_allowed',
  );
  const made = await technician.signed(issueEngineeringToken, wanted, ['vending-supervisor']);
  const meter = meterAsDelivered(number);
  expect(meter.enter(made.tokens[0]!.digits)).toEqual({ accepted: 'register', subClass: 5, register: 0 });
  const power = await technician.signed(issueEngineeringToken, { ...wanted, purpose: 'max-power', value: 20_000 }, [
    'vending-supervisor',
  ]);
  // 16,384 and 362 steps of ten watts: rounded up to 20,004.
  const limit = { accepted: 'register', subClass: 0, register: 16_384 + 362 };
  expect(meter.enter(power.tokens[0]!.digits)).toEqual(limit);
  for (const [purpose, value, code] of [
    ['max-power', undefined, 'token.value_unfit'],
    ['tariff-rate', 65_536, 'token.value_unfit'],
    ['unlock', undefined, 'token.purpose_unfit'],
  ] as const) {
    const input = { ...wanted, purpose, ...(value === undefined ? {} : { value }) };
    expect((await technician.refusedSigned(issueEngineeringToken, input, ['vending-supervisor'])).code).toBe(code);
  }
});

test('a test token opens in any meter and is worth nothing', async () => {
  const { meterId } = await stsMeter();
  const made = await technician.call(issueTestToken, { meterId });
  expect(made.tokens.map(({ digits }) => digits)).toEqual(['56493153725450313471']);
  expect(meterAsDelivered('600727000000000009').enter(made.tokens[0]!.digits)).toEqual({ accepted: 'test' });
  const long = { meterId, manufacturer: '0000' };
  expect((await technician.refused(issueTestToken, long)).code).toBe('token.control_long');
  expect((await technician.call(issueTestToken, { ...long, control: 'fffffff' })).tokens[0]!.digits).toBe(
    '02305843005052951967',
  );
  expect((await clerk.refused(issueTestToken, { meterId })).code).toBe('post.not_allowed');
});

test('a new key: four sections, then credit under it; the meter takes it only after all four', async () => {
  const { meterId, number } = await stsMeter();
  const before = await counter.sell(meterId, { moneyFen: 1000 });
  const to = {
    meterId,
    supplyGroup: '123457',
    tariffIndex: '01',
    keyRevision: 2,
    keyType: '2' as const,
    baseYear: '2014' as const,
    reason: '供应组更换密钥版本',
  };
  expect((await technician.refusedSigned(changeKey, { ...to, keyRevision: 1 })).code).toBe('token.same_key');
  expect((await technician.refusedSigned(changeKey, { ...to, keyRevision: 9 })).code).toBe('token.no_key');
  expect((await technician.refusedSigned(changeKey, { ...to, baseYear: '1993' })).code).toBe('token.base_over');
  const made = await technician.signed(changeKey, to);
  expect(made.tokens.map(({ section }) => section)).toEqual([1, 2, 3, 4]);
  const after = await counter.sell(meterId, { moneyFen: 1000 });

  const meter = meterAsDelivered(number);
  expect(meter.enter(before.tokenDigits[0]!)).toHaveProperty('accepted', 'credit');
  expect(meter.enter(after.tokenDigits[0]!)).toEqual({ rejected: 'not-a-token' });
  const entered = made.tokens.map(({ digits }) => meter.enter(digits));
  expect(entered.map((one) => 'complete' in one && one.complete)).toEqual([false, false, false, true]);
  expect(meter.enter(after.tokenDigits[0]!)).toHaveProperty('accepted', 'credit');
  expect((await technician.ask(tokenMeters, { meterId })).rows[0]).toMatchObject({ keyRevision: 2 });
});

test('every row kept is in the chain as it stands', async () => {
  const { faults } = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(faults).toEqual([]);
});
