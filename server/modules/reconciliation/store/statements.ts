/** Rows of monthly statements and their signatures. */
import { signStatement } from '../../../../shared/contracts/reconciliation/sign-statement.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import {
  monthContentSchema,
  SIDE_POSTS,
  STATEMENT_SIDES,
  type StatementSide,
  type StatementView,
} from '../../../../shared/reconciliation/month.ts';
import { statementNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { addMoney, ZERO } from '../../../../shared/values/money.ts';
import { q, type Row, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { caseNumbers } from './trade.ts';

const statementQuery = (siteId: string) => q.selectFrom('monthly_statement').selectAll().where('site_id', '=', siteId);
export type StatementRow = Row<'monthly_statement'>;

export async function lockStatement(tx: Tx, siteId: string, statementId: string): Promise<StatementRow> {
  const found = await tx.maybe(statementQuery(siteId).where('statement_id', '=', statementId).forUpdate());
  return found ?? refuse('record.not_found');
}

export const statementOfMonth = (tx: Tx, siteId: string, month: string): Promise<StatementRow | undefined> =>
  tx.maybe(statementQuery(siteId).where('month', '=', month));

/** The earliest month before `today`'s that has closed days and no statement. */
export async function nextMonth(tx: Tx, siteId: string, today: BusinessDate): Promise<string | null> {
  const row = await tx.one(
    sql<{ month: string | null }>`select min(to_char(s.business_date, 'YYYY-MM')) as month from day_sheet s
      where s.site_id = ${siteId} and to_char(s.business_date, 'YYYY-MM') < ${today.slice(0, 7)}
        and not exists (select 1 from monthly_statement m where m.site_id = s.site_id
          and m.month = to_char(s.business_date, 'YYYY-MM'))`,
  );
  return row.month;
}

interface SignatureRow {
  readonly statement_id: string;
  readonly side: StatementSide;
  readonly person_id: string;
  readonly post: PostKey;
  readonly at: StatementView['madeAt'];
}

export const statementSignatures = (tx: Tx, siteId: string, ids: readonly string[]): Promise<SignatureRow[]> =>
  tx.many(
    sql<SignatureRow>`select statement_id, side, person_id, post, at from monthly_statement_signature
      where site_id = ${siteId} and statement_id = any(${ids}::uuid[]) order by side`,
  );

/** The side a person signs for in this post; null when for none. */
export const sideOf = (post: string): StatementSide | null =>
  STATEMENT_SIDES.find((side) => SIDE_POSTS[side].includes(post as PostKey)) ?? null;

export async function statementViews(tx: Tx, actor: Actor, rows: readonly StatementRow[]): Promise<StatementView[]> {
  const { siteId } = actor;
  const signatures = await statementSignatures(
    tx,
    siteId,
    rows.map((row) => row.statement_id),
  );
  const names = await personNames(tx, siteId, [
    ...rows.map((row) => row.made_by),
    ...signatures.map((signature) => signature.person_id),
  ]);
  const cases = await caseNumbers(
    tx,
    siteId,
    rows.map((row) => row.case_id),
  );
  return rows.map((row) => {
    const content = monthContentSchema.parse(JSON.parse(row.content));
    const signed = signatures.filter((signature) => signature.statement_id === row.statement_id);
    const side = sideOf(actor.post);
    const open = side !== null && signed.every((one) => one.side !== side && one.person_id !== actor.personId);
    return {
      statementId: row.statement_id,
      number: statementNumberOf(row.number),
      month: row.month,
      state: row.state as StatementView['state'],
      agrees: row.agrees,
      caseNumber: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
      receivedFen: addMoney(ZERO, ...content.days.map((day) => day.receivedFen)),
      refundedFen: addMoney(ZERO, ...content.days.map((day) => day.refundedFen)),
      content,
      contentDigest: row.content_digest,
      signatures: signed.map((one) => ({
        side: one.side,
        personName: names.get(one.person_id) ?? '',
        post: one.post,
        at: one.at,
      })),
      madeBy: names.get(row.made_by) ?? '',
      madeAt: row.made_at,
      can: canOf(actor, [[signStatement, open]]),
    };
  });
}

export async function statementView(tx: Tx, actor: Actor, statementId: string): Promise<StatementView> {
  const row = await tx.one(statementQuery(actor.siteId).where('statement_id', '=', statementId));
  const [view] = await statementViews(tx, actor, [row]);
  return view!;
}
