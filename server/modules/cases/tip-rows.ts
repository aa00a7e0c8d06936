/** SQL of tips. The text lies beside the chain; the chain keeps its salted digest. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { type TipState, tipNumberOf, type tipRowSchema } from '../../../shared/cases/tip.ts';
import { answerTip } from '../../../shared/contracts/cases/answer-tip.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { sha256 } from '../../platform/chain/day.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';

export type TipRow = z.output<typeof tipRowSchema>;

interface NewMessage {
  readonly siteId: string;
  readonly tipId: string;
  readonly text: string;
  readonly at: Instant;
  /** Null: who left the tip. */
  readonly by: { readonly personId: string; readonly post: string } | null;
}

/** The caller holds the tip's lock. */
export async function addMessage(tx: Tx, { siteId, tipId, text, at, by }: NewMessage): Promise<void> {
  const { seq } = await tx.one(
    sql<{
      seq: number;
    }>`select count(*)::int + 1 as seq from tip_message where site_id = ${siteId} and tip_id = ${tipId}`,
  );
  const salt = randomBytes(16).toString('hex');
  await tx.keep(
    'tip_message',
    q
      .insertInto('tip_message')
      .values({
        site_id: siteId,
        tip_id: tipId,
        seq,
        person_id: by?.personId ?? null,
        post: by?.post ?? null,
        at,
        digest: sha256(salt + text),
      })
      .returningAll(),
  );
  await tx.run(q.insertInto('tip_text').values({ site_id: siteId, tip_id: tipId, seq, salt, text }));
}

export const setTipState = (tx: Tx, siteId: string, tipId: string, state: TipState) =>
  tx.keep(
    'tip',
    q
      .updateTable('tip')
      .set({ state })
      .where('site_id', '=', siteId)
      .where('tip_id', '=', tipId)
      .where('state', '<>', state)
      .returningAll(),
  );

export const lockTip = (tx: Tx, siteId: string, tipId: string) =>
  tx.maybe(q.selectFrom('tip').selectAll().where('site_id', '=', siteId).where('tip_id', '=', tipId).forUpdate());

export interface TipPage {
  readonly tipId?: string | undefined;
  readonly state?: TipState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Read {
  readonly tip_id: string;
  readonly number: number;
  readonly about: TipRow['about'];
  readonly state: TipState;
  readonly received_at: Instant;
  readonly messages: TipRow['messages'];
}

/** The newest first, each with all that was said. */
export async function tipRows(tx: Tx, actor: Actor, page: TipPage): Promise<TipRow[]> {
  const { tipId = null, state = null, after = null, limit } = page;
  const rows = await tx.many(
    sql<Read>`select t.tip_id, t.number, t.about, t.state, t.received_at,
        (select jsonb_agg(jsonb_build_object('seq', m.seq, 'post', m.post, 'person', p.name, 'text', x.text,
            'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by m.seq)
          from tip_message m join tip_text x using (site_id, tip_id, seq)
          left join person p on p.site_id = m.site_id and p.person_id = m.person_id
          where m.site_id = t.site_id and m.tip_id = t.tip_id) as messages
      from tip t where t.site_id = ${actor.siteId} and (${tipId}::uuid is null or t.tip_id = ${tipId}::uuid)
        and (${state}::text is null or t.state = ${state}) and (${after}::uuid is null or t.tip_id < ${after}::uuid)
      order by t.tip_id desc limit ${limit}`,
  );
  return rows.map((row) => ({
    tipId: row.tip_id,
    number: tipNumberOf(row.number),
    about: row.about,
    state: row.state,
    receivedAt: row.received_at,
    messages: row.messages,
    can: row.state === 'closed' ? [] : allowed(actor, [answerTip]),
  }));
}
