/** What duties itself puts on the page of the day, and what posts would: it lies to the left and cannot. */
import { RIGHTS_APPROVERS } from '../../../shared/posts/person-view.ts';
import { rightsToApprove } from '../posts/index.ts';
import { addQueue } from './ports.ts';
import { rulesToSign } from './rules-store.ts';

const RULES = { zh: '待签阅的制度', en: 'Rules to sign' } as const;
const RIGHTS = { zh: '待批准的人员与岗位', en: 'People and posts to approve' } as const;

export function joinMyDay(): void {
  addQueue('signed-in', async (tx, actor) => [
    { title: RULES, count: await rulesToSign(tx, actor), href: '/duties/rules', tone: 'soon' },
  ]);
  addQueue(RIGHTS_APPROVERS, async (tx, actor) => {
    const { persons, others } = await rightsToApprove(tx, actor);
    const href = others === 0 ? '/people?state=proposed' : '/people';
    return [{ title: RIGHTS, count: persons + others, href, tone: 'soon' }];
  });
}
