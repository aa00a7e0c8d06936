/**
 * The one list of what must never be one person. It is by person, not by post: a pair of posts on it is refused when
 * the second post is assigned, and the two acts are refused again when the second act is done.
 *
 * `posts` names the posts whose holders would come to do both acts; where it is null any holder may do either, only
 * not both on the same document. `unlessSingleOperator`: in a house run in single-operator mode one person may hold
 * both posts; the acts stay apart there too, and the second signer is the supervisor or the receiver.
 */
import { POST_KEYS, type PostKey } from './posts.ts';
import type { Text } from './text.ts';

interface PairSpec {
  readonly title: Text;
  readonly posts: readonly [readonly PostKey[], readonly PostKey[]] | null;
  readonly unlessSingleOperator?: true;
}

const pair = (zh: string, en: string, posts: PairSpec['posts'] = null): PairSpec => ({ title: { zh, en }, posts });
const except = (...left: PostKey[]): PostKey[] => POST_KEYS.filter((post) => !left.includes(post));

const SELLERS: readonly PostKey[] = ['vending-clerk', 'cashier', 'service-advisor', 'settlement-cashier'];
const DRAWER_HOLDERS: readonly PostKey[] = ['vending-clerk', 'cashier', 'settlement-cashier'];

/** Posts a system administrator may hold besides: they touch neither money, prices, stock nor the log. */
const BESIDE_ADMINISTRATOR: readonly PostKey[] = [
  'system-administrator',
  'vending-technician',
  'technical-advisor',
  'trainer',
  'test-driver',
  'rescue-crew',
];

export const NEVER_ONE_PERSON = {
  'sell-price': pair('售出／提出或审批价格', 'selling / proposing or approving a price', [
    SELLERS,
    ['vending-supervisor', 'price-approver', 'parts-manager', 'service-manager'],
  ]),
  'propose-approve': pair('提出／审批', 'proposing / approving', [
    ['vending-supervisor', 'parts-manager'],
    ['price-approver'],
  ]),
  'drawer-reversal': pair(
    '售出或管有未结钱箱／审批冲正或退款',
    'selling or holding an open drawer / approving a reversal or refund',
    [DRAWER_HOLDERS, ['vending-supervisor', 'front-desk-supervisor', 'service-manager', 'campus-director']],
  ),
  'hand-over-receive': pair('交出现金／接收现金', 'handing over cash / receiving it', [DRAWER_HOLDERS, ['finance']]),
  'clerk-cashier': {
    ...pair('同一日结单上售电员签字／收费员签字', "the clerk's / the cashier's signature on one slip", [
      ['vending-clerk'],
      ['cashier'],
    ]),
    unlessSingleOperator: true,
  },
  'prepare-receive': {
    ...pair('为一笔售电备单／收这笔的款', 'preparing a sale / taking the money for it'),
    unlessSingleOperator: true,
  },
  'cash-funds': pair('收费员或售电员／经费管理员', 'cashier or clerk / funds administrator', [
    ['vending-clerk', 'cashier'],
    ['funds-administrator'],
  ]),
  'worker-inspector': pair('作业者／同一作业的终检者', 'worker on a job / final inspector of that job'),
  'issue-count': pair('发料／审批同一库位的盘点', 'issuing parts / approving the count of the same bins', [
    ['parts-keeper'],
    ['parts-manager'],
  ]),
  'purchase-approve': pair('申请采购／审批采购', 'requesting a purchase / approving it', [
    ['parts-planner'],
    ['parts-manager'],
  ]),
  'claim-audit': pair('办理索赔／审核该索赔', 'making a claim / auditing it'),
  'administrator-business': pair(
    '系统管理员／任何涉及钱款、价格、库存或日志的岗位',
    'system administrator / anything with money, prices, stock or the log',
    [['system-administrator'], except(...BESIDE_ADMINISTRATOR)],
  ),
  'auditor-writer': pair('审计员／任何会写入数据的岗位', 'auditor / anything that writes', [
    ['auditor'],
    except('auditor'),
  ]),
} as const satisfies Record<string, PairSpec>;

export type PairKey = keyof typeof NEVER_ONE_PERSON;
export const PAIR_KEYS = Object.keys(NEVER_ONE_PERSON) as PairKey[];

export interface HouseMode {
  readonly singleOperator: boolean;
}

/** The pair that forbids one person to hold both posts, or null. Symmetric. */
export function postsConflict(a: PostKey, b: PostKey, mode: HouseMode = { singleOperator: false }): PairKey | null {
  for (const key of PAIR_KEYS) {
    const { posts, unlessSingleOperator }: PairSpec = NEVER_ONE_PERSON[key];
    if (posts === null || (unlessSingleOperator === true && mode.singleOperator)) continue;
    const [left, right] = posts;
    if ((left.includes(a) && right.includes(b)) || (left.includes(b) && right.includes(a))) return key;
  }
  return null;
}

/** Every conflict within one person's posts. */
export function conflictsWithin(posts: readonly PostKey[], mode: HouseMode): { pair: PairKey; posts: PostKey[] }[] {
  return posts.flatMap((a, index) =>
    posts.slice(index + 1).flatMap((b) => {
      const found = postsConflict(a, b, mode);
      return found === null ? [] : [{ pair: found, posts: [a, b] }];
    }),
  );
}

/** Posts that touch neither money, prices, stock nor approvals: given without a second person. */
const NOT_TOUCHING: readonly PostKey[] = [
  'info-clerk',
  'data-analyst',
  'care-specialist',
  'mechanic',
  'body-technician',
  'painter',
  'test-driver',
  'rescue-crew',
  'technical-advisor',
  'trainer',
  'equipment-keeper',
];

/** A post that touches money, prices, stock, rights or approvals is given by two persons. */
export const touchesMoney = (post: PostKey): boolean => !NOT_TOUCHING.includes(post);
