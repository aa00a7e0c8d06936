/**
 * The proof that the list of everything issued is whole: figures of the same thing from different rows, and whatever
 * does not fit by name. Each statement answers left, right and the first twenty faults.
 */
import type { ProofLine } from '../../../../shared/reconciliation/credit-issued.ts';
import type { Text } from '../../../../shared/text.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly faults: readonly string[];
}

interface Proof {
  readonly key: string;
  readonly title: Text;
  readonly leftTitle: Text;
  readonly rightTitle: Text;
  readonly as: ProofLine['as'];
  readonly sides: (siteId: string) => ReturnType<typeof sql<Sides>>;
}

const ISSUED: Text = { zh: '发放记录', en: 'Movements' };
const SOLD: Text = { zh: '销售单据', en: 'Sales' };

/** Within a meter the counts of what was issued are 1, 2, 3 … without a gap, up to the meter's own counter. */
const counters = (siteId: string) => sql<Sides>`
  with seen as (
    select m.meter_no, c.purchase_count as counter, count(v.purchase_count)::integer as given,
      coalesce(max(v.purchase_count), 0) as last
    from meter_credit c
    join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
    left join credit_movement v on v.site_id = c.site_id and v.meter_id = c.meter_id and v.purchase_count is not null
    where c.site_id = ${siteId} group by m.meter_no, c.purchase_count)
  select coalesce(sum(counter), 0)::bigint as left, coalesce(sum(given), 0)::bigint as right,
    coalesce((array_agg(meter_no order by meter_no) filter (where counter <> given or counter <> last))[1:20],
      array[]::text[]) as faults from seen`;

/** No movement of a meter is left out: their own numbers are 1, 2, 3 … up to the next one. */
const numbers = (siteId: string) => sql<Sides>`
  with seen as (
    select m.meter_no, c.next_seq - 1 as given, count(v.seq) as kept, coalesce(max(v.seq), 0) as last
    from meter_credit c
    join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
    left join credit_movement v on v.site_id = c.site_id and v.meter_id = c.meter_id
    where c.site_id = ${siteId} group by m.meter_no, c.next_seq)
  select coalesce(sum(given), 0)::bigint as left, coalesce(sum(kept), 0)::bigint as right,
    coalesce((array_agg(meter_no order by meter_no) filter (where given <> kept or given <> last))[1:20],
      array[]::text[]) as faults from seen`;

const soldOf = (units: readonly string[]) => (siteId: string) =>
  sql<Sides>`
  with sold as (
      select sale_id, slip_no, credit_amount from sale where site_id = ${siteId} and delivered_at is not null
        and credit_unit = any(${[...units]}::text[])),
    given as (
      select document_id, sum(amount) as amount from credit_movement where site_id = ${siteId} and kind = 'purchase'
        and unit = any(${[...units]}::text[]) group by document_id)
  select coalesce(sum(g.amount), 0)::bigint as left, coalesce(sum(s.credit_amount), 0)::bigint as right,
    coalesce((array_agg(coalesce(s.slip_no, g.document_id::text)) filter
      (where s.credit_amount is distinct from g.amount))[1:20], array[]::text[]) as faults
  from sold s full join given g on g.document_id = s.sale_id`;

/** What was earned by delivering is what left the credit owed, sale by sale, in the ledger. */
const earned = (siteId: string) => sql<Sides>`
  with sold as (
    select s.slip_no, s.energy_fen, coalesce((select sum(l.amount_fen) from ledger_line l
      where l.site_id = s.site_id and l.entry_id = s.delivered_entry_id and l.account_code = '2203'), 0) as booked
    from sale s where s.site_id = ${siteId} and s.delivered_at is not null)
  select coalesce(sum(booked), 0)::bigint as left, coalesce(sum(energy_fen), 0)::bigint as right,
    coalesce((array_agg(slip_no order by slip_no) filter (where booked <> energy_fen))[1:20], array[]::text[]) as faults
  from sold`;

/** What was taken back is what the reversed sales had given. */
const reversed = (siteId: string) => sql<Sides>`
  with back as (
      select document_id, -sum(amount) as amount from credit_movement
      where site_id = ${siteId} and kind = 'reversal' group by document_id),
    sold as (
      select r.reversal_id, r.reversal_no, s.credit_amount from sale_reversal r
      join sale s on s.site_id = r.site_id and s.sale_id = r.sale_id
      where r.site_id = ${siteId} and s.state = 'reversed' and s.delivered_at is not null
        and r.state in ('approved', 'paid-back'))
  select count(b.document_id)::bigint as left, count(s.reversal_id)::bigint as right,
    coalesce((array_agg(coalesce('CZ-' || s.reversal_no, b.document_id::text)) filter
      (where s.credit_amount is distinct from b.amount))[1:20], array[]::text[]) as faults
  from back b full join sold s on s.reversal_id = b.document_id`;

