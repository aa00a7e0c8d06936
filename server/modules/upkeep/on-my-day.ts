/** What upkeep puts on the page of the day: what to look after, plans to approve, repairs to take and to accept. */
import { POST_KEYS } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';
import { REPAIR_USERS, REPAIRERS, UPKEEP_APPROVERS } from '../../../shared/upkeep/who.ts';
import { addQueue, siteToday } from '../duties/index.ts';
import { whyNotAccept } from './rules/judge-acceptance.ts';
import { openTasks } from './store/tasks.ts';

const T = {
  tasks: { zh: '今天的系统维护', en: 'System upkeep today' },
  handedUp: { zh: '上交来的系统维护', en: 'System upkeep handed up' },
  plan: { zh: '维护项目待批准', en: 'Upkeep items to approve' },
  take: { zh: '待接修的报修单', en: 'Repairs to take' },
  repairing: { zh: '维修中的报修单', en: 'Repairs in hand' },
  accept: { zh: '已修好，待您验收', en: 'Repaired, for you to accept' },
} as const satisfies Record<string, Text>;

export function joinMyDay(): void {
  addQueue(POST_KEYS, async (tx, { siteId, post }, clock) => {
    const open = await openTasks(tx, siteId, post);
    const today = await siteToday(tx, siteId, clock.now());
    const own = open.filter((task) => task.post === post && task.due_on <= today);
    const above = open.filter((task) => task.post !== post);
    const tone = own.some((task) => task.state !== 'due') ? 'wrong' : 'soon';
    return [
      { title: T.tasks, count: own.length, href: '/upkeep?own=true', tone },
      { title: T.handedUp, count: above.length, href: '/upkeep?own=true', tone: 'wrong' },
    ];
  });
  addQueue(UPKEEP_APPROVERS, async (tx, { siteId, personId }) => {
    const [waiting] = await tx.prepared<{ count: number }>(
      'upkeep.to-approve',
      `select count(*)::int as count from upkeep_item
       where site_id = $1 and state = 'proposed' and proposed_by <> $2`,
      [siteId, personId],
    );
    return [{ title: T.plan, count: waiting!.count, href: '/upkeep/plan?state=proposed', tone: 'soon' }];
  });
  addQueue(REPAIRERS, async (tx, { siteId }) => {
    const [waiting] = await tx.prepared<{ reported: number; in_hand: number }>(
      'upkeep.to-repair',
      `select count(*) filter (where state = 'reported')::int as reported,
         count(*) filter (where state in ('taken', 'waiting-parts', 'outside'))::int as in_hand
       from repair_request where site_id = $1 and ended_at is null`,
      [siteId],
    );
    return [
      { title: T.take, count: waiting!.reported, href: '/upkeep/repairs?state=reported', tone: 'soon' },
      { title: T.repairing, count: waiting!.in_hand, href: '/upkeep/repairs', tone: 'plain' },
    ];
  });
  addQueue(REPAIR_USERS, async (tx, { siteId, personId, post }) => {
    const repaired = await tx.prepared<{ reported_by: string; reported_post: string; repairers: string[] }>(
      'upkeep.to-accept',
      `select reported_by, reported_post, array[taken_by, repaired_by] as repairers from repair_request
       where site_id = $1 and state = 'repaired'`,
      [siteId],
    );
    const mine = repaired.filter(({ reported_by, reported_post, repairers }) => {
      if (reported_by !== personId && reported_post !== post) return false;
      return (
        whyNotAccept({ reportedBy: reported_by, reportedPost: reported_post, repairers, person: personId, post }) ===
        null
      );
    });
    return [{ title: T.accept, count: mine.length, href: '/upkeep/repairs?state=repaired', tone: 'soon' }];
  });
}
