/**
 * The custodian's open drawer session: the row that everything about a drawer's cash locks first. A closing waits for
 * the movements under way, and a movement that comes after a closing finds no session.
 */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { dayAt } from '../../platform/chain/day.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export interface OpenDrawer {
  readonly drawerSessionId: string;
  readonly drawerId: string;
  readonly drawerCode: string;
  readonly drawerName: string;
  /** The ledger account of this drawer's cash. */
  readonly accountCode: string;
  readonly chainId: string;
  readonly businessDate: BusinessDate;
  readonly custodianId: string;
  readonly custodianPost: string;
  /** For `nextNumber`: the slips of this session. */
  readonly slipSeries: string;
  /** A slip's number as people read it is `slipNumber(slipPrefix, n)`. */
  readonly slipPrefix: string;
  readonly ceilingFen: Money;
}

/** The session as it stands, locked; of any day, also while it waits for its second count. */
export interface HeldDrawer extends OpenDrawer {
  readonly state: 'open' | 'closing';
  readonly today: BusinessDate;
}

interface HeldRow {
  readonly drawer_session_id: string;
  readonly drawer_id: string;
  readonly code: string;
  readonly name: string;
  readonly account_code: string;
  readonly chain_id: string;
  readonly business_date: BusinessDate;
  readonly custodian_id: string;
  readonly custodian_post: string;
  readonly slip_prefix: string;
  readonly ceiling_fen: Money;
  readonly state: 'open' | 'closing';
  readonly time_zone: string;
  readonly sealed: BusinessDate | null;
}

const SESSION = `
select s.drawer_session_id, s.drawer_id, d.code, d.name, d.account_code, s.chain_id, s.business_date, s.custodian_id,
  s.custodian_post, s.slip_prefix, d.ceiling_fen, s.state, t.time_zone,
  (select y.business_date from site_day y where y.site_id = s.site_id and y.sealed_at is not null
   order by y.business_date desc limit 1) as sealed
from drawer_session s
join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
join site t on t.site_id = s.site_id
where s.site_id = $1 and s.state in ('open', 'closing') and`;

const HELD = `${SESSION} s.custodian_id = $2 for update of s`;
const BY_ID = `${SESSION} s.drawer_session_id = $2 for update of s`;

export const slipSeries = (drawerSessionId: string): string => `slip.${drawerSessionId}`;

function heldOf(row: HeldRow, now: Instant): HeldDrawer {
  return {
    drawerSessionId: row.drawer_session_id,
    drawerId: row.drawer_id,
    drawerCode: row.code,
    drawerName: row.name,
    accountCode: row.account_code,
    chainId: row.chain_id,
    businessDate: row.business_date,
    custodianId: row.custodian_id,
    custodianPost: row.custodian_post,
    slipSeries: slipSeries(row.drawer_session_id),
    slipPrefix: row.slip_prefix,
    ceilingFen: row.ceiling_fen,
    state: row.state,
    today: dayAt(now, row.time_zone, row.sealed),
  };
}

/** Locks the actor's session and puts this transaction's record on its chain. Refuses `drawer.none`, `drawer.closed`. */
export async function requireHeldDrawer(tx: Tx, actor: Actor, now: Instant): Promise<HeldDrawer> {
  const [row] = await tx.prepared<HeldRow>('tills.held-drawer', HELD, [actor.siteId, actor.personId]);
  if (row === undefined) return sayWhyNone(tx, actor, now);
  tx.writeOn(row.chain_id);
  return heldOf(row, now);
}

/**
 * The session in which the actor takes and gives money now, locked until the transaction ends; one round trip.
 * Refuses `drawer.none`, `drawer.closed`, `drawer.closing`, `drawer.other_day`.
 */
export async function requireOpenDrawer(tx: Tx, actor: Actor, now: Instant): Promise<OpenDrawer> {
  const held = await requireHeldDrawer(tx, actor, now);
  if (held.state === 'closing') refuse('drawer.closing');
  if (held.businessDate !== held.today) refuse('drawer.other_day', { date: held.businessDate });
  return held;
}

/**
 * Another person's open session, locked, with this transaction's record on its chain; for counting it.
 * Refuses `record.not_found`, `drawer.closed`, `drawer.closing`.
 */
export async function lockOpenSession(
  tx: Tx,
  siteId: string,
  drawerSessionId: string,
  now: Instant,
): Promise<HeldDrawer> {
  const [row] = await tx.prepared<HeldRow>('tills.open-session', BY_ID, [siteId, drawerSessionId]);
  if (row !== undefined && row.state === 'closing') refuse('drawer.closing');
  if (row !== undefined) {
    tx.writeOn(row.chain_id);
    return heldOf(row, now);
  }
  const [ended] = await tx.prepared<{ slip_prefix: string }>(
    'tills.ended-session',
    'select slip_prefix from drawer_session where site_id = $1 and drawer_session_id = $2',
    [siteId, drawerSessionId],
  );
  return ended === undefined ? refuse('record.not_found') : refuse('drawer.closed', { drawer: ended.slip_prefix });
}

async function sayWhyNone(tx: Tx, actor: Actor, now: Instant): Promise<never> {
  const [last] = await tx.prepared<{ code: string; business_date: BusinessDate; time_zone: string }>(
    'tills.last-session',
    `select d.code, s.business_date, t.time_zone from drawer_session s
     join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
     join site t on t.site_id = s.site_id
     where s.site_id = $1 and s.custodian_id = $2 order by s.opened_at desc limit 1`,
    [actor.siteId, actor.personId],
  );
  if (last !== undefined && last.business_date >= dayAt(now, last.time_zone, null))
    refuse('drawer.closed', { drawer: last.code });
  return refuse('drawer.none');
}

/** Whether the person holds an open drawer, and which; nothing is locked. Null when none is held. */
export async function heldDrawerOf(
  tx: Tx,
  siteId: string,
  personId: string,
): Promise<{ readonly drawerSessionId: string; readonly drawerName: string } | null> {
  const [row] = await tx.prepared<{ drawerSessionId: string; drawerName: string }>(
    'tills.held-drawer-of',
    `select s.drawer_session_id as "drawerSessionId", d.name as "drawerName"
     from drawer_session s join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
     where s.site_id = $1 and s.custodian_id = $2 and s.state in ('open', 'closing')`,
    [siteId, personId],
  );
  return row ?? null;
}
