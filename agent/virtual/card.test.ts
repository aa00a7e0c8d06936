import { describe, expect, test } from 'vitest';
import { simulatedSecurity } from '../card/security.ts';
import { blankCard, foreignCard, unissuedCard } from './blank-card.ts';
import { createVirtualCard, type VirtualCard } from './card.ts';
import { answerTo, macOver } from './card-cipher.ts';

const SERIAL = '1122334455667788';
const security = simulatedSecurity(Buffer.from('card'));
const issued = (): VirtualCard => blankCard(security, { serial: SERIAL });
const key = (use: 'meter' | 'write' | 'purchase') => security.keyOf(Buffer.from(SERIAL, 'hex'), use);

function send(card: VirtualCard, hex: string): string {
  const answer = card.transmit(Uint8Array.from(Buffer.from(hex, 'hex')));
  return answer === null ? 'torn' : Buffer.from(answer).toString('hex');
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

function prove(card: VirtualCard, number: 2 | 3 | 4, under: Uint8Array): string {
  const challenge = send(card, '0084000008').slice(0, 16);
  return send(card, `0082000${number}08${Buffer.from(answerTo(under, bytes(challenge))).toString('hex')}`);
}

/** A command with its right sum, or with one bit of it wrong. */
function update(card: VirtualCard, command: string, under: Uint8Array, flip = 0): string {
  const challenge = send(card, '0084000004').slice(0, 8);
  const mac = macOver(under, bytes(challenge), bytes(command));
  mac[3]! ^= flip;
  return send(card, command + Buffer.from(mac).toString('hex'));
}

const WALLET = '04d682000c0000283c00000001';

describe('commands and their status', () => {
  test.each([
    ['too short', '00a400', '6700'],
    ['another class', '80b0810001', '6e00'],
    ['no such instruction', '00f2000000', '6d00'],
    ['select: no such folder', '00a4000002df09', '6a82'],
    ['select: another way to select', '00a4040002df01', '6a86'],
    ['select: length says more than came', '00a4000003df01', '6700'],
    ['select', '00a4000002df01', '6106'],
    ['read: no such file', '00b08a0008', '6a82'],
    ['read: nothing selected', '00b0000008', '6986'],
    ['read: behind the end', '00b0822001', '6b00'],
    ['read: more than there is', '00b0810030', '6c2d'],
    ['read: all there is', '00b0820000', '6c08'],
    ['read: with data', '00b082000101', '6700'],
    ['fetch: another length than is ready', '00c0000008', '6c06'],
    ['challenge of another length', '0084000003', '6700'],
    ['prove itself: another key', '00880005080000000000000000', '6a88'],
    ['take a proof without a challenge', '00820003080000000000000000', '6984'],
    ['write without right', `${WALLET}00000000`, '6982'],
    ['write: length says less than came', `${WALLET}0000000000`, '6700'],
  ])('%s', (_, command, sw) => {
    const card = issued();
    card.power(true);
    expect(send(card, '00a4000002df01')).toBe('6106');
    expect(send(card, command)).toBe(sw);
  });
});

test('the folder is forgotten without power, and files are found by short id only inside of it', () => {
  const card = issued();
  expect(send(card, '00b0820008')).toBe('6a82');
  expect(send(card, '00b0990108')).toBe(`${SERIAL}9000`);
  send(card, '00a4000002df01');
  expect(send(card, '00b0820008')).toBe('00000000000000009000');
  card.power(false);
  expect(send(card, '00b0820008')).toBe('6a82');
});

test('a selected file is read by offset', () => {
  const card = issued();
  send(card, '00a4000002df01');
  expect(send(card, '00a40000020002')).toBe('6106');
  expect(send(card, '00b0000008')).toBe('00000000000000009000');
  expect(send(card, '00b0000801')).toBe('6b00');
});

test('unissued and foreign cards answer as such', () => {
  expect(send(unissuedCard(SERIAL), '00a4000002df01')).toBe('6106');
  const unissued = unissuedCard(SERIAL);
  send(unissued, '00a4000002df01');
  expect(send(unissued, '00b081002d')).toBe('6b00');
  expect(send(foreignCard(SERIAL), '00a4000002df01')).toBe('6a82');
});

test('what a card proves is fetched, with the right length, once', () => {
  const card = issued();
  send(card, '00a4000002df01');
  expect(send(card, '00880001080102030405060708')).toBe('6108');
  expect(send(card, '00c0000004')).toBe('6c08');
  expect(send(card, '00c0000008')).toMatch(/^.{16}9000$/);
  expect(send(card, '00c0000008')).toBe('6f00');
});

describe('rights and sums', () => {
  test('an update needs its right, a fresh challenge, and the sum under its key', () => {
    const card = issued();
    send(card, '00a4000002df01');
    expect(update(card, WALLET, key('purchase'))).toBe('6982');
    expect(prove(card, 3, key('write'))).toBe('9000');
    expect(update(card, WALLET, key('purchase'))).toBe('6982');
    expect(prove(card, 4, key('purchase'))).toBe('9000');
    expect(update(card, WALLET, key('write'))).toBe('6988');
    expect(update(card, WALLET, key('purchase'), 1)).toBe('6988');
    expect(send(card, `${WALLET}00000000`)).toBe('6984');
    expect(send(card, '00b0820008')).toBe('00000000000000009000');
    expect(update(card, WALLET, key('purchase'))).toBe('9000');
    expect(send(card, '00b0820008')).toBe('0000283c000000019000');
  });

  test('a command that was overheard is refused the second time', () => {
    const card = issued();
    send(card, '00a4000002df01');
    prove(card, 4, key('purchase'));
    const challenge = send(card, '0084000004').slice(0, 8);
    const whole = WALLET + Buffer.from(macOver(key('purchase'), bytes(challenge), bytes(WALLET))).toString('hex');
    expect(send(card, whole)).toBe('9000');
    send(card, '0084000004');
    expect(send(card, whole)).toBe('6988');
  });

  test('a plain update is refused even with the right', () => {
    const card = issued();
    send(card, '00a4000002df01');
    prove(card, 4, key('purchase'));
    expect(send(card, '00d68200080000283c00000001')).toBe('6989');
  });

  test('no update reaches beyond its file', () => {
    const card = issued();
    send(card, '00a4000002df01');
    prove(card, 4, key('purchase'));
    expect(update(card, '04d682010c0000283c00000001', key('purchase'))).toBe('6700');
    expect(update(card, '04d682080c0000283c00000001', key('purchase'))).toBe('6b00');
  });

  test('wrong proofs are counted down to blocked, across power; a right one sets them back', () => {
    const card = issued();
    const wrong = new Uint8Array(16);
    send(card, '00a4000002df01');
    expect(prove(card, 4, wrong)).toBe('63c4');
    expect(prove(card, 4, wrong)).toBe('63c3');
    expect(prove(card, 4, key('purchase'))).toBe('9000');
    expect(prove(card, 4, wrong)).toBe('63c4');
    const kept = createVirtualCard(card.state());
    send(kept, '00a4000002df01');
    expect(['63c3', '63c2', '63c1', '63c0', '6983'].map(() => prove(kept, 4, wrong))).toEqual([
      '63c3',
      '63c2',
      '63c1',
      '63c0',
      '6983',
    ]);
    expect(prove(kept, 4, key('purchase'))).toBe('6983');
    expect(prove(kept, 3, key('write'))).toBe('9000');
  });
});

test('what a card keeps goes through JSON and back', () => {
  const card = issued();
  send(card, '00a4000002df01');
  prove(card, 4, key('purchase'));
  let changes = 0;
  card.onChange(() => changes++);
  update(card, WALLET, key('purchase'));
  expect(changes).toBe(1);
  const again = createVirtualCard(JSON.parse(JSON.stringify(card.state())));
  expect(again.state()).toEqual(card.state());
  send(again, '00a4000002df01');
  expect(send(again, '00b0820008')).toBe('0000283c000000019000');
});

test.each(['before', 'after'] as const)(
  'torn %s the second command: no answer, and the effect that goes with it',
  (when) => {
    const card = issued();
    send(card, '00a4000002df01');
    prove(card, 4, key('purchase'));
    card.tearAt(2, when);
    expect(update(card, WALLET, key('purchase'))).toBe('torn');
    expect(send(card, '00b0820008')).toBe('6a82');
    send(card, '00a4000002df01');
    expect(send(card, '00b0820008')).toBe(when === 'after' ? '0000283c000000019000' : '00000000000000009000');
  },
);
