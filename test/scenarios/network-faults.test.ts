/**
 * Many sales over lines on which one answer in twenty is lost and one in twenty comes late. Afterwards every sale is
 * delivered or on the list, and what lies in the meters is what the books say: no credit twice, none lost.
 * NETWORK_METERS says how many; the long size is run by `npm run faults`.
 */
import { afterAll, expect, test } from 'vitest';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { undeliveredSales } from '../../shared/contracts/vending/undelivered-sales.ts';
import { milli } from '../../shared/values/quantity.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { openCounter } from '../support/counter.ts';

const METERS = Number(process.env.NETWORK_METERS ?? 60);
const LINES = Math.max(4, Math.round(METERS / 20));
const SEED = Number(process.env.NETWORK_SEED ?? 7);
const MONEY = 2000;

const counter = await openCounter();
const [clerk, technician, supervisor] = [
  counter.as('vending-clerk'),
  counter.as('vending-technician'),
  counter.as('vending-supervisor'),
];
const simulator = await startSimulator({
  meters: METERS,
  lines: LINES,
  seed: SEED,
  now: () => Date.parse(counter.clock.now()),
  each: { moneyFen: 0, purchaseCount: 0, purchasedTotalFen: 0, loadWatts: 0 },
});
afterAll(() => simulator.close());

/** `atOnce` at a time; the clerk's session is one, so the acts are few milliseconds each but for the meter. */
async function each<T>(atOnce: number, list: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = list.values();
  const walk = async (): Promise<void> => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
}

async function furnish(): Promise<Map<string, string>> {
  const meters = new Map<string, string>();
  const { premiseId: building } = await supervisor.call(addPremise, { kind: 'building', code: '60' });
  const floor = await supervisor.call(addPremise, { kind: 'floor', parentId: building, code: '1' });
  for (const [index, line] of simulator.lines.entries()) {
    const place = { transport: 'tcp', host: '127.0.0.1', port: line.port, answerMs: 500, retries: 2 } as const;
    const { lineId } = await technician.call(addLine, { name: `线路 ${index + 1}`, ...place });
    for (const address of line.addresses) {
      const room = await supervisor.call(addPremise, { kind: 'room', parentId: floor.premiseId, code: address });
      await supervisor.call(openAccount, { roomId: room.premiseId, categoryCode: 'dormitory' });
      const { meterId } = await supervisor.call(addMeter, {
        premiseId: room.premiseId,
        meterNo: address,
        commodity: 'electricity',
        creditUnit: 'money',
        delivery: 'network',
        initialMilli: milli(0),
      });
      await technician.call(attachMeter, { meterId, lineId, protocol: 'dlt645-plain', address });
      meters.set(meterId, address);
    }
  }
  return meters;
}

interface Booked {
  readonly meter_id: string;
  readonly state: string;
  readonly credited: number;
}

/** The cable of every fifteenth meter breaks the moment its recharge has arrived. */
function breakCables(): () => void {
  const doomed = simulator.meters.filter((_, index) => index % 15 === 14);
  const timer = setInterval(() => {
    for (const meter of doomed) if (meter.electricity.purchases.length > 0) meter.setDead(true);
  }, 1);
  return () => {
    clearInterval(timer);
    for (const meter of doomed) meter.setDead(false);
  };
}

/** What the books say of each meter: the state of its sale, and the credit they say it was given. */
const booked = async (): Promise<Booked[]> =>
  (
    await counter.database.owner.query<Booked>(
      `select s.meter_id, s.state, coalesce((select sum(c.amount) from credit_movement c where c.site_id = s.site_id
         and c.meter_id = s.meter_id and c.kind = 'purchase'), 0)::bigint as credited from sale s`,
    )
  ).rows;

test(`${METERS} meters, one answer in twenty lost and one late: nothing twice, nothing forgotten`, async () => {
  const meters = await furnish();
  simulator.setFaults({ loseAnswer: 0.05, lateAnswer: { p: 0.05, ms: 800 } });
  const mend = breakCables();
  const begun = performance.now();
  await each(LINES, [...meters.keys()], async (meterId) => {
    await counter.sell(meterId, { moneyFen: MONEY });
  });
  const seconds = (performance.now() - begun) / 1000;
  const first = await booked();
  const straight = first.filter(({ state }) => state === 'delivered').length;
  const waiting = new Set((await clerk.ask(undeliveredSales)).rows.map(({ meterId }) => meterId));
  for (const { meter_id, state } of first) expect(waiting.has(meter_id)).toBe(state !== 'delivered');
  expect(waiting.size).toBeGreaterThan(0);
  mend();

  // What is not known is looked up, what did not arrive is delivered again, as a clerk does.
  for (let round = 0; round < 6; round += 1) {
    const { rows } = await clerk.ask(undeliveredSales);
    await each(LINES, rows, async ({ saleId, can }) => {
      if (can.includes('vending.look-up-delivery')) await clerk.call(lookUpDelivery, { saleId });
      else if (can.includes('vending.deliver-again')) await clerk.call(deliverAgain, { saleId });
    });
  }
  const { rows: open } = await clerk.ask(undeliveredSales);
  const listed = new Set(open.map(({ meterId }) => meterId));
  const books = await booked();
  expect(books).toHaveLength(METERS);
  let twice = 0;
  for (const { meter_id: meterId, state, credited } of books) {
    const meter = simulator.meter(meters.get(meterId)!).electricity;
    if (meter.purchases.length > 1 || meter.moneyLeftFen > MONEY) twice += 1;
    if (state === 'delivered') expect(meter.moneyLeftFen).toBe(credited);
    else expect(listed).toContain(meterId);
  }
  expect(twice).toBe(0);
  expect(simulator.counts.lost).toBeGreaterThan(METERS / 20);
  expect(simulator.counts.late).toBeGreaterThan(METERS / 20);
  console.log(
    `${METERS} recharges on ${LINES} lines in ${seconds.toFixed(1)} s, ${straight} delivered at once, ` +
      `${books.filter(({ state }) => state === 'delivered').length} in the end, ${open.length} on the list; ` +
      `${simulator.counts.lost} telegrams lost, ${simulator.counts.late} late, credit twice: ${twice} (seed ${SEED})`,
  );
}, 1_200_000);
