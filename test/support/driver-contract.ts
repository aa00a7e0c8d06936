/**
 * The suite every delivery driver passes, run by the driver's own test with its own bench. It states the port once
 * more, as behaviour.
 */
import { describe, expect, it } from 'vitest';
import type { DeliveryDriver, DeliveryRequest } from '../../server/modules/metering/index.ts';
import { newId } from '../../shared/values/ids.ts';

export interface DriverBench {
  readonly driver: DeliveryDriver;
  /** A fresh meter of the driver's kind with nothing in it, and a request that would give it 100 as its first. */
  request(): Promise<DeliveryRequest>;
  /** What is in the meter, asked of the meter and not of the driver. */
  creditOf(meterId: string): Promise<number>;
}

export function describeDriver(name: string, bench: () => DriverBench): void {
  describe(`the delivery driver ${name}`, () => {
    it('applies a request and reads it back', async () => {
      const { driver, request, creditOf } = bench();
      const wanted = await request();
      const outcome = await driver.deliver(wanted);
      expect(outcome).toMatchObject({ result: 'applied', readBack: { purchaseCount: wanted.purchaseCount } });
      expect(await creditOf(wanted.meterId)).toBe(wanted.amount);
    });

    it('applies the same request once, however often and however close together it is sent', async () => {
      const { driver, request, creditOf } = bench();
      const wanted = await request();
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => driver.deliver(wanted)));
      outcomes.push(await driver.deliver(wanted));
      expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['applied']));
      expect(await creditOf(wanted.meterId)).toBe(wanted.amount);
    });

    it('says of a request it never saw that it was not applied', async () => {
      const { driver, request } = bench();
      const { by } = await request();
      expect(await driver.lookup(by.siteId, newId())).toMatchObject({ result: 'notApplied' });
    });

    it('finds an applied request again', async () => {
      const { driver, request } = bench();
      const wanted = await request();
      const first = await driver.deliver(wanted);
      expect(await driver.lookup(wanted.by.siteId, wanted.requestId)).toEqual(first);
    });

    it('does not apply a request whose purchase count is not the next', async () => {
      const { driver, request, creditOf } = bench();
      const wanted = await request();
      await driver.deliver(wanted);
      for (const purchaseCount of [wanted.purchaseCount, wanted.purchaseCount + 2]) {
        const wrong = { ...wanted, requestId: newId(), purchaseCount };
        expect(await driver.deliver(wrong)).toEqual({ result: 'notApplied', reason: 'count-differs' });
      }
      expect(await creditOf(wanted.meterId)).toBe(wanted.amount);
    });

    it('lets one of two requests with the same count through, never both', async () => {
      const { driver, request, creditOf } = bench();
      const wanted = await request();
      const rivals = await Promise.all([1, 2, 3].map(() => driver.deliver({ ...wanted, requestId: newId() })));
      expect(rivals.map(({ result }) => result).sort()).toEqual(['applied', 'notApplied', 'notApplied']);
      expect(await creditOf(wanted.meterId)).toBe(wanted.amount);
    });
  });
}
