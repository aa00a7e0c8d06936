/** Who takes the money of a sale in this house: the latest version of the rule, beside the single-operator mode. */
import { FIRST_WAIT_MINUTES } from '../../../../shared/vending/prepared.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface SalePosts {
  readonly twoPosts: boolean;
  readonly waitMinutes: number;
  readonly singleOperator: boolean;
  /** Clerks take no money now. */
  readonly inEffect: boolean;
}

interface Row {
  readonly two_posts: boolean | null;
  readonly wait_minutes: number | null;
  readonly single_operator: boolean | null;
}

const RULE = `
select r.two_posts, r.wait_minutes, h.single_operator from site s
left join house h on h.site_id = s.site_id
left join lateral (select two_posts, wait_minutes from sale_post_rule n
  where n.site_id = s.site_id order by n.version desc limit 1) r on true
where s.site_id = $1`;

/** Until a house says otherwise a clerk who holds a drawer takes the money, as always. */
export async function salePostsOf(tx: Tx, siteId: string): Promise<SalePosts> {
  const [row] = await tx.prepared<Row>('vending.sale-posts', RULE, [siteId]);
  const twoPosts = row?.two_posts ?? false;
  const singleOperator = row?.single_operator ?? false;
  return {
    twoPosts,
    waitMinutes: row?.wait_minutes ?? FIRST_WAIT_MINUTES,
    singleOperator,
    inEffect: twoPosts && !singleOperator,
  };
}

/** Refuses 'sale.goes_to_cash_window' where clerks take no money. */
export async function requireSoldHere(tx: Tx, siteId: string): Promise<void> {
  if ((await salePostsOf(tx, siteId)).inEffect) refuse('sale.goes_to_cash_window');
}
