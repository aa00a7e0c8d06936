/** Words that several pages of people and posts share. */
import { type Pack, POST_KEYS, POSTS, type PostKey } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';
import type { States } from '../../ui/state-tag.tsx';

export const PERSON_STATES: States = {
  proposed: { title: { zh: '待批准', en: 'Awaiting approval' }, tone: 'soon' },
  active: { title: { zh: '在岗', en: 'Active' }, tone: 'right' },
  refused: { title: { zh: '未批准', en: 'Refused' } },
  left: { title: { zh: '已停用', en: 'Left' } },
};

export const ASSIGNMENT_STATES: States = {
  proposed: { title: { zh: '待批准', en: 'Awaiting approval' }, tone: 'soon' },
  active: { title: { zh: '担任中', en: 'Held' }, tone: 'right' },
  refused: { title: { zh: '未批准', en: 'Refused' } },
  ended: { title: { zh: '已免去', en: 'Ended' } },
};

export const PACKS: Readonly<Record<Pack, { readonly title: Text; readonly help: Text }>> = {
  vending: {
    title: { zh: '售电（水、气）', en: 'Selling electricity, water, gas' },
    help: {
      zh: '社区售电处、高校能源管理科、宿舍售电',
      en: 'Community selling office, university energy office, dormitory sales',
    },
  },
  service: {
    title: { zh: '汽车服务站', en: 'Car service station' },
    help: { zh: '接车、车间、配件、结算、索赔、客户关怀', en: 'Reception, workshop, parts, settlement, claims, care' },
  },
};

const packsOf = (post: PostKey): readonly Pack[] => POSTS[post].packs;

export const postsOfPacks = (packs: readonly Pack[]): readonly PostKey[] =>
  POST_KEYS.filter((post) => packsOf(post).some((pack) => packs.includes(pack)));

/** Posts of the packs, by the business they belong to. */
export function postsByPack(packs: readonly Pack[]): readonly (readonly [Text, readonly PostKey[]])[] {
  const only = (pack: Pack) => POST_KEYS.filter((post) => packsOf(post).length === 1 && packsOf(post)[0] === pack);
  const both: Text = { zh: '两类单位共有', en: 'Both kinds of house' };
  return [
    ...packs.map((pack) => [PACKS[pack].title, only(pack)] as const),
    [both, POST_KEYS.filter((post) => packsOf(post).length === 2)] as const,
  ];
}

/** Why a password or PIN was refused as too easy (`why` among the facts of the refusal). */
export const TOO_EASY: Readonly<Record<string, Text>> = {
  common: { zh: '它在最常用的密码之列，或只有数字。', en: 'It is among the most used, or figures only.' },
  repeated: { zh: '它是同一小段的重复。', en: 'It repeats one short piece.' },
  names: { zh: '它由登录名或单位名构成。', en: 'It is made of the login or the name of the house.' },
  sequence: { zh: '它是连号。', en: 'It is a sequence.' },
  login: { zh: '它与登录名里的数字相同。', en: 'It is the figures of the login.' },
};

export const PASSWORD_RULES: readonly Text[] = [
  {
    zh: '密码至少 10 个字符，不要求大小写或符号，也不要求定期更换；几个不相干的词连在一起又长又好记。',
    en: 'The password has 10 characters or more, needs no capitals or marks and never expires; a few unrelated words are long and easy to keep.',
  },
  {
    zh: '不要用常见密码、纯数字、登录名或单位名。',
    en: 'No common password, no figures only, no login or house name.',
  },
  {
    zh: 'PIN 为 6 至 12 位数字，用于签字和解锁；不要用连号或重复数字。',
    en: 'The PIN has 6 to 12 figures and is for signing and unlocking; no sequence, no repeated figures.',
  },
  {
    zh: '密码和 PIN 只有本人知道，任何人（包括管理员）都看不到，也不会来问。',
    en: 'Only you know them: nobody, the administrator included, can see them or will ask for them.',
  },
];
