/** The second signers' own accounts, as rows. */
import type { PostKey } from '../../../../shared/posts.ts';
import type { Tally, TallyFigures } from '../../../../shared/reconciliation/tally.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

interface TallyRow {
  readonly slip_id: string;
  readonly attempt: number;
  readonly person_id: string;
  readonly person_name: string;
  readonly post: PostKey;
  readonly at: Instant;
  readonly cash_fen: Money;
  readonly bank_card_fen: Money;
  readonly qr_fen: Money;
  readonly campus_card_fen: Money;
  readonly reason: string;
  readonly agrees: boolean;
  readonly case_no: number | null;
}

export interface LastTally extends Tally {
  readonly personId: string;
  /** Nothing more is entered, and the figures are shown. */
  readonly settled: boolean;
}

/** The last one of each of these slips. */
export async function lastTallies(tx: Tx, siteId: string, slipIds: readonly string[]): Promise<Map<string, LastTally>> {
  if (slipIds.length === 0) return new Map();
  const rows = await tx.many(
    sql<TallyRow>`select distinct on (t.slip_id) t.*, p.name as person_name, c.case_no from slip_tally t
      join person p on p.site_id = t.site_id and p.person_id = t.person_id
      left join case_file c on c.site_id = t.site_id and c.case_id = t.case_id
      where t.site_id = ${siteId} and t.slip_id = any(${[...slipIds]}::uuid[]) order by t.slip_id, t.attempt desc`,
  );
  return new Map(
    rows.map((row) => [
      row.slip_id,
      {
        personId: row.person_id,
        personName: row.person_name,
        post: row.post,
        at: row.at,
        attempts: row.attempt,
        cashFen: row.cash_fen,
        bankCardFen: row.bank_card_fen,
        qrFen: row.qr_fen,
        campusCardFen: row.campus_card_fen,
        reason: row.reason,
        agrees: row.agrees,
        caseNumber: row.case_no === null ? null : `C${row.case_no}`,
        settled: row.agrees || row.attempt === 2,
      },
    ]),
  );
}

export const lastTally = async (tx: Tx, siteId: string, slipId: string): Promise<LastTally | undefined> =>
  (await lastTallies(tx, siteId, [slipId])).get(slipId);

export interface NewTally extends TallyFigures {
  readonly siteId: string;
  readonly slipId: string;
  readonly attempt: number;
  readonly personId: string;
  readonly post: string;
  readonly at: Instant;
  readonly reason: string;
  readonly agrees: boolean;
  readonly caseId: string | null;
}

export const insertTally = (tx: Tx, tally: NewTally) =>
  tx.keep(
    'slip_tally',
    q
      .insertInto('slip_tally')
      .values({
        site_id: tally.siteId,
        slip_id: tally.slipId,
        attempt: tally.attempt,
        person_id: tally.personId,
        post: tally.post,
        at: tally.at,
        cash_fen: tally.cashFen,
        bank_card_fen: tally.bankCardFen,
        qr_fen: tally.qrFen,
        campus_card_fen: tally.campusCardFen,
        reason: tally.reason,
        agrees: tally.agrees,
        case_id: tally.caseId,
      })
      .returningAll(),
  );
