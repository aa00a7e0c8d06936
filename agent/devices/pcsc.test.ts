/**
 * The PC/SC reader against the real library and service, with a virtual reader (vpcd) in which the card of this file
 * lies. Left out, loudly, where the service cannot run; with REQUIRE_DEVICES=1 that is a failure.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planSaleWrite } from '../../shared/card/sale-write.ts';
import { decodeCard } from '../../shared/card/user-card.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { PROFILE } from '../../test/support/card-counter.ts';
import { type CardService, startPcscd, whyNoPcscd } from '../../test/support/pcscd.ts';
import { simulatedSecurity } from '../card/security.ts';
import { readCard, writeCard } from '../card/session.ts';
import { blankCard } from '../virtual/blank-card.ts';
import { openPcscReader } from './pcsc.ts';
import { NoCard, NoReader, type Reader, type ReaderState, TornCard } from './reader.ts';
import type { VirtualChip } from './virtual-reader.ts';

const why = whyNoPcscd();
const required = process.env.REQUIRE_DEVICES === '1';
if (why !== null && !required) console.error(`CARD READER NOT TESTED: ${why}`);

const ATR = Uint8Array.from([0x3b, 0x64, 0x00, 0x00, 0x54, 0x45, 0x53, 0x54]);
const OK = [0x90, 0x00];

/** One file of 16 bytes: 00D6 writes, 00B0 reads, 0084 gives back, 00FF tears the card out. */
function smallChip(): VirtualChip & { readonly file: Uint8Array } {
  const file = new Uint8Array(16);
  return {
    atr: ATR,
    file,
    power() {},
    transmit(apdu) {
      const [, instruction, , offset = 0, length = 0] = apdu;
      if (instruction === 0xd6) {
        file.set(apdu.subarray(5, 5 + length), offset);
        return Uint8Array.from(OK);
      }
      if (instruction === 0xb0) return Uint8Array.from([...file.subarray(offset, offset + length), ...OK]);
      return instruction === 0xff ? null : Uint8Array.from([0x6d, 0x00]);
    },
  };
}

const READ = Uint8Array.from([0x00, 0xb0, 0x00, 0x00, 0x04]);
const WRITE = Uint8Array.from([0x00, 0xd6, 0x00, 0x00, 0x04, 0xde, 0xad, 0xbe, 0xef]);
const TEAR = Uint8Array.from([0x00, 0xff, 0x00, 0x00]);

function until(reader: Reader, kind: ReaderState['kind']): Promise<ReaderState> {
  return new Promise((resolve) => {
    const stop = reader.onChange((state) => {
      if (state.kind !== kind) return;
      stop();
      resolve(state);
    });
    if (reader.state().kind === kind) {
      stop();
      resolve(reader.state());
    }
  });
}

