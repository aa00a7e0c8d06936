/** What cases put on the page of the day, and the case that a missed controlled duty becomes. */
import { POST_KEYS } from '../../../shared/posts.ts';
import { sql } from '../../platform/db/query.ts';
import { addMissedControl, addQueue, type QueueItem } from '../duties/index.ts';
import { openCase } from './open-case.ts';

interface Waiting {
  readonly kind: 'case' | 'incident';
  readonly count: number;
  readonly overdue: boolean;
}

const TITLES = {
  case: { zh: '待处理的差错', en: 'Cases to answer' },
  incident: { zh: '待处理的异常', en: 'Incidents to resolve' },
} as const;

export function joinMyDay(): void {
  addQueue(POST_KEYS, async (tx, actor, clock) => {
    const rows = await tx.many(
      sql<Waiting>`select kind, count(*) as count, bool_or(due_at < ${clock.now()}) as overdue from case_file
        where site_id = ${actor.siteId} and owner_post = ${actor.post} and state <> 'closed' group by kind order by kind`,
    );
    return rows.map(
      ({ kind, count, overdue }): QueueItem => ({
        title: TITLES[kind],
        count,
        href: kind === 'incident' ? '/cases/incidents' : '/cases',
        tone: overdue ? 'wrong' : 'soon',
      }),
    );
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
