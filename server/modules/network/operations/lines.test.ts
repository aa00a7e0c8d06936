import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../shared/values/ids.ts';
import { household } from '../../../../test/support/metered-site.ts';
import { type NetworkSite, openNetworkSite } from '../../../../test/support/network-site.ts';
import { createLog } from '../../../platform/log.ts';
import { createMeterLink } from '../index.ts';
import { lineEvents } from '../queries/line-events.ts';
import { lines } from '../queries/lines.ts';
import { networkMeters } from '../queries/network-meters.ts';
import { addLine } from './add-line.ts';
import { attachMeter } from './attach-meter.ts';
import { changeLine } from './change-line.ts';
import { closeLine } from './close-line.ts';
import { detachMeter } from './detach-meter.ts';
import { discoverMeters } from './discover-meters.ts';
import { readMeter } from './read-meter.ts';
import { setClock } from './set-clock.ts';

let site: NetworkSite;
beforeAll(async () => {
  site = await openNetworkSite({ meters: 12, each: { loadWatts: 0 } }, { retries: 1 });
});
afterAll(() => site.close());

const technician = () => site.as('vending-technician');
const tcp = (name: string) => ({ name, transport: 'tcp', host: '127.0.0.1', port: site.simulator.port });
const rows = async <T>(query: Parameters<ReturnType<NetworkSite['as']>['ask']>[0], input: object): Promise<T[]> =>
  (await technician().ask<{ rows: T[] }>(query, input)).rows;

describe('lines', () => {
  it('are added, changed and closed', async () => {
    const { lineId } = await technician().call<{ lineId: string }>(addLine, tcp('一号线'));
    await technician().call(changeLine, { lineId, name: '二号楼', answerMs: 900 });
    expect(await rows(lines, { lineId })).toMatchObject([
      { name: '二号楼', host: '127.0.0.1', answerMs: 900, retries: 2, health: 'unused', held: false, meters: 0 },
    ]);
    await technician().call(closeLine, { lineId });
    expect(await rows(lines, { lineId })).toEqual([]);
    expect(await technician().refused(changeLine, { lineId, name: '三' })).toBe('line.closed');
  });

  it('want a place, a name of their own and a technician', async () => {
    expect(await technician().refused(addLine, { name: '缺端口', transport: 'tcp', host: 'gw' })).toBe(
      'line.incomplete',
    );
    expect(await technician().refused(addLine, { name: '缺串口', transport: 'serial' })).toBe('line.incomplete');
    await technician().call(addLine, { name: '串口', transport: 'serial', path: '/dev/ttyS9' });
    expect((await rows<{ baud: number; parity: string }>(lines, {})).at(-1)).toMatchObject({
      baud: 2400,
      parity: 'even',
    });
    expect(await technician().refused(addLine, tcp('串口'))).toBe('line.name_taken');
    expect(await site.as('vending-clerk').refused(addLine, tcp('柜台'))).toBe('post.not_allowed');
  });

  it('with meters on them are not closed', async () => {
    await site.attach();
    expect(await technician().refused(closeLine, { lineId: site.lineIds[0] })).toBe('line.has_meters');
  });
});

describe('a meter is put on a line', () => {
  const wanted = (meterId: string, index: number) => ({
    meterId,
    lineId: site.lineIds[0],
    protocol: 'dlt645-plain',
    address: site.simulator.meters[index]!.address,
  });
  const attach = (input: object) =>
    technician().call<{ result: string; saidNumber: string | null }>(attachMeter, input);

  it('only when something answers there and says the right number', async () => {
    const { meterId } = await household(site, { delivery: 'network', creditUnit: 'money' });
    expect(await attach({ ...wanted(meterId, 5), address: '999000000001' })).toMatchObject({ result: 'silent' });
    const { address } = site.simulator.meters[5]!;
    expect(await attach(wanted(meterId, 5))).toEqual({ meterId, result: 'number-differs', saidNumber: address });
    expect(await rows(networkMeters, { meterId })).toEqual([]);
    expect(await attach({ ...wanted(meterId, 5), saysNumber: address })).toMatchObject({ result: 'attached' });
    expect(await rows(networkMeters, { meterId })).toMatchObject([{ address, presence: 'never', hasSecret: false }]);
    expect(await technician().refused(attachMeter, wanted(meterId, 6))).toBe('meter.on_line');
  });

  it('not on an address that is taken, of the wrong length, or when its credit comes by card', async () => {
    const other = await household(site, { delivery: 'network', creditUnit: 'money' });
    expect(await technician().refused(attachMeter, wanted(other.meterId, 5))).toBe('line.address_taken');
    expect(await technician().refused(attachMeter, { ...wanted(other.meterId, 6), protocol: 'cjt188' })).toBe(
      'line.address_unfit',
    );
    const card = await household(site, { delivery: 'card', creditUnit: 'money' });
    expect(await technician().refused(attachMeter, wanted(card.meterId, 6))).toBe('meter.not_network');
    expect(await technician().refused(attachMeter, wanted(newId(), 6))).toBe('record.not_found');
  });

  it('and taken off again, with a note', async () => {
    const { meterId } = await site.attach();
    await technician().call(detachMeter, { meterId, note: '更换采集器' });
    expect(await technician().refused(readMeter, { meterId })).toBe('meter.off_line');
    expect(await rows(lineEvents, { meterId })).toMatchObject([
      { kind: 'detached', note: '更换采集器' },
      { kind: 'attached' },
    ]);
  });
});

