import type { DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Outside } from '../../../platform/operations/implement.ts';
import type { DeliveryDriver, DeliveryOutcome } from './driver.ts';

const LIMIT_MS = 20_000;

/** The only foreign call; it has a time limit, and a driver that is not there any more is no answer either. */
export async function callDriver(
  outside: Outside,
  delivery: DeliveryKind,
  ask: (driver: DeliveryDriver) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  const driver = outside.delivery[delivery];
  if (driver === undefined) return { result: 'unknown', reason: 'stopped' };
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<DeliveryOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ result: 'unknown', reason: 'no-answer' }), LIMIT_MS);
  });
  try {
    return await Promise.race([ask(driver), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
