import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/card/bytes.ts';
import { planSaleWrite, type WritePlan } from '../../shared/card/sale-write.ts';
import { decodeCard, isBlank } from '../../shared/card/user-card.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { CUSTOMER_NO, cardCounter, METER_NO, PROFILE } from '../../test/support/card-counter.ts';
import type { CardChannel } from '../devices/reader.ts';
import { blankCard, foreignCard, unissuedCard } from '../virtual/blank-card.ts';
import { createVirtualCard, type VirtualCard } from '../virtual/card.ts';
import { psamSecurity } from './psam.ts';
import { type CardSecurity, SecurityRefused, simulatedSecurity } from './security.ts';
import { readCard, writeCard } from './session.ts';

const counter = cardCounter();

function read(card: VirtualCard, profile = PROFILE) {
  counter.reader.place(card);
  return counter.reader.withCard((channel) => readCard(channel, profile));
}

function write(card: VirtualCard, plan: WritePlan, security: CardSecurity = counter.security) {
  counter.reader.place(card);
  return counter.reader.withCard((channel) =>
    writeCard(channel, security, { ...plan, write: [...plan.write], requestId: newId() }),
  );
}

async function planFor(card: VirtualCard, count = 1): Promise<WritePlan> {
  const sale = { cardType: 'open' as const, amount: fen(10_300), count, meterNo: METER_NO, customerNo: CUSTOMER_NO };
  return planSaleWrite(await counter.read(card), sale);
}

describe('reading', () => {
  test('all files in one go, with the serial and the answer to reset', async () => {
    const card = counter.blank('1122334455667788');
    const outcome = await read(card);
    expect(outcome).toMatchObject({
      answer: { image: { profile: PROFILE, serial: '1122334455667788', atr: toHex(card.atr) }, apdus: 10 },
    });
    if ('failure' in outcome) throw new Error(outcome.failure);
    expect(Object.values(outcome.answer.image.files).map((hex) => hex.length / 2)).toEqual([45, 8, 258, 258, 49]);
    expect(isBlank(decodeCard(outcome.answer.image))).toBe(true);
  });

  test('a card whose price files have the ladder form is read by what the card says of their length', async () => {
    const outcome = await read(blankCard(counter.security, { ladder: true }));
    if ('failure' in outcome) throw new Error(outcome.failure);
    expect(Object.values(outcome.answer.image.files).map((hex) => hex.length / 2)).toEqual([45, 8, 203, 203, 49]);
  });

  test.each(['9000', '6282'])(
    'a reader that shortens a read by itself, and status %s, change nothing',
    async (status) => {
      const card = blankCard(counter.security, { ladder: true });
      counter.reader.place(card);
      const outcome = await counter.reader.withCard((channel) =>
        readCard({ atr: channel.atr, transmit: (apdu) => shortened(channel, apdu, status) }, PROFILE),
      );
      if ('failure' in outcome) throw new Error(outcome.failure);
      expect(outcome.answer.image).toEqual(await counter.readImage(card));
    },
  );

  test('a card without price files is read without them', async () => {
    const { folders, ...rest } = counter.blank().state();
    const { 1: ef1, 2: ef2, 5: ef5 } = folders.df01!;
    const card = createVirtualCard({ ...rest, folders: { ...folders, df01: { 1: ef1!, 2: ef2!, 5: ef5! } } });
    const outcome = await read(card);
    if ('failure' in outcome) throw new Error(outcome.failure);
    expect(Object.keys(outcome.answer.image.files)).toEqual(['ef1', 'ef2', 'ef5']);
  });

  test('a water card is found in its own folder, and not in that of electricity', async () => {
    const card = blankCard(counter.security, { folders: ['df02'] });
    expect(await read(card, 'qgdw-water')).toMatchObject({ answer: { image: { profile: 'qgdw-water' } } });
    expect(await read(card)).toMatchObject({ failure: 'not-a-user-card' });
  });

  test('the serial is taken from inside the folder, then from the answer to reset, when it is not above', async () => {
    const { folders, ...rest } = counter.blank('1122334455667788').state();
    const above = folders['3f00']!;
    const inside = createVirtualCard({ ...rest, folders: { '3f00': {}, df01: { ...folders.df01, ...above } } });
    expect(await read(inside)).toMatchObject({ answer: { image: { serial: '1122334455667788' } } });
    const nowhere = createVirtualCard({ ...rest, folders: { '3f00': {}, df01: folders.df01! } });
    expect(await read(nowhere)).toMatchObject({ answer: { image: { serial: rest.atr.slice(10, 26) } } });
    const mute = createVirtualCard({ ...rest, atr: '3b00', folders: { '3f00': {}, df01: folders.df01! } });
    expect(await read(mute)).toMatchObject({ failure: 'not-a-user-card', detail: 'no serial' });
  });

  test.each([
    ['a chip of another trade', foreignCard(), PROFILE, 'not-a-user-card'],
    ['a card never issued', unissuedCard(), PROFILE, 'not-a-user-card'],
    ['a layout that nobody knows', blankCard(counter.security), 'unknown', 'fault'],
  ] as const)('%s', async (_, card, profile, failure) => {
    expect(await read(card, profile)).toMatchObject({ failure });
  });

  test('a file of a length that no layout has is not read as another', async () => {
    const { folders, ...rest } = counter.blank().state();
    const card = createVirtualCard({ ...rest, folders: { ...folders, df01: { ...folders.df01, 5: '00'.repeat(40) } } });
    expect(await read(card)).toMatchObject({ failure: 'not-a-user-card' });
  });
});

