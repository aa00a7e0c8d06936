/**
 * Who may talk on a line: one process at a time, by a row. The lease ends by the database's own clock, because the
 * servers' clocks need not agree. Who waits for the line says so, and the holder gives it up between two requests.
 */
import type pg from 'pg';
import { transaction } from '../../../platform/db/tx.ts';

export const LEASE_SECONDS = 30;
const WANTED_SECONDS = 3;

export interface LineKey {
  readonly siteId: string;
  readonly lineId: string;
}

export type LeaseAnswer = ({ readonly held: true } & Row) | { readonly held: false };

interface Row {
  readonly fence: number;
  /** Another process waits. */
  readonly wanted: boolean;
  /** It was another's until it expired. */
  readonly taken: boolean;
  /** Whoever had it before had it within the last moments. */
  readonly recent: boolean;
}

/** Takes the lease or renews it. When another process has it, leaves word that it is wanted. */
export async function takeLease(pool: pg.Pool, { siteId, lineId }: LineKey, owner: string): Promise<LeaseAnswer> {
  return transaction(pool, async (tx) => {
    const [row] = await tx.prepared<Row>(
      'network.take-lease',
      `update line_lease l set owner = $3, until = clock_timestamp() + make_interval(secs => $4),
         fence = l.fence + case when l.owner is distinct from $3 then 1 else 0 end,
         wanted_by = case when l.wanted_by = $3 then null else l.wanted_by end
       from (select owner as before, until as ended from line_lease where site_id = $1 and line_id = $2 for update) b
       where l.site_id = $1 and l.line_id = $2 and (l.owner is null or l.owner = $3 or l.until < clock_timestamp())
       returning l.fence, b.ended > clock_timestamp() - interval '10 seconds' as recent,
         b.before is not null and b.before <> $3 as taken,
         coalesce(l.wanted_by <> $3 and l.wanted_at > clock_timestamp() - make_interval(secs => $5), false) as wanted`,
      [siteId, lineId, owner, LEASE_SECONDS, WANTED_SECONDS],
    );
    if (row !== undefined) return { held: true, ...row } as const;
    await tx.prepared(
      'network.want-lease',
      'update line_lease set wanted_by = $3, wanted_at = clock_timestamp() where site_id = $1 and line_id = $2',
      [siteId, lineId, owner],
    );
    return { held: false } as const;
  });
}

/** Gives the line up, if it is still this process's. */
export async function giveUpLease(pool: pg.Pool, { siteId, lineId }: LineKey, owner: string): Promise<void> {
  await transaction(pool, (tx) =>
    tx.prepared(
      'network.give-up-lease',
      'update line_lease set owner = null, until = clock_timestamp() where site_id = $1 and line_id = $2 and owner = $3',
      [siteId, lineId, owner],
    ),
  );
}
