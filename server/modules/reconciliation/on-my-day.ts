/** What reconciliation puts on the page of the day: slips to make, slips to sign, the day to close. */
import type { PostKey } from '../../../shared/posts.ts';
import { RECEIVER_POSTS, type SlipState } from '../../../shared/reconciliation/slip-states.ts';
import { CUSTODIAN_POSTS } from '../../../shared/tills/drawer.ts';
import { currentDay } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { addQueue, type QueueItem } from '../duties/index.ts';
import { houseOf } from '../posts/index.ts';
import { dayNow } from './day-facts.ts';
import { roleOf } from './rules/signers.ts';
import { ownSales } from './store/hand-log.ts';
import { monthToSettle } from './store/journal-month.ts';
import { endedWithoutSlip } from './store/sessions.ts';

const T = {
  toMake: { zh: '待生成日结单的班次', en: 'Sessions without a slip' },
  toSign: { zh: '待我签字的日结单', en: 'Slips to sign' },
  toClose: { zh: '可以日结的营业日', en: 'Day ready to be closed' },
  late: { zh: '以前的营业日还没有日结', en: 'An earlier day is not closed' },
  unchecked: { zh: '售后还没有核对的笔数', en: 'Own sales not checked yet' },
  settle: { zh: '现金日记账待月结', en: 'Cash journal to be settled' },
} as const;

interface Unsigned {
  readonly slip_id: string;
  readonly custodian_id: string;
  readonly custodian_post: PostKey;
  readonly state: SlipState;
  readonly roles: readonly string[];
  readonly signers: readonly string[];
}

/** Oldest first. */
const unsignedSlips = (tx: Tx, siteId: string): Promise<Unsigned[]> =>
  tx.many(
    sql<Unsigned>`select l.slip_id, l.custodian_id, l.custodian_post, l.state,
        array(select g.role from daily_slip_signature g where g.site_id = l.site_id and g.slip_id = l.slip_id) as roles,
        array(select g.person_id from daily_slip_signature g
          where g.site_id = l.site_id and g.slip_id = l.slip_id) as signers
      from daily_slip l where l.site_id = ${siteId} and l.state <> 'signed' order by l.slip_id`,
  );

async function slipsToSign(tx: Tx, actor: Actor): Promise<QueueItem[]> {
  const { single_operator: singleOperator } = await houseOf(tx, actor.siteId);
  const signer = { personId: actor.personId, post: actor.post as PostKey };
  const mine = (await unsignedSlips(tx, actor.siteId)).filter((slip) => {
    const parties = { custodianId: slip.custodian_id, custodianPost: slip.custodian_post, singleOperator };
    const role = roleOf(parties, signer);
    return role !== null && !slip.roles.includes(role) && !slip.signers.includes(actor.personId);
  });
  const [oldest] = mine;
  if (oldest === undefined) return [];
  const alike = mine.every((slip) => slip.state === oldest.state);
  const list = alike ? `?state=${oldest.state}` : '';
  const href = `/reconciliation/slips${mine.length === 1 ? `?open=${oldest.slip_id}` : list}`;
  return [{ title: T.toSign, count: mine.length, href, tone: 'soon' }];
}

async function dayToClose(tx: Tx, actor: Actor, clock: Clock): Promise<QueueItem[]> {
  const found = await dayNow(tx, actor.siteId, clock.now());
  if (found.sealed || found.sessions.length === 0) return [];
  const href = '/reconciliation/day';
  const late = found.businessDate < found.today;
  if (late) return [{ title: T.late, count: 1, href, tone: 'wrong' }];
  return [{ title: T.toClose, count: found.missing.length === 0 ? 1 : 0, href, tone: 'soon' }];
}

async function uncheckedSales(tx: Tx, actor: Actor, clock: Clock): Promise<QueueItem[]> {
  const { siteId, personId } = actor;
  const { own } = await ownSales(tx, siteId, { personId, date: await currentDay(tx, siteId, clock.now()) });
  const count = Math.max(own.sales - own.checkedSales, 0);
  return [{ title: T.unchecked, count, href: '/reconciliation/log', tone: 'soon' }];
}

/** The cashier's, or the clerk's where one person sells and keeps the cash. */
async function monthDue(tx: Tx, actor: Actor, clock: Clock): Promise<QueueItem[]> {
  const { siteId } = actor;
  if (actor.post !== 'cashier' && !(await houseOf(tx, siteId)).single_operator) return [];
  const month = await monthToSettle(tx, siteId);
  const count = month !== null && month < (await currentDay(tx, siteId, clock.now())).slice(0, 7) ? 1 : 0;
  return [{ title: T.settle, count, href: '/reconciliation/journal', tone: 'soon' }];
}

export function joinMyDay(): void {
  addQueue(CUSTODIAN_POSTS, monthDue);
  addQueue(['vending-clerk'], uncheckedSales);
  addQueue([...CUSTODIAN_POSTS, 'vending-supervisor'], async (tx, actor) => {
    const ofPerson = actor.post === 'vending-supervisor' ? null : actor.personId;
    const rows = await endedWithoutSlip(tx, actor.siteId, ofPerson);
    return [{ title: T.toMake, count: rows.length, href: '/reconciliation/slips', tone: 'soon' }];
  });
  addQueue([...CUSTODIAN_POSTS, ...RECEIVER_POSTS], slipsToSign);
  addQueue(['vending-supervisor', 'funds-administrator'], dayToClose);
}
