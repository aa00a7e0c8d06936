/** What cases put on the page of the day, and the case that a missed controlled duty becomes. */
import { TIP_READERS } from '../../../shared/cases/tip.ts';
import { POST_KEYS } from '../../../shared/posts.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { addMissedControl, addQueue, type QueueItem } from '../duties/index.ts';
import { openCase } from './open-case.ts';
import { waitsWith } from './rules/case-rules.ts';

interface Open {
  readonly kind: 'case' | 'incident';
  readonly owner_post: string;
  readonly party_posts: readonly string[];
  readonly overdue: boolean;
}

const TITLES = {
  case: { zh: '待处理的差错', en: 'Cases to answer' },
  incident: { zh: '待处理的异常', en: 'Incidents to resolve' },
  tip: { zh: '未处理的举报', en: 'Tips to answer' },
} as const;

const KINDS = ['case', 'incident'] as const;

async function heldPosts(tx: Tx, siteId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.many(
    sql<{ post: string }>`select distinct post from post_assignment where site_id = ${siteId} and state = 'active'`,
  );
  return new Set(rows.map((row) => row.post));
}

const itemOf = (kind: 'case' | 'incident', open: readonly Open[]): QueueItem => ({
  title: TITLES[kind],
  count: open.length,
  href: kind === 'incident' ? '/cases/incidents' : '/cases',
  tone: open.some((one) => one.overdue) ? 'wrong' : 'soon',
});

export function joinMyDay(): void {
  addQueue(POST_KEYS, async (tx, actor, clock) => {
    const open = await tx.many(
      sql<Open>`select kind, owner_post, party_posts, due_at < ${clock.now()} as overdue from case_file
        where site_id = ${actor.siteId} and state <> 'closed'`,
    );
    if (open.length === 0) return [];
    const held = await heldPosts(tx, actor.siteId);
    const mine = open.filter(({ kind, owner_post, party_posts }) =>
      waitsWith({ kind, ownerPost: owner_post, partyPosts: party_posts }, held).includes(actor.post),
    );
    return KINDS.map((kind) =>
      itemOf(
        kind,
        mine.filter((one) => one.kind === kind),
      ),
    );
  });
  addQueue(TIP_READERS, async (tx, { siteId }) => {
    const { count } = await tx.one(
      sql<{ count: number }>`select count(*) as count from tip where site_id = ${siteId} and state = 'open'`,
    );
    return [{ title: TITLES.tip, count, href: '/cases/tips?state=open', tone: 'wrong' }];
  });
  addMissedControl(async (tx, actor, clock, missed) => {
    await openCase(tx, actor, clock, {
      subject: 'duty.overdue',
      summary: { zh: `${missed.dutyId} ${missed.title.zh}`, en: `${missed.dutyId} ${missed.title.en}` },
      document: { kind: 'duty-task', id: missed.taskId },
      parties: missed.holders,
    });
  });
}
