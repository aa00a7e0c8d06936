/** SQL of what a repair took. Lines are never changed: a wrong one is struck by one with the opposite figures. */
import type { LineKind } from '../../../../shared/upkeep/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { fenFromBigInt, type Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface LineRow {
  readonly line_id: string;
  readonly repair_id: string;
  readonly kind: LineKind;
  readonly name: string;
  readonly quantity: number;
  readonly unit_cost_fen: Money;
  readonly cost_fen: Money;
  readonly source: string;
  readonly strikes: string | null;
  readonly at: Instant;
}

export interface NewLine {
  readonly repairId: string;
  readonly kind: LineKind;
  readonly name: string;
  readonly quantity: number;
  readonly unitCostFen: Money;
  readonly source: string;
  readonly strikes: string | null;
  readonly at: Instant;
}

export async function insertLine(tx: Tx, actor: Actor, line: NewLine): Promise<void> {
  await tx.keep(
    'repair_line',
    q
      .insertInto('repair_line')
      .values({
        site_id: actor.siteId,
        repair_id: line.repairId,
        line_id: newId(),
        kind: line.kind,
        name: line.name,
        quantity: line.quantity,
        unit_cost_fen: line.unitCostFen,
        cost_fen: fenFromBigInt(BigInt(line.quantity) * BigInt(line.unitCostFen)),
        source: line.source,
        strikes: line.strikes,
        at: line.at,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  tx.touch('upkeep');
}

export const linesOf = (tx: Tx, siteId: string, repairId: string) =>
  tx.many(
    sql<LineRow & { person: string; struck: boolean }>`select l.*, p.name as person,
        exists (select 1 from repair_line s where s.site_id = l.site_id and s.strikes = l.line_id) as struck
      from repair_line l join person p on p.site_id = l.site_id and p.person_id = l.person_id
      where l.site_id = ${siteId} and l.repair_id = ${repairId} order by l.line_id`,
  );

export const lineRow = (tx: Tx, siteId: string, lineId: string) =>
  tx.maybe(
    sql<LineRow & { struck: boolean }>`select l.*,
        exists (select 1 from repair_line s where s.site_id = l.site_id and s.strikes = l.line_id) as struck
      from repair_line l where l.site_id = ${siteId} and l.line_id = ${lineId}`,
  );