describe.skipIf(why !== null && !required)('a reader on PC/SC', () => {
  let service: CardService;
  let reader: Reader;

  beforeAll(async () => {
    service = await startPcscd();
    reader = openPcscReader({ reader: 'Virtual PCD' });
    await until(reader, 'empty');
  });
  afterAll(async () => {
    await reader?.close();
    await service?.close();
  });

  test('a card is seen, written and read in one transaction, and its removal is seen', async () => {
    const chip = smallChip();
    const placed = await service.insert(chip);
    expect(await until(reader, 'card')).toEqual({ kind: 'card', atr: ATR });
    expect(reader.name).toContain('Virtual PCD');
    const answer = await reader.withCard(async (channel) => {
      expect([...channel.atr]).toEqual([...ATR]);
      expect([...(await channel.transmit(WRITE))]).toEqual(OK);
      return channel.transmit(READ);
    });
    expect([...answer]).toEqual([0xde, 0xad, 0xbe, 0xef, ...OK]);
    expect([...chip.file.subarray(0, 4)]).toEqual([0xde, 0xad, 0xbe, 0xef]);
    await placed.remove();
    expect(await until(reader, 'empty')).toEqual({ kind: 'empty' });
  });

  test('no card: nothing is sent', async () => {
    let called = false;
    const tried = reader.withCard(async () => {
      called = true;
    });
    await expect(tried).rejects.toBeInstanceOf(NoCard);
    expect(called).toBe(false);
  });

  test('while one transaction holds the card another program gets none, and afterwards it does', async () => {
    const placed = await service.insert(smallChip());
    await until(reader, 'card');
    const other = openPcscReader({ reader: 'Virtual PCD' });
    await reader.withCard(async (channel) => {
      await expect(other.withCard(async () => 'got it')).rejects.toThrow(new NoReader('another program uses the card'));
      expect([...(await channel.transmit(WRITE))]).toEqual(OK);
    });
    expect(await other.withCard(async () => 'got it')).toBe('got it');
    await other.close();
    await placed.remove();
    await until(reader, 'empty');
  });

  test('a card torn out in the middle is torn, also for what would come after', async () => {
    const placed = await service.insert(smallChip());
    await until(reader, 'card');
    const tried = reader.withCard(async (channel) => {
      await expect(channel.transmit(TEAR)).rejects.toBeInstanceOf(TornCard);
      return channel.transmit(READ);
    });
    await expect(tried).rejects.toBeInstanceOf(TornCard);
    await placed.remove();
    await until(reader, 'empty');
  });

  test('a sale is written to a user card and read back, as in memory; torn out at a step it is torn and read again', async () => {
    const security = simulatedSecurity();
    const card = blankCard(security);
    const sale = {
      cardType: 'open' as const,
      amount: fen(10_300),
      count: 1,
      meterNo: '000123456789',
      customerNo: '000000000042',
    };
    const placed = await service.insert(card);
    await until(reader, 'card');
    const read = await reader.withCard((channel) => readCard(channel, PROFILE));
    if ('failure' in read) throw new Error(read.failure);
    const plan = planSaleWrite(decodeCard(read.answer.image), sale);
    const body = { ...plan, write: [...plan.write], requestId: newId() };
    card.tearAt(20, 'after');
    const torn = await reader.withCard((channel) => writeCard(channel, security, body));
    expect(torn).toMatchObject({ failure: 'torn', image: read.answer.image });
    await placed.remove();
    await until(reader, 'empty');
    const again = await service.insert(card);
    await until(reader, 'card');
    const then = await reader.withCard((channel) => readCard(channel, PROFILE));
    if ('failure' in then) throw new Error(then.failure);
    const next = planSaleWrite(decodeCard(then.answer.image), sale);
    const written = await reader.withCard((channel) =>
      writeCard(channel, security, { ...next, write: [...next.write], requestId: newId() }),
    );
    if ('failure' in written) throw new Error(written.failure);
    for (const { file, content } of next.write) expect(written.answer.after.files[file]).toBe(content);
    await again.remove();
    await until(reader, 'empty');
  });

  test('a card that hangs is given up, and the next card is served', async () => {
    const impatient = openPcscReader({ reader: 'Virtual PCD', answerMs: 300 });
    const placed = await service.insert({ ...smallChip(), transmit: () => new Uint8Array() });
    await until(impatient, 'card');
    const tried = impatient.withCard((channel) => channel.transmit(READ));
    await expect(tried).rejects.toThrow(new TornCard('the card does not come to an end'));
    await placed.remove();
    await until(impatient, 'empty');
    const next = await service.insert(smallChip());
    await until(impatient, 'card');
    expect([...(await impatient.withCard((channel) => channel.transmit(WRITE)))]).toEqual(OK);
    await next.remove();
    await until(impatient, 'empty');
    await impatient.close();
    await until(reader, 'empty');
  });

  test('after a restart of the service the reader comes back by itself', async () => {
    await service.stop();
    expect(await until(reader, 'missing')).toEqual({
      kind: 'missing',
      detail: 'the smart card service of the system does not run',
    });
    await expect(reader.withCard(async () => 'never')).rejects.toBeInstanceOf(NoReader);
    await service.start();
    await until(reader, 'empty');
    const placed = await service.insert(smallChip());
    await until(reader, 'card');
    expect([...(await reader.withCard((channel) => channel.transmit(WRITE)))]).toEqual(OK);
    await placed.remove();
  });
});

test('a reader that is not there is missing', async () => {
  const reader = openPcscReader({ reader: 'No such reader' });
  await expect(reader.withCard(async () => 'never')).rejects.toBeInstanceOf(NoReader);
  expect(reader.state().kind).toBe('missing');
  await reader.close();
});
