/** A card meter is changed: what its card brought back is carried, and opens the new meter as its first purchase. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { transferCard } from '../../shared/contracts/cards/transfer-card.ts';
import { carriedCredits } from '../../shared/contracts/metering/carried-credits.ts';
import { deliverCarry } from '../../shared/contracts/metering/deliver-carry.ts';
import { replaceMeter } from '../../shared/contracts/metering/replace-meter.ts';
import { openCardHouse } from '../support/card-house.ts';

const house = await openCardHouse();
const { desk } = house;
const clerk = house.as('vending-clerk');
const technician = house.as('vending-technician');

test('the old meter’s money goes to the new one through its card', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  await house.issue(meterId);
  await house.buy(meterId, 5000);
  desk.insert(meterNo);
  desk.use(meterNo, 10_000);
  desk.insert(meterNo);
  const left = desk.inMeter(meterNo).remainingFen;
  const change = {
    meterId,
    finalReading: { totalMilli: 10_000 },
    newMeterNo: '000000990001',
    newInitialMilli: 0,
    reason: '表计显示不清',
  };
  // Nobody has read the card since: the meter is asked first, and no figure beyond what was ever put in is believed.
  expect((await technician.refused(replaceMeter, change)).code).toBe('meter.stand_missing');
  const read = await house.read();
  expect(read.content.returned?.remainingFen).toBe(left);
  expect((await technician.refused(replaceMeter, { ...change, remaining: left + 100 })).code).toBe(
    'meter.stand_differs',
  );
  const changed = await technician.call(replaceMeter, change);
  expect(changed).toMatchObject({ carried: left, toBring: true });
  const { newMeterId } = changed;

  const { rows: waiting } = await clerk.ask(carriedCredits, { meterId: newMeterId });
  expect(waiting).toMatchObject([{ state: 'waiting', amountFen: left }]);
  const { readingId } = await house.read();
  await clerk.call(transferCard, { readingId, meterId: newMeterId, reason: '换表' });
  await house.read();
  const carryId = waiting[0]!.carryId;
  expect(await clerk.call(deliverCarry, { carryId })).toMatchObject({ state: 'delivered' });
  expect(desk.insert('000000990001')).toMatchObject({ credited: true, remainingFen: left, purchaseCount: 1 });
  await house.read();
  expect(await house.buy(newMeterId, 1000)).toMatchObject({ state: 'delivered', purchaseCount: 2 });
  expect((await verifyHouse(house.database.app, whatIsVerified())).faults).toEqual([]);
});
