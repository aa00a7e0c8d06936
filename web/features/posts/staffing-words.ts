/** What is wrong with a staffing, and why two things must never be one person, in plain words. Pure. */
import { NEVER_ONE_PERSON, type PairKey } from '../../../shared/never-one-person.ts';
import type { StaffingProblem } from '../../../shared/posts/staffing.ts';
import { POSTS, type PostKey } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';

/** What one person could do who held both, and nobody would see. */
export const PAIR_REASONS: Readonly<Record<PairKey, Text>> = {
  'sell-price': {
    zh: '收钱的人若能定价，可以高价卖、按低价入账，差额归己。',
    en: 'Whoever takes the money and sets the price could sell high, book low and keep the difference.',
  },
  'propose-approve': {
    zh: '自己提出、自己批准，等于没有人把关。',
    en: 'Approving one’s own proposal is no check at all.',
  },
  'drawer-reversal': {
    zh: '管钱箱的人若能批准退款或冲正，可以虚构退款取走现金。',
    en: 'Whoever holds the drawer and approves refunds could invent a refund and take the cash.',
  },
  'hand-over-receive': {
    zh: '自己交、自己收，少了的钱没有第二个人点过。',
    en: 'Handing over to oneself, missing cash is counted by nobody else.',
  },
  'clerk-cashier': {
    zh: '售电的账和收到的钱须由两人各自核对；人手不足时可启用一人兼管模式。',
    en: 'What was sold and what was taken are checked by two; a short-handed house may use the single-operator mode.',
  },
  'prepare-receive': {
    zh: '开单的人不碰钱，收钱的人不开单，少收或不入账才有第二个人看得见。',
    en: 'Who prepares touches no money and who takes it prepares nothing, so that a second person sees each sum.',
  },
  'cash-funds': {
    zh: '核对每周票款的人不能是经手收款的人。',
    en: 'Whoever checks the weekly takings cannot be who took them.',
  },
  'worker-inspector': {
    zh: '自己干的活自己终检，查不出自己的疏漏。',
    en: 'Nobody finds their own oversights in a final inspection.',
  },
  'issue-count': {
    zh: '发料的人若能批准盘点，可以把少了的料盘成“账实相符”。',
    en: 'Whoever issues parts and approves the count could make missing parts agree.',
  },
  'purchase-approve': {
    zh: '自己申请、自己批准采购，花钱没有人把关。',
    en: 'Approving one’s own purchases, nobody watches the spending.',
  },
  'claim-audit': {
    zh: '办理索赔的人审核自己的索赔，等于没有审核。',
    en: 'An audit of one’s own claim is none.',
  },
  'administrator-business': {
    zh: '管账号和系统的人若经手钱、价、物或日志，可以替别人开户办事而不留痕迹。',
    en: 'Whoever runs accounts and also touches money, prices, stock or the log could act in another’s name unseen.',
  },
  'auditor-writer': {
    zh: '审计员只看不写，才谈得上独立。',
    en: 'An auditor who writes audits the own work.',
  },
};

/** Name for a person of the draft by the key its rows carry as login. */
type WhoIs = (login: string) => string;

const title = (post: PostKey): Text => POSTS[post].title;

function neverOnePerson(problem: StaffingProblem & { problem: 'never-one-person' }, who: string): Text {
  const [a, b] = problem.posts.map(title) as [Text, Text];
  const reason = PAIR_REASONS[problem.pair];
  return {
    zh: `${who}不得同时担任“${a.zh}”和“${b.zh}”（${NEVER_ONE_PERSON[problem.pair].title.zh}）。${reason.zh}`,
    en: `${who} may not hold both ${a.en} and ${b.en} (${NEVER_ONE_PERSON[problem.pair].title.en}). ${reason.en}`,
  };
}

const FIVE: Text = {
  zh: '人手最少的分法：售电员、收费员、主管、经费管理员（兼价格审批和财务）、技术员（兼系统管理员）各一人。',
  en: 'The smallest staffing: clerk, cashier, supervisor, funds administrator (also prices and finance), technician (also system).',
};

export function staffingText(problem: StaffingProblem, whoIs: WhoIs): Text {
  const who = 'login' in problem ? whoIs(problem.login) : '';
  switch (problem.problem) {
    case 'too-few':
      return {
        zh: `至少需要 ${problem.needed} 人，现有 ${problem.given} 人。${problem.needed === 5 ? FIVE.zh : ''}`,
        en: `At least ${problem.needed} persons are needed, there are ${problem.given}. ${problem.needed === 5 ? FIVE.en : ''}`,
      };
    case 'login-twice':
      return { zh: `${who}的登录名与别人相同`, en: `The login of ${who} is used twice` };
    case 'no-post':
      return { zh: `${who}还没有岗位`, en: `${who} has no post yet` };
    case 'post-of-no-pack': {
      const post = title(problem.post);
      return {
        zh: `${who}的岗位“${post.zh}”不属于所选的业务`,
        en: `The post ${post.en} of ${who} belongs to no business chosen`,
      };
    }
    case 'post-unfilled': {
      const post = title(problem.post);
      return { zh: `岗位“${post.zh}”还没有人担任`, en: `Nobody holds the post ${post.en} yet` };
    }
    case 'never-one-person':
      return neverOnePerson(problem, who);
    case 'founders':
      return {
        zh: '请选择两位不同的创建人：一个人不能自己给自己设岗',
        en: 'Choose two different founders: nobody gives the own posts alone',
      };
    case 'single-operator-without':
      return {
        zh: '一人兼管模式要有一个人同时担任售电员和收费员；没有这样的人请不要启用',
        en: 'Single-operator mode needs one person who is both clerk and cashier; without one, leave it off',
      };
  }
}
