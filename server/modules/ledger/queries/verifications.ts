import { verifications } from '../../../../shared/contracts/ledger/verifications.ts';
import type { VerificationView } from '../../../../shared/ledger/view.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

export interface VerificationRow {
  readonly site_id: string;
  readonly verification_id: string;
  readonly asked_by: string;
  readonly finished_at: Instant;
  readonly records: number;
  readonly row_count: number;
  readonly fault_count: number;
  readonly first_fault: string | null;
  readonly faults: string;
}

export async function viewVerifications(
  tx: Tx,
  siteId: string,
  rows: readonly VerificationRow[],
): Promise<VerificationView[]> {
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.asked_by),
  );
  return rows.map((row) => ({
    verificationId: row.verification_id,
    finishedAt: row.finished_at,
    askedBy: names.get(row.asked_by) ?? row.asked_by,
    records: row.records,
    rowCount: row.row_count,
    faultCount: row.fault_count,
    firstFault: row.first_fault,
    faults: row.faults === '' ? [] : row.faults.split('\n'),
  }));
}

/** Newest first: ids sort by the time they were made. */
export const verificationsQuery = answer(verifications, async (tx, actor, _clock, { after, limit }) => {
  const older = after === undefined ? sql`` : sql`and verification_id < ${after}`;
  const rows = await tx.many(
    sql<VerificationRow>`select * from ledger_verification where site_id = ${actor.siteId} ${older}
      order by verification_id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  return {
    rows: await viewVerifications(tx, actor.siteId, page),
    next: rows.length > limit ? page.at(-1)!.verification_id : null,
  };
});
