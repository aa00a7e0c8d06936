/**
 * Ordinary faults, and how far the clerk goes: a card is cleared at the desk; a meter is tried, stopped and reported,
 * and the technician repairs it.
 */
import { expect, test } from 'vitest';
import { card as cardQuery } from '../../shared/contracts/cards/card.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { noteMaintenance } from '../../shared/contracts/cards/note-maintenance.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { testCard } from '../../shared/contracts/cards/test-card.ts';
import { writeCard } from '../../shared/contracts/cards/write-card.ts';
import { caseFile } from '../../shared/contracts/cases/case-file.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { unblockMeter } from '../../shared/contracts/metering/unblock-meter.ts';
import { acceptRepair } from '../../shared/contracts/upkeep/accept-repair.ts';
import { addRepairLine } from '../../shared/contracts/upkeep/add-repair-line.ts';
import { finishRepair } from '../../shared/contracts/upkeep/finish-repair.ts';
import { repair } from '../../shared/contracts/upkeep/repair.ts';
import { reportRepair } from '../../shared/contracts/upkeep/report-repair.ts';
import { takeRepair } from '../../shared/contracts/upkeep/take-repair.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { fen } from '../../shared/values/money.ts';
import { openCardHouse } from '../support/card-house.ts';
import { duty } from '../support/duty.ts';

const house = await openCardHouse();
const { desk } = house;
const clerk = house.as('vending-clerk');
const technician = house.as('vending-technician');

/** The card was pulled out before its last file was written. */
async function tornCard() {
  const { meterId, meterNo } = await house.cardRoom();
  const serial = await house.stockCard();
  const { readingId } = await house.read();
  desk.chip(serial).tearAt(3, 'before');
  const issued = await clerk.call(issueCard, { readingId, meterId, expectedFen: fen(0) });
  expect(issued.written).not.toBe('written');
  return { meterId, meterNo, serial, cardId: issued.card.cardId };
}

duty('2.clerk.4', 'a card that was torn out is read, written again, tested and noted, all at the desk', async () => {
  const { meterId, meterNo, serial, cardId } = await tornCard();
  desk.lay(serial);
  const { onReader } = await clerk.call(readCard, {});
  expect(onReader?.can).toContain('cards.write-card');
  expect(await clerk.call(writeCard, { readingId: onReader!.readingId })).toMatchObject({ written: 'written' });
  expect(await clerk.call(testCard, {})).toMatchObject({ failure: null, onReader: { serial, differences: [] } });
  await clerk.call(noteMaintenance, { cardId, kind: 'fault', text: '写卡时被拔出，重写后核对无误' });
  const { care } = await clerk.ask(cardQuery, { cardId });
  expect(care.map(({ kind, result }) => [kind, result])).toEqual([
    ['fault', null],
    ['test', 'good'],
  ]);
  expect(await house.buy(meterId, 2000)).toMatchObject({ state: 'delivered' });
  expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
  const { rows } = await house.database.app.query(
    'select post, person_id, kind, result, text from card_care where card_id = $1',
    [cardId],
  );
  return { evidence: rows };
});

duty(
  '2.clerk.4',
  'a meter that shows nothing is reported with its number, and goes from report to repair',
  async () => {
    const { meterId, meterNo } = await house.cardRoom();
    await house.issue(meterId);
    const request = await clerk.call(reportRepair, {
      target: 'meter',
      mark: meterNo,
      seen: '插卡后屏幕不亮，换一张卡也一样；房间有电',
      urgency: 'hinders',
    });
    expect(request).toMatchObject({ which: meterNo, state: 'reported', reportedPost: 'vending-clerk' });
    await house.read();
    const wanted = { moneyFen: 1000 };
    const sale = house.saleInput(meterId, wanted, await house.quote(meterId, wanted));
    const { blockId } = await technician.call(blockMeter, { meterId, reason: 'fault', note: request.number });
    expect((await clerk.refused(sellCredit, sale)).code).toBe('meter.blocked');
    const repairId = request.id;
    await technician.call(takeRepair, { repairId });
    const part = { kind: 'part', name: '显示屏排线', quantity: 1, unitCostFen: fen(350), source: '备件柜' } as const;
    await technician.call(addRepairLine, { repairId, ...part });
    await technician.signed(finishRepair, { repairId, work: '排线松脱，更换排线，插卡显示正常', minutes: 25 });
    await house.as('vending-supervisor').call(unblockMeter, { blockId, note: '已修好' });
    const accepted = await clerk.call(acceptRepair, { repairId, note: '插卡显示余额' });
    expect(accepted).toMatchObject({ state: 'accepted', costFen: 350, labourMinutes: 25, acceptedBy: clerk.name });
    expect(await clerk.ask(caseFile, { caseId: accepted.incidentId })).toMatchObject({ state: 'closed' });
    expect(await house.buy(meterId, 1000)).toMatchObject({ state: 'delivered' });
    const { events } = await clerk.ask(repair, { repairId });
    expect(events.map(({ kind, post }) => `${kind} ${post}`)).toEqual([
      'reported vending-clerk',
      'taken vending-technician',
      'repaired vending-technician',
      'accepted vending-clerk',
    ]);
    return { evidence: events.filter((event) => event.post === 'vending-clerk') };
  },
);

test('without its number nobody finds the meter', async () => {
  const nameless = { target: 'meter', seen: '表不走字', urgency: 'can-wait' };
  expect((await clerk.refused(reportRepair, nameless)).code).toBe('upkeep.which_needed');
});