describe('writing', () => {
  test('answers what was there before and after, and writes in the order given', async () => {
    const card = counter.blank();
    const plan = await planFor(card);
    const sent: string[] = [];
    counter.reader.place(card);
    const outcome = await counter.reader.withCard((channel) =>
      writeCard(listening(channel, sent), counter.security, { ...plan, write: [...plan.write], requestId: newId() }),
    );
    expect(sent.filter((apdu) => apdu.startsWith('04d6')).map((apdu) => apdu.slice(0, 10))).toEqual([
      '04d6810031',
      '04d6850035',
      '04d682000c',
    ]);
    if ('failure' in outcome) throw new Error(outcome.failure);
    const { before, after, apdus } = outcome.answer;
    expect(apdus).toBe(sent.length);
    expect(before.files).toEqual(plan.expect.files);
    for (const { file, content } of plan.write) expect(after.files[file]).toBe(content);
    expect(after).toEqual(await counter.readImage(card));
    // Everything is read twice: ten commands before, seven files' worth after.
    expect(sent.filter((apdu) => apdu.startsWith('00b0')).length).toBe(1 + 7 + 7);
  });

  test('a card of another house is refused before anything is written', async () => {
    const card = blankCard(simulatedSecurity(fromHex('99')));
    const was = JSON.stringify(card.state());
    const outcome = await write(card, await planFor(card));
    expect(outcome).toMatchObject({ failure: 'security-refused', image: { serial: card.serial } });
    expect(JSON.stringify(card.state())).toBe(was);
  });

  test('a blocked right is refused, and no try is spent on a card that does not prove itself', async () => {
    const { tries, ...rest } = counter.blank().state();
    const card = createVirtualCard({ ...rest, tries: { ...tries, purchase: 0 } });
    expect(await write(card, await planFor(card))).toMatchObject({
      failure: 'security-refused',
      detail: '00820004: status 6983',
    });
    const foreign = blankCard(simulatedSecurity(fromHex('99')));
    await write(foreign, await planFor(foreign));
    expect(foreign.state().tries).toEqual({ meter: 5, write: 5, purchase: 5 });
  });

  test('without a security module a card is read and not written', async () => {
    const none = psamSecurity(() => Promise.reject(new SecurityRefused('no module')), {
      card: 1,
      meter: 2,
      write: 3,
      purchase: 4,
    });
    const card = counter.blank();
    expect(await write(card, await planFor(card), none)).toMatchObject({ failure: 'security-refused' });
  });

  test('a sum that the card refuses in the middle: the image says what was written until then', async () => {
    const card = counter.blank();
    const plan = await planFor(card);
    const keys = await counter.security.forCard(fromHex(card.serial));
    const wrongAtWallet: CardSecurity = {
      kind: 'simulator',
      forCard: async () => ({
        ...keys,
        mac: async (use, challenge, command) =>
          use === 'purchase' ? new Uint8Array(4) : keys.mac(use, challenge, command),
      }),
    };
    const outcome = await write(card, plan, wrongAtWallet);
    expect(outcome).toMatchObject({ failure: 'security-refused', detail: '04d68200: status 6988' });
    const image = 'failure' in outcome ? outcome.image! : null;
    expect(image?.files.ef1).toBe(plan.write[0]!.content);
    expect(image?.files.ef2).toBe('00'.repeat(8));
  });

  test('a content of a length that no file has is refused before the card is touched', async () => {
    const card = counter.blank();
    const plan = await planFor(card);
    const outcome = await write(card, { ...plan, write: [{ file: 'ef2', content: '00' }] });
    expect(outcome).toEqual({ failure: 'fault', detail: 'ef2 never has 1 bytes', image: undefined });
  });
});

/** Asks again with the length that the card names, as some readers do. */
async function shortened(channel: CardChannel, apdu: Uint8Array, status: string): Promise<Uint8Array> {
  const answer = await channel.transmit(apdu);
  if (answer[0] !== 0x6c) return answer;
  const again = await channel.transmit(Uint8Array.of(...apdu.subarray(0, 4), answer[1]!));
  return Uint8Array.of(...again.subarray(0, -2), ...fromHex(status));
}

function listening(channel: CardChannel, sent: string[]): CardChannel {
  return {
    atr: channel.atr,
    async transmit(apdu) {
      sent.push(toHex(apdu));
      return channel.transmit(apdu);
    },
  };
}
