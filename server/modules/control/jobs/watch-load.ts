/**
 * Every five minutes: reads the power of the rooms under a policy in force. Over the limit, or risen suddenly, the room
 * is cut off; protected and exempt rooms are not watched at all.
 */
import type { Relay } from '../../../../shared/control/words.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { outsideJob } from '../../../platform/operations/implement.ts';
import { placedMeters } from '../../collection/index.ts';
import { insertEvent } from '../load-events.ts';
import { judgeLoad } from '../rules/judge-load.ts';
import { insertCommands } from '../store/commands.ts';
import { lockPolicy, type PolicyRow, policiesOf } from '../store/plans.ts';
import { lastSight, noteAsked, noteSight } from '../store/relay-seen.ts';
import { whyNotCut } from '../trip-guard.ts';

const AT_ONCE = 32;
const BATCH = 200;
const EVERY_SECONDS = 240;
/** A power older than this is no basis for a sudden rise. */
const RECENT_SECONDS = 900;
const VALID_MINUTES = 10;

export interface WatchedMeter {
  readonly siteId: string;
  readonly policyId: string;
  readonly meterId: string;
  readonly roomId: string;
}

export interface PowerRead {
  readonly relay: Relay | null;
  readonly powerWatts: number | null;
}

/** Not asked in the last minutes, and not under an event already. */
async function dueOf(tx: Tx, siteId: string, meterIds: readonly string[], askedBefore: Instant): Promise<Set<string>> {
  const rows = await tx.prepared<{ meter_id: string }>(
    'control.load-due',
    `select m as meter_id from unnest($2::uuid[]) as m
     where not exists (select 1 from relay_seen s where s.site_id = $1 and s.meter_id = m and s.asked_at > $3)
       and not exists (select 1 from load_event e where e.site_id = $1 and e.meter_id = m
         and e.state in ('tripping', 'off', 'stays-off'))`,
    [siteId, meterIds, askedBefore],
  );
  return new Set(rows.map((row) => row.meter_id));
}

async function watchedBy(tx: Tx, siteId: string, policy: PolicyRow, askedBefore: Instant): Promise<WatchedMeter[]> {
  const meters = (await placedMeters(tx, siteId, { buildingId: policy.building_id })).filter(
    (meter) => meter.commodity === 'electricity' && !policy.exempt_room_ids.includes(meter.room_id),
  );
  const ids = meters.map(({ meter_id }) => meter_id);
  const due = await dueOf(tx, siteId, ids, askedBefore);
  const hindered = await whyNotCut(tx, siteId, ids);
  const isProtected = (meterId: string) => /^(medical|essential)$/.test(hindered.get(meterId)?.why ?? '');
  return meters
    .filter(({ meter_id }) => due.has(meter_id) && !isProtected(meter_id))
    .map((meter) => ({ siteId, policyId: policy.policy_id, meterId: meter.meter_id, roomId: meter.room_id }));
}

async function actOn(
  tx: Tx,
  actor: Actor,
  now: Instant,
  found: { readonly meter: WatchedMeter; readonly power: number; readonly before: number | null },
): Promise<void> {
  const { meter, power, before } = found;
  const policy = await lockPolicy(tx, actor.siteId, meter.policyId);
  if (policy?.state !== 'approved') return;
  const rule = judgeLoad(policy, power, before);
  const free = (await dueOf(tx, actor.siteId, [meter.meterId], now)).has(meter.meterId);
  if (rule === null || !free) return;
  const hindered = (await whyNotCut(tx, actor.siteId, [meter.meterId])).get(meter.meterId);
  const eventId = await insertEvent(tx, actor.siteId, {
    policyId: meter.policyId,
    meterId: meter.meterId,
    roomId: meter.roomId,
    at: now,
    powerWatts: power,
    beforeWatts: before,
    rule,
    notice: policy.notice,
    state: hindered === undefined ? 'tripping' : 'not-cut',
  });
  await insertCommands(tx, actor, [
    {
      meterId: meter.meterId,
      roomId: meter.roomId,
      command: 'trip',
      origin: 'load',
      originId: eventId,
      reason: 'load',
      note: `${power} W`,
      validMinutes: VALID_MINUTES,
      notAfter: addSeconds(now, VALID_MINUTES * 60),
      at: now,
      begins: hindered === undefined ? 'waiting' : { skipped: hindered.why },
    },
  ]);
}

export const watchLoad = outsideJob<WatchedMeter, PowerRead>({
  name: 'control.watch-load',
  cron: '*/5 * * * *',
  atOnce: AT_ONCE,
  async take(tx, { siteId }, clock) {
    const now = clock.now();
    const askedBefore = addSeconds(now, -EVERY_SECONDS);
    const watched: WatchedMeter[] = [];
    for (const policy of await policiesOf(tx, siteId, 'approved')) {
      watched.push(...(await watchedBy(tx, siteId, policy, askedBefore)));
      if (watched.length >= BATCH) break;
    }
    const batch = watched.slice(0, BATCH);
    await noteAsked(
      tx,
      siteId,
      batch.map(({ meterId }) => meterId),
      now,
    );
    return batch;
  },
  async call({ siteId, meterId }, outside) {
    const read = await outside.meters.read({ siteId, meterId }, ['relay', 'powerWatts']);
    return {
      relay: read.relay.result === 'answered' ? read.relay.value : null,
      powerWatts: read.powerWatts.result === 'answered' ? read.powerWatts.value : null,
    };
  },
  async settle(tx, actor, clock, { piece, outcome }) {
    const now = clock.now();
    const last = await lastSight(tx, actor.siteId, piece.meterId);
    const recent = last !== undefined && last.seen_at > addSeconds(now, -RECENT_SECONDS) ? last.power_watts : null;
    await noteSight(tx, actor.siteId, { meterId: piece.meterId, at: now, ...outcome });
    if (outcome.powerWatts === null || outcome.relay === 'open') return;
    await actOn(tx, actor, now, { meter: piece, power: outcome.powerWatts, before: recent });
  },
});
