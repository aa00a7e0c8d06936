/** The meter link against simulated meters: reading, switching, prices, time, water, security modules, serial ports. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { openNetworkSite } from '../../../test/support/network-site.ts';
import { onPty } from '../../../tools/meter-simulator/serial.ts';
import { startSimulator } from '../../../tools/meter-simulator/simulator.ts';
import { createLog } from '../../platform/log.ts';
import { secretBoxOf } from '../../platform/secret-box.ts';
import { simulatedSecurity } from './dlt645/security-simulator.ts';
import { networkDriver } from './driver.ts';
import { createMeterLink } from './index.ts';
import { addLine } from './operations/add-line.ts';
import { changeLine } from './operations/change-line.ts';

const log = createLog({ level: 'silent' });

describe('an electricity meter', async () => {
  const site = await openNetworkSite({ meters: 4, each: { loadWatts: 1500, energyMilli: 123_450 } });
  afterAll(() => site.close());
  const { meterId, address } = await site.attach();
  const meter = site.simulator.meter(address);
  const to = { siteId: site.siteId, meterId };

  it('tells everything that can be asked', async () => {
    site.simulator.advance(3_600_000);
    site.clock.set(instant('2026-03-02T02:00:00.000Z'));
    const heard = await site.link.read(to, [
      'energyTotalMilli', 'energyPeakMilli', 'energyFlatMilli', 'energyValleyMilli', 'moneyLeftFen', 'overdraftFen',
      'purchaseCount', 'purchasedTotalFen', 'powerWatts', 'currentMilliamperes', 'voltageDecivolts', 'clock', 'relay',
      'statusWords', 'currentPrice', 'meterNo', 'energyLeftMilli',
    ]); // biome-ignore format: a list
    const values = Object.fromEntries(
      Object.entries(heard).map(([item, answer]) => [
        item,
        answer.result === 'answered' ? answer.value : answer.result === 'refused' ? answer.error : answer.result,
      ]),
    );
    expect(values).toMatchObject({
      energyTotalMilli: 124_950,
      energyPeakMilli: 1500,
      energyFlatMilli: 123_450,
      energyValleyMilli: 0,
      moneyLeftFen: 4925,
      overdraftFen: 0,
      purchaseCount: 1,
      purchasedTotalFen: 5000,
      powerWatts: 1500,
      clock: '2026-03-02T02:00:00.000Z',
      relay: 'closed',
      currentPrice: 5000,
      meterNo: address,
    });
    expect(String(values.statusWords)).toMatch(/^([0-9A-F]{4} ){6}[0-9A-F]{4}$/);
  });

  it('is tripped and closed, for a time', async () => {
    expect(await site.link.switchRelay(to, 'trip', 10)).toMatchObject({ result: 'answered' });
    expect(meter.electricity.relay).toBe('open');
    expect((await site.link.read(to, ['relay'])).relay).toMatchObject({ value: 'open' });
    expect(await site.link.switchRelay(to, 'allow-close', 10)).toMatchObject({ result: 'answered' });
    expect((await site.link.read(to, ['relay'])).relay).toMatchObject({ value: 'close-allowed' });
    meter.pressButton();
    expect(meter.electricity.relay).toBe('closed');
    // A command that is too old by the meter's clock is not carried out.
    meter.setClockOffset(3_600_000);
    await site.link.switchRelay(to, 'trip', 10);
    expect(meter.electricity.relay).toBe('closed');
    meter.setClockOffset(0);
  });

  it('takes prices into its backup set only, and switches by itself', async () => {
    const switchAt = instant('2026-03-02T03:00:00.000Z');
    const set = { prices: [9000, 8000, 6000, 3000], switchAt };
    expect(await site.link.writePrices(to, set)).toMatchObject({ result: 'answered' });
    expect(meter.electricity).toMatchObject({
      prices: [5000, 5000, 5000, 5000],
      backupPrices: [9000, 8000, 6000, 3000],
    });
    site.simulator.advance(3_600_000);
    expect(meter.electricity.prices).toEqual([9000, 8000, 6000, 3000]);
  });

  it('takes the time from a broadcast', async () => {
    site.clock.set(instant('2026-03-02T03:00:00.000Z'));
    meter.setClockOffset(60_000);
    const line = { siteId: site.siteId, lineId: site.lineIds[0]! };
    expect(await site.link.broadcastTime(line)).toMatchObject({ result: 'answered' });
    expect((await site.link.read(to, ['clock'])).clock).toMatchObject({ value: '2026-03-02T03:00:00.000Z' });
  });

  it('wants its password, and gets the one that is sealed', async () => {
    const guarded = await openNetworkSite({ meters: 1, each: { password: '654321', level: '04' } });
    try {
      const other = await guarded.attach();
      const box = secretBoxOf(Buffer.alloc(32, 7));
      const asks = { siteId: guarded.siteId, meterId: other.meterId };
      expect(await guarded.link.switchRelay(asks, 'trip', 10)).toMatchObject({ error: 'not-authorised' });
      const sealed = box.seal(JSON.stringify({ level: '04', password: '654321', operator: '00000000' }));
      await guarded.db.app.query(
        'insert into network_meter_secret (site_id, meter_id, sealed, set_at, set_by) values ($1, $2, $3, now(), $4)',
        [guarded.siteId, other.meterId, sealed, newId()],
      );
      const link = createMeterLink({ pool: guarded.db.app, clock: guarded.clock, log, secretBox: box });
      await guarded.link.close();
      expect(await link.switchRelay(asks, 'trip', 10)).toMatchObject({ result: 'answered' });
      await link.close();
    } finally {
      await guarded.close();
    }
  });
});

it('a meter on no line is unreachable, and nothing is noted of it', async () => {
  const site = await openNetworkSite({ meters: 1 });
  try {
    const to = { siteId: site.siteId, meterId: newId() };
    expect((await site.link.read(to, ['relay'])).relay.result).toBe('unreachable');
    expect((await site.link.switchRelay(to, 'trip', 5)).result).toBe('unreachable');
    expect((await site.db.app.query('select 1 from meter_status')).rows).toEqual([]);
  } finally {
    await site.close();
  }
});

it('a meter with a security module is recharged through the utility’s machine, or not at all', async () => {
  const each = { variant: 'security-port' as const, phase: 'test' as const, loadWatts: 0 };
  const site = await openNetworkSite({
    meters: 1,
    each: { ...each, moneyFen: 0, purchaseCount: 0, purchasedTotalFen: 0 },
  });
  try {
    const { meterId, address } = await site.attach({ protocol: 'dlt645-security' });
    const by = site.as('vending-clerk').actor;
    const wanted = (purchaseCount: number) => ({
      requestId: newId(),
      meterId,
      kind: 'purchase' as const,
      amount: 3000,
      unit: 'money' as const,
      purchaseCount,
      document: { kind: 'sale', id: newId() },
      by,
    });
    const on = (link: typeof site.link) => networkDriver({ pool: site.db.app, clock: site.clock, link });
    expect(await on(site.link).deliver(wanted(1))).toMatchObject({ result: 'notApplied' });
    await site.link.close();
    const security = simulatedSecurity(() => Uint8Array.from({ length: 8 }, (_, index) => index * 29));
    const link = createMeterLink({ pool: site.db.app, clock: site.clock, log, security });
    expect(await on(link).deliver(wanted(1))).toMatchObject({ result: 'applied', readBack: { balance: 3000 } });
    expect(await on(link).deliver(wanted(2))).toMatchObject({ result: 'applied', readBack: { balance: 6000 } });
    expect(site.simulator.meter(address).electricity).toMatchObject({ phase: 'running', authenticationFailures: 0 });
    await link.close();
  } finally {
    await site.close();
  }
});

it('water is read and its valve turned by CJ/T 188', async () => {
  const site = await openNetworkSite({
    meters: [{ protocol: 'cjt188', address: '00000000000017', litres: 1230, litresPerHour: 0, valveMs: 0 }],
  });
  try {
    const { meterId, address } = await site.attach({ protocol: 'cjt188', commodity: 'water' });
    const to = { siteId: site.siteId, meterId };
    const heard = await site.link.read(to, ['energyTotalMilli', 'relay', 'moneyLeftFen']);
    expect(heard.energyTotalMilli).toMatchObject({ value: 1230 });
    expect(heard.relay).toMatchObject({ value: 'closed' });
    expect(heard.moneyLeftFen).toMatchObject({ result: 'refused', error: 'no-such-data' });
    await site.link.switchRelay(to, 'trip', 10);
    expect(site.simulator.meter(address).flow.valve).toBe('closed');
    expect((await site.link.read(to, ['relay'])).relay).toMatchObject({ value: 'open' });
  } finally {
    await site.close();
  }
});

const installed = spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0;
const required = process.env.REQUIRE_DEVICES === '1';
if (!installed && !required) console.error('SERIAL LINE NOT TESTED: socat is not installed');

describe.runIf(installed || required)('with socat', () => {
  it('a line may be a serial port', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhishou-line-'));
    const site = await openNetworkSite({ meters: 2 });
    const far = await startSimulator({ meters: 2 });
    const pty = await onPty(join(folder, 'meters'), far.port);
    try {
      const { meterId } = await site.attach();
      const { lineId } = await site
        .as('vending-technician')
        .call<{ lineId: string }>(addLine, { name: '串口', transport: 'serial', path: pty.path, gapMs: 20 });
      await site.db.owner.query('update network_meter set line_id = $1 where meter_id = $2', [lineId, meterId]);
      const heard = await site.link.read({ siteId: site.siteId, meterId }, ['purchaseCount', 'meterNo']);
      expect(heard).toMatchObject({ purchaseCount: { value: 1 }, meterNo: { value: '000000000001' } });
      await site.as('vending-technician').call(changeLine, { lineId, path: join(folder, 'nowhere') });
      const gone = await site.link.read({ siteId: site.siteId, meterId }, ['meterNo']);
      expect(gone.meterNo.result).toBe('unreachable');
    } finally {
      await site.close();
      await pty.close();
      await far.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
