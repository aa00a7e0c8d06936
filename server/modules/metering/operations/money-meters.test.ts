/** Meters that count money, over HTTP: what was used is charged by the approved tariff of the household's category. */
import { expect, test } from 'vitest';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { addMeter } from '../../../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../../../shared/contracts/metering/add-premise.ts';
import { creditMovements } from '../../../../shared/contracts/metering/credit-movements.ts';
import { openAccount } from '../../../../shared/contracts/metering/open-account.ts';
import { recordReading } from '../../../../shared/contracts/metering/record-reading.ts';
import { approveTariff } from '../../../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../../../shared/contracts/prices/propose-tariff.ts';
import { openHouse } from '../../../../test/support/house.ts';

const house = await openHouse();
const supervisor = house.as('vending-supervisor');

async function publish(categoryCode: string, spec: InputOf<typeof proposeTariff>['spec']): Promise<string> {
  const { proposalId, specHash } = await supervisor.signed(proposeTariff, { categoryCode, spec, reason: '按批文执行' });
  const version = await house.as('price-approver').signed(approveTariff, { proposalId, specHash });
  return version.versionId;
}

async function meterIn(building: string, categoryCode: string): Promise<string> {
  const { premiseId } = await supervisor.call(addPremise, { kind: 'building', code: building });
  const floor = await supervisor.call(addPremise, { kind: 'floor', code: '1', parentId: premiseId });
  const room = await supervisor.call(addPremise, { kind: 'room', code: '101', parentId: floor.premiseId });
  const meter = await house.as('vending-technician').call(addMeter, {
    premiseId: room.premiseId,
    meterNo: `${building}-M`,
    commodity: 'electricity',
    creditUnit: 'money',
    initialMilli: 0,
  });
  await supervisor.call(openAccount, { roomId: room.premiseId, categoryCode });
  return meter.meterId;
}

test('a ladder climbs by what the month has used, and the movement names its version', async () => {
  const versionId = await publish('dormitory', {
    commodity: 'electricity',
    period: 'month',
    basis: 'consumed',
    taxRateBasisPoints: 1300,
    tiers: [
      { upTo: 100_000, price: 5_000 },
      { upTo: null, price: 8_000 },
    ],
  });
  const meterId = await meterIn('L', 'dormitory');
  const technician = house.as('vending-technician');
  const charged = [];
  for (const totalMilli of [60_000, 120_000]) {
    house.later(3600);
    const reading = await technician.call(recordReading, { meterId, totalMilli, readAt: house.clock.now() });
    charged.push(reading.charged);
  }
  // 60 kWh at 0.50; 40 at 0.50 and 20 at 0.80.
  expect(charged).toEqual([3_000, 3_600]);
  const { rows } = await house.as('auditor').ask(creditMovements, { meterId });
  expect(rows.map((row) => [row.kind, row.amountFen, row.balanceAfterFen])).toEqual([
    ['consumption', -3_600, -6_600],
    ['consumption', -3_000, -3_000],
  ]);
  const stored = await house.database.app.query('select distinct price_version_id from credit_movement');
  expect(stored.rows).toEqual([{ price_version_id: versionId }]);
});

test('by hours, peak and valley must be read', async () => {
  await publish('shop', {
    commodity: 'electricity',
    period: 'none',
    basis: 'consumed',
    taxRateBasisPoints: 1300,
    hours: { peak: ['08:00-22:00'], valley: ['22:00-08:00'] },
    tiers: [{ upTo: null, prices: { peak: 6_000, valley: 3_000 } }],
  });
  const meterId = await meterIn('H', 'shop');
  const technician = house.as('vending-technician');
  const read = (totalMilli: number, peakMilli?: number, valleyMilli?: number) => {
    house.later(3600);
    return { meterId, totalMilli, peakMilli, valleyMilli, readAt: house.clock.now() };
  };
  expect((await technician.refused(recordReading, read(1_000))).code).toBe('reading.registers_missing');
  // A new meter starts at nothing in every register.
  expect(await technician.call(recordReading, read(10_000, 6_000, 4_000))).toMatchObject({ charged: 480 });
  expect((await technician.refused(recordReading, read(20_000, 6_000, 5_000))).code).toBe('reading.bands_differ');
});
