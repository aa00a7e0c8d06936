/** The public face of rollout: an approved price on its way to every meter that rates by itself. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { joinCards } from './carry-by-card.ts';
import { planRows } from './jobs/plan-rows.ts';
import { sendPrices } from './jobs/send-prices.ts';
import { joinMyDay } from './on-my-day.ts';
import { pushPrices } from './operations/push-prices.ts';
import { rolloutMeters } from './queries/rollout-meters.ts';
import { rollouts } from './queries/rollouts.ts';

export { pricesToCarry } from './carry-by-card.ts';

joinCards();
joinMyDay();

export const rolloutModule: ServerModule = {
  name: 'rollout',
  operations: [pushPrices],
  queries: [rollouts, rolloutMeters],
  jobs: [planRows],
  outsideJobs: [sendPrices],
  keptTables: ['price_rollout'],
};
