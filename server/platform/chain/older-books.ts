/**
 * Books that are older than an anchor are only read until two persons have signed for going on. The file is compared at
 * start; what is found is a row, so that every server of the house holds to it.
 */
import type pg from 'pg';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../clock.ts';
import { q, sql } from '../db/query.ts';
import { reading, type Tx, transaction } from '../db/tx.ts';
import { systemActor } from '../operations/actor.ts';
import { refuse } from '../operations/refuse.ts';
import { type Anchor, appendAnchors, readAnchors, sealedDays, unknownAnchors } from './anchor-file.ts';
import { appendRecord } from './append.ts';

/** Compares, writes down what is found, and brings the file up to date. Answers the anchors the books do not know. */
export async function compareWithAnchors(pool: pg.Pool, clock: Clock, path: string): Promise<Anchor[]> {
  const days = await sealedDays(pool);
  const sites = await reading(pool, (tx) => tx.many(q.selectFrom('site').select('site_id')));
  const here = new Set(sites.map(({ site_id }) => site_id));
  const unknown = unknownAnchors(readAnchors(path), days).filter(({ siteId }) => here.has(siteId));
  for (const anchor of unknown) await writeDown(pool, clock, anchor);
  await appendAnchors(path, days);
  return unknown;
}

async function writeDown(pool: pg.Pool, clock: Clock, anchor: Anchor): Promise<void> {
  const { siteId } = anchor;
  const at = clock.now();
  const actor = systemActor(siteId, newId());
  await transaction(pool, async (tx) => {
    const kept = await tx.keep(
      'older_books',
      q
        .insertInto('older_books')
        .values({
          site_id: siteId,
          notice_id: newId(),
          anchor_date: anchor.businessDate,
          anchor_digest: anchor.digest,
          books_date: sql<never>`(select max(business_date) from site_day where site_id = ${siteId} and digest is not null)`,
          found_at: at,
          accepted_at: null,
          accepted_by: null,
          seconded_by: null,
          reason: null,
        })
        .onConflict((conflict) => conflict.columns(['site_id', 'anchor_digest']).doNothing())
        .returningAll(),
    );
    if (kept.length > 0)
      await appendRecord(tx, actor, {
        operation: 'platform.older-books',
        at,
        key: null,
        bodyHash: null,
        facts: tx.facts,
      });
  });
}

export const openNotices = (tx: Tx, siteId: string) =>
  tx.many(
    q
      .selectFrom('older_books')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('accepted_at', 'is', null)
      .orderBy('anchor_date'),
  );

/** What may be done all the same: look, verify, and sign for going on. */
const ALLOWED: ReadonlySet<string> = new Set(['ledger.accept-older-books', 'ledger.verify-books']);

export interface ReadOnlyGuard {
  /** Refuses `house.older_books`. Costs nothing where no notice was open when the server started. */
  requireWritable(siteId: string, operation: string): Promise<void>;
  isReadOnly(siteId: string): Promise<boolean>;
}

/** Notices are only ever found at start, so only sites that had an open one are asked about. */
export async function readOnlyGuard(pool: pg.Pool): Promise<ReadOnlyGuard> {
  const rows = await reading(pool, (tx) =>
    tx.many(q.selectFrom('older_books').select('site_id').distinct().where('accepted_at', 'is', null)),
  );
  const waiting = new Set(rows.map(({ site_id }) => site_id));
  const isReadOnly = async (siteId: string): Promise<boolean> => {
    if (!waiting.has(siteId)) return false;
    const open = await reading(pool, (tx) => openNotices(tx, siteId));
    if (open.length === 0) waiting.delete(siteId);
    return open.length > 0;
  };
  return {
    isReadOnly,
    async requireWritable(siteId, operation) {
      if (!ALLOWED.has(operation) && (await isReadOnly(siteId))) refuse('house.older_books');
    },
  };
}