/** Every other movement is somebody's document that is kept: a reading, a settlement, carried credit, an import. */
const documents = (siteId: string) => sql<Sides>`
  with seen as (
    select m.meter_no || ' #' || c.seq as name, case c.document_kind
        when 'sale' then exists (select 1 from sale d where d.site_id = c.site_id and d.sale_id = c.document_id)
        when 'sale-reversal' then exists (select 1 from sale_reversal d
          where d.site_id = c.site_id and d.reversal_id = c.document_id)
        when 'meter-change' then settled.there
        when 'move-out' then settled.there
        when 'move-in' then settled.there
        when 'carried-credit' then exists (select 1 from carried_credit d
          where d.site_id = c.site_id and d.carry_id = c.document_id)
        when 'reading' then exists (select 1 from reading d
          where d.site_id = c.site_id and d.reading_id = c.document_id)
        when 'import' then exists (select 1 from import_batch d
          where d.site_id = c.site_id and d.batch_id = c.document_id)
        else false end as there
    from credit_movement c join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
    cross join lateral (select exists (select 1 from meter_settlement d where d.site_id = c.site_id
      and d.settlement_id = c.document_id and d.kind = c.document_kind) as there) settled
    where c.site_id = ${siteId} and c.kind <> 'consumption')
  select count(*)::bigint as left, count(*) filter (where there)::bigint as right,
    coalesce((array_agg(name order by name) filter (where not there))[1:20], array[]::text[]) as faults from seen`;

/** Each write of a card that added credit is one movement of its meter, by the same request and with the same sum. */
const cards = (siteId: string) => sql<Sides>`
  with written as (
    select w.write_id, w.document_id, w.added_fen, c.amount from card_write w
    left join credit_movement c on c.site_id = w.site_id and c.meter_id = w.meter_id
      and c.document_id = w.document_id and c.purchase_count = w.sold_count
    where w.site_id = ${siteId} and w.state = 'written' and w.added_fen is not null)
  select count(*)::bigint as left, count(amount)::bigint as right,
    coalesce((array_agg(document_id::text) filter (where amount is distinct from added_fen))[1:20],
      array[]::text[]) as faults from written`;

/** Each token for credit is one movement of its meter with the same count and sum. */
const tokens = (siteId: string) => sql<Sides>`
  with made as (
    select t.document_id, t.amount, c.amount as moved from token t
    left join credit_movement c on c.site_id = t.site_id and c.meter_id = t.meter_id
      and c.purchase_count = t.purchase_count
    where t.site_id = ${siteId} and t.kind = 'credit' and t.state = 'issued')
  select count(*)::bigint as left, count(moved)::bigint as right,
    coalesce((array_agg(document_id::text) filter (where moved is distinct from amount))[1:20],
      array[]::text[]) as faults from made`;

const PROOFS: readonly Proof[] = [
  {
    key: 'counters',
    title: { zh: '逐表购电次数连号', en: 'Counts of each meter without a gap' },
    leftTitle: { zh: '各表次数之和', en: 'Sum of the meters’ counts' },
    rightTitle: ISSUED,
    as: 'count',
    sides: counters,
  },
  {
    key: 'numbers',
    title: { zh: '逐表变动序号连号', en: 'Movements of each meter without a gap' },
    leftTitle: { zh: '已编序号', en: 'Numbers given' },
    rightTitle: { zh: '留存变动', en: 'Movements kept' },
    as: 'count',
    sides: numbers,
  },
  {
    key: 'sold-money',
    title: { zh: '按金额售出（元）', en: 'Sold as money' },
    leftTitle: ISSUED,
    rightTitle: SOLD,
    as: 'money',
    sides: soldOf(['money']),
  },
  {
    key: 'sold-energy',
    title: { zh: '按电量售出（kWh）', en: 'Sold as kWh' },
    leftTitle: ISSUED,
    rightTitle: SOLD,
    as: 'quantity',
    sides: soldOf(['energy']),
  },
  {
    key: 'sold-volume',
    title: { zh: '按水气量售出（m³）', en: 'Sold as m³' },
    leftTitle: ISSUED,
    rightTitle: SOLD,
    as: 'quantity',
    sides: soldOf(['volume']),
  },
  {
    key: 'earned',
    title: { zh: '到账转收入', en: 'Earned by delivery' },
    leftTitle: { zh: '总账', en: 'Ledger' },
    rightTitle: SOLD,
    as: 'money',
    sides: earned,
  },
  {
    key: 'reversed',
    title: { zh: '冲正收回', en: 'Taken back by reversals' },
    leftTitle: ISSUED,
    rightTitle: { zh: '冲正单', en: 'Reversals' },
    as: 'count',
    sides: reversed,
  },
  {
    key: 'documents',
    title: { zh: '每条发放都有单据', en: 'Each movement has its document' },
    leftTitle: ISSUED,
    rightTitle: { zh: '查到单据', en: 'Documents found' },
    as: 'count',
    sides: documents,
  },
  {
    key: 'cards',
    title: { zh: '写卡充值', en: 'Credit written on cards' },
    leftTitle: { zh: '写卡记录', en: 'Card writes' },
    rightTitle: ISSUED,
    as: 'count',
    sides: cards,
  },
  {
    key: 'tokens',
    title: { zh: '充值码', en: 'Credit tokens' },
    leftTitle: { zh: '已出码', en: 'Tokens issued' },
    rightTitle: ISSUED,
    as: 'count',
    sides: tokens,
  },
];

export async function proofLines(tx: Tx, siteId: string): Promise<ProofLine[]> {
  const lines: ProofLine[] = [];
  for (const { key, title, leftTitle, rightTitle, as, sides } of PROOFS) {
    const { left, right, faults } = await tx.one(sides(siteId));
    lines.push({
      key,
      title,
      leftTitle,
      left,
      rightTitle,
      right,
      as,
      agrees: left === right && faults.length === 0,
      faults: [...faults],
    });
  }
  return lines;
}
