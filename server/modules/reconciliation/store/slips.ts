/** Rows of daily slips and their signatures. Content is parsed again when read: what is shown is what was kept. */
import type { PostKey } from '../../../../shared/posts.ts';
import { type SlipContent, slipContentSchema } from '../../../../shared/reconciliation/slip-content.ts';
import type { SignerRole, SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { addMoney } from '../../../../shared/values/money.ts';
import { sha256 } from '../../../platform/chain/day.ts';
import { q, type Row } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { Signature } from '../../posts/index.ts';

const slipQuery = (siteId: string) => q.selectFrom('daily_slip').selectAll().where('site_id', '=', siteId);
export type SlipRow = Row<'daily_slip'>;

export const contentOf = (row: { readonly content: string }): SlipContent =>
  slipContentSchema.parse(JSON.parse(row.content));

export const slipOfSession = (tx: Tx, siteId: string, drawerSessionId: string): Promise<SlipRow | undefined> =>
  tx.maybe(slipQuery(siteId).where('drawer_session_id', '=', drawerSessionId));

export const findSlip = (tx: Tx, siteId: string, slipId: string): Promise<SlipRow | undefined> =>
  tx.maybe(slipQuery(siteId).where('slip_id', '=', slipId));

/** The slip's row, locked: the parent of its signatures and prints. Refuses `record.not_found`. */
export async function lockSlip(tx: Tx, siteId: string, slipId: string): Promise<SlipRow> {
  return (await tx.maybe(slipQuery(siteId).where('slip_id', '=', slipId).forUpdate())) ?? refuse('record.not_found');
}

export const slipsOfDay = (tx: Tx, siteId: string, date: BusinessDate): Promise<SlipRow[]> =>
  tx.many(slipQuery(siteId).where('business_date', '=', date).orderBy('number'));

export interface NewSlip {
  readonly slipId: string;
  readonly content: SlipContent;
  readonly caseId: string | null;
  readonly now: Instant;
}

export async function insertSlip(tx: Tx, actor: Actor, { slipId, content, caseId, now }: NewSlip): Promise<SlipRow> {
  const text = canonicalJson(content);
  const [row] = await tx.keep(
    'daily_slip',
    q
      .insertInto('daily_slip')
      .values({
        site_id: actor.siteId,
        slip_id: slipId,
        number: content.number,
        drawer_session_id: content.drawerSessionId,
        session: content.session,
        business_date: content.businessDate,
        custodian_id: content.custodianId,
        custodian_post: content.custodianPost,
        content: text,
        content_digest: sha256(text),
        chain_digest: content.chain.digest,
        previous_day: content.chain.previousDay,
        previous_digest: content.chain.previousDigest,
        received_fen: addMoney(...content.tenders.map((tender) => tender.receivedFen)),
        refunded_fen: addMoney(...content.tenders.map((tender) => tender.refundedFen)),
        counted_fen: content.cash.countedFen,
        over_short_fen: content.cash.overShortFen,
        case_id: caseId,
        state: 'made',
        made_at: now,
        made_by: actor.personId,
        made_post: actor.post,
      })
      .returningAll(),
  );
  return row!;
}

export interface SlipSignature {
  readonly role: SignerRole;
  readonly personId: string;
  readonly post: PostKey;
  readonly at: Instant;
  readonly digest: string;
}

export async function signaturesOf(tx: Tx, siteId: string, slipId: string): Promise<SlipSignature[]> {
  const rows = await tx.many(
    q
      .selectFrom('daily_slip_signature')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('slip_id', '=', slipId)
      .orderBy('role'),
  );
  return rows.map((row) => ({
    role: row.role as SignerRole,
    personId: row.person_id,
    post: row.post as PostKey,
    at: row.at,
    digest: row.content_digest,
  }));
}

/** The slip is locked by the caller. */
export async function insertSignature(tx: Tx, slip: SlipRow, role: SignerRole, signature: Signature): Promise<void> {
  await tx.keep(
    'daily_slip_signature',
    q
      .insertInto('daily_slip_signature')
      .values({
        site_id: slip.site_id,
        slip_id: slip.slip_id,
        role,
        signature_id: signature.signatureId,
        person_id: signature.personId,
        post: signature.post,
        content_digest: slip.content_digest,
        at: signature.at,
      })
      .returningAll(),
  );
}

export async function setState(tx: Tx, slip: SlipRow, state: SlipState): Promise<void> {
  await tx.keep(
    'daily_slip',
    q
      .updateTable('daily_slip')
      .set({ state })
      .where('site_id', '=', slip.site_id)
      .where('slip_id', '=', slip.slip_id)
      .returningAll(),
  );
}
