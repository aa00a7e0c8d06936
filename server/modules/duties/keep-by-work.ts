/** Reads the new work and ticks what it keeps. Part of both jobs, so that work done a minute before counts. */

import { fullName } from '../../../shared/contracts/contract.ts';
import { DUTIES } from '../../../shared/duties/register.ts';
import { cadencesOf } from '../../../shared/duties/schedule.ts';
import { POST_KEYS } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { keptBy, owes } from './rules/kept-by.ts';
import { readWork, tickByWork } from './work-records.ts';

const KEPT_BY = DUTIES.flatMap((duty) =>
  cadencesOf(duty).flatMap((cadence) =>
    POST_KEYS.filter((post) => owes(duty, post)).flatMap((post) =>
      keptBy(duty, cadence, post).map((contract) => ({
        dutyId: duty.id,
        cadence: cadence.every,
        post,
        operation: fullName(contract),
      })),
    ),
  ),
);

interface At {
  readonly siteId: string;
  readonly timeZone: string;
  readonly now: Instant;
}

export async function keepByWork(tx: Tx, at: At): Promise<void> {
  await readWork(tx, at);
  if (KEPT_BY.length > 0) await tickByWork(tx, at.siteId, KEPT_BY);
}
