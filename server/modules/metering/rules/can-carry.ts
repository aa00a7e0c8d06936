/** Which meter can take another's credit: the same commodity and unit. A debt only goes where the balance is kept here. */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';

interface Carrier {
  readonly commodity: Commodity;
  readonly unit: CreditUnit;
  readonly amount: number;
}

export function meterFor<M extends { commodity: Commodity; credit_unit: CreditUnit; delivery: DeliveryKind }>(
  credit: Carrier,
  meters: readonly M[],
): M | undefined {
  return meters.find(
    (meter) =>
      meter.commodity === credit.commodity &&
      meter.credit_unit === credit.unit &&
      (meter.delivery === 'balance' || credit.amount > 0),
  );
}
