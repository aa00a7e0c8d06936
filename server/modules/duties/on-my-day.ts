/** What duties itself puts on the page of the day, and what posts would: it lies to the left and cannot. */
import { RIGHTS_APPROVERS } from '../../../shared/posts/person-view.ts';
import { rightsToApprove, signedInTwice } from '../posts/index.ts';
import { addQueue } from './ports.ts';
import { rulesToSign } from './rules-store.ts';

const RULES = { zh: '待签阅的制度', en: 'Rules to sign' } as const;
const RIGHTS = { zh: '待批准的人员与岗位', en: 'People and posts to approve' } as const;

const TWICE = { zh: '两处同时登录', en: 'Signed in at two places' } as const;
const TWICE_OWN = { zh: '本人在别处也登录着，请核实', en: 'You are signed in elsewhere too: is it you?' } as const;

export function joinMyDay(): void {
  addQueue('signed-in', async (tx, actor) => [
    { title: RULES, count: await rulesToSign(tx, actor), href: '/duties/rules', tone: 'soon' },
  ]);
  addQueue('signed-in', async (tx, { siteId, personId, post }, clock) => {
    const twice = await signedInTwice(tx, siteId, clock.now());
    const others = twice.filter((one) => one.personId !== personId);
    const own = others.length < twice.length;
    const told = RIGHTS_APPROVERS.some((approver) => approver === post) ? others.map(({ name }) => name) : [];
    const title = { zh: `${TWICE.zh}：${told.join('、')}`, en: `${TWICE.en}: ${told.join(', ')}` };
    return [
      { title: TWICE_OWN, count: own ? 1 : 0, href: '/me', tone: 'wrong' },
      { title, count: told.length, href: '/people', tone: 'wrong' },
    ];
  });
  addQueue(RIGHTS_APPROVERS, async (tx, actor) => {
    const { persons, others } = await rightsToApprove(tx, actor);
    const href = others === 0 ? '/people?state=proposed' : '/people';
    return [{ title: RIGHTS, count: persons + others, href, tone: 'soon' }];
  });
}
