import { blacklist as contract } from '../../../../shared/contracts/cards/blacklist.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { CardBlacklistTable } from '../../../platform/db/tables.gen.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { entryCan } from '../can.ts';

export const blacklist = answer(contract, async (tx, actor, _clock, { after, limit }) => {
  const { siteId } = actor;
  const rows = await tx.prepared<CardBlacklistTable>(
    'cards.blacklist',
    `select * from card_blacklist where site_id = $1 and ($2::uuid is null or entry_id < $2)
     order by entry_id desc limit $3`,
    [siteId, after ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const names = await personNames(tx, siteId, [...new Set(shown.map((row) => row.person_id))]);
  return {
    rows: shown.map((row) => ({
      entryId: row.entry_id,
      serial: row.serial,
      reason: row.reason,
      at: row.at as Instant,
      person: names.get(row.person_id) ?? '—',
      liftedAt: row.lifted_at as Instant | null,
      liftReason: row.lift_reason,
      can: entryCan(actor, row.lifted_at === null, row.dead),
    })),
    next: rows.length > limit ? shown.at(-1)!.entry_id : null,
  };
});
