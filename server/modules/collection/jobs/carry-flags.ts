/**
 * Every hour: flags meters on a line that nobody has read for days, and makes a case or an incident of what has stayed
 * for days. Of one building and one kind it is one incident, or a line that is down would make a hundred.
 */
import { type FlagKind, GAP_DAYS } from '../../../../shared/collection/words.ts';
import { addSeconds, formatInstant, type Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { carryFlag, raiseFlag } from '../raise-flag.ts';
import { persists } from '../rules/flag-states.ts';
import type { FlagFacts } from '../rules/say-flag.ts';
import { changeFlag } from '../store/flags.ts';
import { timeZoneOf } from '../store/meters.ts';

interface Unread {
  readonly meter_id: string;
  readonly last_at: Instant | null;
}

/** On a line since then, in a building that is read by a schedule, without a gap flag. */
const unreadSince = (tx: Tx, siteId: string, since: Instant): Promise<Unread[]> =>
  tx.prepared<Unread>(
    'collection.unread',
    `select n.meter_id, l.last_at from network_meter n
     join meter m on m.site_id = n.site_id and m.meter_id = n.meter_id and m.state = 'active'
     left join lateral (select max(r.read_at) as last_at from reading r
       where r.site_id = n.site_id and r.meter_id = n.meter_id and r.register = 'total') l on true
     where n.site_id = $1 and n.detached_at is null and n.attached_at < $2 and (l.last_at is null or l.last_at < $2)
       and exists (select 1 from collection_schedule s where s.site_id = $1 and s.ended_at is null and s.set_at < $2)
       and not exists (select 1 from collection_flag f where f.site_id = $1 and f.meter_id = n.meter_id
         and f.kind = 'gap' and f.state <> 'resolved')`,
    [siteId, since],
  );

interface Standing {
  readonly flag_id: string;
  readonly meter_id: string;
  readonly kind: FlagKind;
  readonly facts: FlagFacts;
  readonly first_at: Instant;
  readonly state: 'open' | 'seen';
  readonly building_id: string;
  /** Of the same building and kind, not closed. */
  readonly open_case: string | null;
}

const PLACE = `join meter m on m.site_id = f.site_id and m.meter_id = f.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     left join premise u on u.site_id = p.site_id and u.premise_id = p.parent_id`;

const standing = (tx: Tx, siteId: string): Promise<Standing[]> =>
  tx.prepared<Standing>(
    'collection.standing-flags',
    `with placed as (
       select f.*, coalesce(u.parent_id, u.premise_id, p.premise_id) as building_id from collection_flag f ${PLACE}
       where f.site_id = $1 and f.state <> 'resolved'
     )
     select f.flag_id, f.meter_id, f.kind, f.facts, f.first_at, f.state, f.building_id,
       (select c.case_id from placed o join case_file c on c.site_id = o.site_id and c.case_id = o.case_id
        where o.kind = f.kind and o.building_id = f.building_id and c.state <> 'closed' limit 1) as open_case
     from placed f where f.case_id is null order by f.first_at, f.flag_id`,
    [siteId],
  );

export const carryFlags: Job = {
  name: 'collection.carry-flags',
  cron: '17 * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const now = clock.now();
    const timeZone = await timeZoneOf(tx, siteId);
    for (const { meter_id, last_at } of await unreadSince(tx, siteId, addSeconds(now, -GAP_DAYS * 86_400))) {
      const since = last_at === null ? null : formatInstant(last_at, timeZone);
      await raiseFlag(tx, actor, clock, { meterId: meter_id, kind: 'gap', at: now, facts: { since } });
    }
    const carried = new Set<string>();
    for (const flag of await standing(tx, siteId)) {
      // A jump that somebody looks into is in hand; a fault of a device is not, however often it was looked at.
      if (!persists(flag.first_at, now) || (flag.kind === 'jump' && flag.state === 'seen')) continue;
      const together = `${flag.kind} ${flag.building_id}`;
      if (flag.open_case !== null) await changeFlag(tx, siteId, flag.flag_id, { case_id: flag.open_case });
      else if (!carried.has(together))
        await carryFlag(tx, actor, clock, {
          flagId: flag.flag_id,
          meterId: flag.meter_id,
          kind: flag.kind,
          facts: flag.facts,
        });
      carried.add(together);
    }
  },
};
