import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { COMMANDS } from '../../shared/agent/protocol.ts';
import { planSaleWrite } from '../../shared/card/sale-write.ts';
import { decodeCard } from '../../shared/card/user-card.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { CUSTOMER_NO, METER_NO, PROFILE } from '../../test/support/card-counter.ts';
import { readCard, writeCard } from '../card/session.ts';
import { openVirtualReader, type VirtualReader } from '../devices/virtual-reader.ts';
import { openDesk, type VirtualDesk } from './desk.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const open = (folder: string, reader: VirtualReader = openVirtualReader()) => ({
  reader,
  desk: openDesk({ folder, reader, clock: () => '2611240900' }),
});

/** Opens the account of METER_NO on the card that lies on the reader. */
async function sell(reader: VirtualReader, desk: VirtualDesk, count = 1, profile = PROFILE): Promise<void> {
  await reader.withCard(async (channel) => {
    const read = await readCard(channel, profile);
    if ('failure' in read) throw new Error(read.failure);
    const plan = planSaleWrite(decodeCard(read.answer.image), {
      cardType: count === 1 ? 'open' : 'purchase',
      amount: fen(10_300),
      count,
      meterNo: METER_NO,
      customerNo: CUSTOMER_NO,
    });
    const written = await writeCard(channel, desk.security, { ...plan, write: [...plan.write], requestId: newId() });
    if ('failure' in written) throw new Error(written.failure);
  });
}

test('a card is placed, sold to, put into its meter, and all of it is there after a restart', async () => {
  const folder = newFolder();
  const { reader, desk } = open(folder);
  expect(desk.place({ card: 'blank', serial: '1122334455667788' })).toEqual({ answer: { serial: '1122334455667788' } });
  await sell(reader, desk);
  expect(desk.insert(METER_NO)).toEqual({
    answer: { displayed: '103.00', credited: true, remainingFen: 10_300, purchaseCount: 1 },
  });
  const state = desk.state();
  expect(COMMANDS['virtual.state'].answer.parse('answer' in state ? state.answer : null)).toEqual({
    onReader: '1122334455667788',
    cards: [{ serial: '1122334455667788', label: METER_NO }],
    meters: [{ meterNo: METER_NO, remainingFen: 10_300, purchaseCount: 1 }],
  });

  const again = open(folder);
  expect(again.desk.state()).toEqual(state);
  expect(again.reader.state().kind).toBe('card');
  await sell(again.reader, again.desk, 2);
  expect(again.desk.insert(METER_NO)).toMatchObject({ answer: { displayed: '206.00', credited: true } });
  again.desk.consume(METER_NO, 2_000);
  expect(open(folder).desk.state()).toMatchObject({ answer: { meters: [{ remainingFen: 20_500 }] } });
});

test('a card in the wrong meter shows the error; a meter is new when its number is', async () => {
  const { reader, desk } = open(newFolder());
  desk.place({ card: 'blank' });
  await sell(reader, desk);
  expect(desk.insert('000000629276')).toEqual({
    answer: { displayed: 'Err-33', credited: false, remainingFen: 0, purchaseCount: 0 },
  });
});

test.each(['qgdw-water', 'qgdw-gas'])('a card of %s goes into a meter that reads that folder', async (profile) => {
  const { reader, desk } = open(newFolder());
  desk.place({ card: 'blank' });
  await sell(reader, desk, 1, profile);
  expect(desk.state()).toMatchObject({ answer: { cards: [{ label: METER_NO }] } });
  expect(desk.insert(METER_NO)).toMatchObject({ answer: { displayed: '103.00', credited: true } });
  expect(await reader.withCard((channel) => readCard(channel, PROFILE))).toMatchObject({
    answer: { image: { files: { ef1: '00'.repeat(45) } } },
  });
});

test('cards are exchanged on the reader', async () => {
  const { reader, desk } = open(newFolder());
  desk.place({ card: 'blank', serial: '1111111111111111' });
  desk.place({ card: 'foreign', serial: '2222222222222222' });
  expect(await reader.withCard((channel) => readCard(channel, PROFILE))).toMatchObject({ failure: 'not-a-user-card' });
  // Without a serial, the one that does not lie there.
  expect(desk.place({ card: 'existing' })).toEqual({ answer: { serial: '1111111111111111' } });
  expect(desk.place({ card: 'existing', serial: '2222222222222222' })).toMatchObject({ answer: {} });
  expect(desk.remove()).toEqual({ answer: { serial: '2222222222222222' } });
  expect(desk.remove()).toEqual({ answer: { serial: null } });
  expect(desk.state()).toMatchObject({
    answer: { onReader: null, cards: [{ label: 'blank 1111' }, { label: 'foreign 2222' }] },
  });
});

test.each([
  ['an existing card that is not there', (desk: VirtualDesk) => desk.place({ card: 'existing', serial: '00' })],
  ['the other card where there is none', (desk: VirtualDesk) => desk.place({ card: 'existing' })],
  ['a serial of another length', (desk: VirtualDesk) => desk.place({ card: 'blank', serial: '00' })],
] as const)('a hand cannot place %s', (_, act) => {
  expect(act(open(newFolder()).desk)).toMatchObject({ failure: 'fault' });
});

test('no two cards have one serial, and without a card nothing goes into a meter', () => {
  const { desk } = open(newFolder());
  expect(desk.insert(METER_NO)).toMatchObject({ failure: 'no-card' });
  desk.place({ card: 'blank', serial: '1111111111111111' });
  expect(desk.place({ card: 'foreign', serial: '1111111111111111' })).toMatchObject({ failure: 'fault' });
});

test('a card that was torn out lies beside the reader, as it was left', async () => {
  const folder = newFolder();
  const { reader, desk } = open(folder);
  desk.place({ card: 'blank', serial: '1111111111111111' });
  // The first update of a sale is the 18th command of its write; the card was read before, in ten.
  desk.card('1111111111111111')!.tearAt(10 + 18, 'after');
  await expect(sell(reader, desk)).rejects.toThrow('torn');
  expect(desk.state()).toMatchObject({ answer: { onReader: null } });
  expect(readFileSync(join(folder, 'virtual-desk.json'), 'utf8')).toContain('simulatorSeed');
  const kept = open(folder).desk;
  expect(kept.card('1111111111111111')!.state()).toEqual(desk.card('1111111111111111')!.state());
  expect(kept.state()).toMatchObject({ answer: { cards: [{ label: METER_NO }] } });
});
