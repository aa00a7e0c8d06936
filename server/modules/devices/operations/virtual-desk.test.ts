/** The virtual desk: orders to an agent whose devices are virtual, and to no other. */
import { describe, expect, test } from 'vitest';
import type { CommandName } from '../../../../shared/agent/protocol.ts';
import { virtualInsertIntoMeter } from '../../../../shared/contracts/devices/virtual-insert-into-meter.ts';
import { virtualPlaceCard } from '../../../../shared/contracts/devices/virtual-place-card.ts';
import { virtualRemoveCard } from '../../../../shared/contracts/devices/virtual-remove-card.ts';
import { virtualState } from '../../../../shared/contracts/devices/virtual-state.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { openHouse } from '../../../../test/support/house.ts';
import { openTerminal } from '../../../../test/support/terminal.ts';

const house = await openHouse();
const clerk = house.as('vending-clerk');
const DONE = { result: 'answered', failure: null, detail: null };

const ANSWERS: Partial<Record<CommandName, object>> = {
  'virtual.place-card': { answer: { serial: '00000001' } },
  'virtual.remove-card': { failure: 'no-card', detail: 'nothing lies there' },
  'virtual.insert-into-meter': {
    answer: { displayed: '剩余 50.00', credited: true, remainingFen: 5000, purchaseCount: 1 },
  },
  'virtual.state': { answer: { onReader: '00000001', cards: [{ serial: '00000001', label: '空白卡 1' }], meters: [] } },
};

describe('at a virtual desk', async () => {
  const desk = await openTerminal(house, {
    virtual: true,
    answer: ({ name }) => (ANSWERS[name as CommandName] ?? null) as never,
  });
  const { terminalId } = desk;

  test('a card is placed, looked at and put into a meter', async () => {
    await desk.seat(clerk);
    expect(await clerk.call(virtualPlaceCard, { card: 'blank' })).toEqual({
      end: DONE,
      answer: { serial: '00000001' },
    });
    expect((await clerk.call(virtualState, {})).answer).toMatchObject({ onReader: '00000001' });
    const meter = { meterNo: '000000000017' };
    expect((await clerk.call(virtualInsertIntoMeter, meter)).answer).toMatchObject({ credited: true });
    expect(desk.agent.heard.map(({ name, body }) => [name, body])).toEqual([
      ['virtual.place-card', { card: 'blank' }],
      ['virtual.state', {}],
      ['virtual.insert-into-meter', meter],
    ]);
  });

  test('what came to nothing says why', async () => {
    expect(await house.as('vending-technician').call(virtualRemoveCard, { terminalId })).toEqual({
      end: { result: 'failed', failure: 'no-card', detail: 'nothing lies there' },
      answer: null,
    });
  });

  test('not by those who have no cards in hand', async () => {
    const cashier = house.as('cashier');
    expect((await cashier.refused(virtualPlaceCard, { terminalId, card: 'blank' })).code).toBe('post.not_allowed');
    expect((await cashier.refused(virtualState, { terminalId })).code).toBe('post.not_allowed');
  });
});

test('at a desk with real devices there is no virtual hand', async () => {
  const { terminalId, agent } = await openTerminal(house);
  for (const [contract, input] of [
    [virtualPlaceCard, { card: 'blank' }],
    [virtualRemoveCard, {}],
    [virtualInsertIntoMeter, { meterNo: '000000000017' }],
    [virtualState, {}],
  ] as const)
    expect((await clerk.refused(contract, { terminalId, ...input })).code).toBe('terminal.not_virtual');
  expect(agent.heard).toEqual([]);
  expect((await clerk.refused(virtualState, { terminalId: newId() })).code).toBe('record.not_found');
});
