/** A point of the check before work: every business day before this one is closed. */
import { currentDay } from '../../platform/chain/day.ts';
import { registerCheckPoint } from '../devices/index.ts';
import { openSince } from './store/sessions.ts';

export function joinWorkCheck(): void {
  registerCheckPoint('reconciliation', async (tx, { siteId }, now) => {
    const today = await currentDay(tx, siteId, now);
    const since = await openSince(tx, siteId);
    return since === null || since >= today
      ? { point: 'day', good: true, says: { zh: '以前的营业日都已日结', en: 'Every day before is closed' } }
      : { point: 'day', good: false, says: { zh: `${since} 还没有日结`, en: `${since} is not closed` } };
  });
}
