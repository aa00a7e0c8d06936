/** The independent look afterwards: what clients were told against what the books say. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Selling } from './selling.ts';

export interface Check {
  readonly name: string;
  readonly good: boolean;
  readonly found: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `owner`: a connection that may read everything. */
export async function audit(
  owner: pg.Pool,
  selling: Pick<Selling, 'acknowledged' | 'strange'>,
  dataFolder: string,
): Promise<Check[]> {
  const { acknowledged, strange } = selling;
  const told = new Set(acknowledged.map((one) => one.saleId));
  const { rows: sales } = await owner.query<{ sale_id: string; slip_no: string; state: string }>(
    'select sale_id, slip_no, state from sale',
  );
  const written = new Map(sales.map((sale) => [sale.sale_id, sale]));
  const lost = acknowledged.filter((one) => written.get(one.saleId)?.slip_no !== one.slipNo);
  const untold = sales.filter((sale) => !told.has(sale.sale_id));
  const { rows: keys } = await owner.query<{ count: number }>(
    `select count(distinct key) as count from request where operation = 'vending.sell-credit'`,
  );
  const { rows: ledger } = await owner.query<{ entry: number; all: number }>(
    `select count(*) filter (where sum <> 0) as entry, coalesce(sum(sum), 0)::bigint as all from (select sum(amount_fen) as sum from ledger_line group by site_id, entry_id) e`,
  );
  const { rows: gaps } = await owner.query<{ count: number }>(
    `select count(*) as count from (select max(slip_count) - count(*) as missing from sale group by site_id, drawer_session_id) s where missing <> 0`,
  );
  const verified = spawnSync(process.execPath, ['tools/verify.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATA: dataFolder },
    encoding: 'utf8',
  });
  const check = (name: string, good: boolean, found: string | number): Check => ({ name, good, found: String(found) });
  return [
    check('every client was answered in the end', strange.length === 0, strange[0] ?? `${acknowledged.length} sales`),
    check('acknowledged sales lost: 0', lost.length === 0, lost.length),
    check(
      'sales doubled: 0 (no sale without a client that asked for it once)',
      untold.length === 0 && told.size === acknowledged.length,
      `${untold.length} untold, ${acknowledged.length - told.size} told twice`,
    ),
    check(
      'one key, one sale',
      Number(keys[0]!.count) === sales.length,
      `${keys[0]!.count} keys, ${sales.length} sales`,
    ),
    check(
      'all sales delivered',
      sales.every((sale) => sale.state === 'delivered'),
      sales.filter((sale) => sale.state !== 'delivered').length,
    ),
    check(
      'every entry balances',
      Number(ledger[0]!.entry) === 0 && Number(ledger[0]!.all) === 0,
      `${ledger[0]!.entry} that do not`,
    ),
    check('slip numbers without a gap', Number(gaps[0]!.count) === 0, `${gaps[0]!.count} sessions with one`),
    check('chains verify from genesis', verified.status === 0, verified.stdout.trim().split('\n').at(-1) ?? ''),
  ];
}