describe('a meter on a line', () => {
  it('is asked how it stands, and what differs from the books is noted', async () => {
    const { meterId, address } = await site.attach();
    site.simulator.meter(address).setClockOffset(-400_000);
    const { meter } = await site.as('vending-clerk').call<{ meter: object }>(readMeter, { meterId });
    expect(meter).toMatchObject({
      presence: 'seen',
      relay: 'closed',
      moneyLeftFen: 5000,
      purchaseCount: 1,
      bookedCount: 0,
      clockErrorSeconds: -400,
      currentPrice: 5000,
    });
    expect(await rows(lineEvents, { meterId })).toMatchObject([
      { kind: 'clock-off', note: '-400 s' },
      { kind: 'count-differs', note: '1 / 0' },
      { kind: 'attached' },
    ]);
    expect(await rows(networkMeters, { attention: true })).toContainEqual(expect.objectContaining({ meterId }));
    site.simulator.meter(address).setDead(true);
    const silent = await technician().call<{ meter: object }>(readMeter, { meterId });
    expect(silent.meter).toMatchObject({ presence: 'silent', failure: 'silent', moneyLeftFen: 5000 });
    site.simulator.meter(address).setDead(false);
  });

  it('takes the time that is broadcast, and is read afterwards', async () => {
    const set = await technician().call<{ reached: boolean; right: number; off: number }>(setClock, {
      lineId: site.lineIds[0],
    });
    // One clock is more than five minutes off: no meter takes a broadcast for that.
    expect(set).toMatchObject({ reached: true, off: 1, silent: 0, unasked: 0 });
    expect(set.right).toBeGreaterThan(1);
  });

  it('is found by its address', async () => {
    const found = await technician().call<{ rows: { address: string }[]; complete: boolean }>(discoverMeters, {
      lineId: site.lineIds[0],
      ending: '0000000007',
    });
    expect(found).toMatchObject({ reached: true, complete: true, rows: [{ address: '000000000007' }] });
  });
});

describe('two servers and one line', () => {
  it('one talks at a time; who waits gets the line in its turn', async () => {
    const other = createMeterLink({ pool: site.db.app, clock: site.clock, log: createLog({ level: 'silent' }) });
    const { meterId } = await site.attach();
    const to = { siteId: site.siteId, meterId };
    const ask = (link: typeof other) => link.read(to, ['purchaseCount']);
    for (let turn = 0; turn < 3; turn += 1) {
      const [one, two] = await Promise.all([ask(site.link), ask(other)]);
      expect([one.purchaseCount.result, two.purchaseCount.result]).toEqual(['answered', 'answered']);
    }
    const { rows: lease } = await site.db.app.query('select fence from line_lease where line_id = $1', [
      site.lineIds[0],
    ]);
    expect(lease[0].fence).toBeGreaterThan(2);
    await other.close();
  });

  it('a line that is down answers at once, is noted once, and comes back', async () => {
    const { meterId, address } = await site.attach();
    const lineId = site.lineIds[0]!;
    const place = (port: number) => technician().call(changeLine, { lineId, port });
    await place(1);
    expect((await site.link.read({ siteId: site.siteId, meterId }, ['relay'])).relay.result).toBe('unreachable');
    expect((await site.link.read({ siteId: site.siteId, meterId }, ['relay'])).relay.result).toBe('unreachable');
    expect(await rows(lines, { lineId })).toMatchObject([{ health: 'down' }]);
    await place(site.simulator.port);
    expect((await site.link.read({ siteId: site.siteId, meterId }, ['meterNo'])).meterNo).toMatchObject({
      result: 'answered',
      value: address,
    });
    const events = await rows<{ kind: string }>(lineEvents, { lineId, kind: 'line-down' });
    expect(events).toHaveLength(1);
  });
});
