/**
 * The usual staffing of a house, as a beginning for the wizard: the smallest that keeps every rule of staffing.ts, with
 * the work divided as offices and stations commonly do. Names are left open: they are of real persons.
 */
import type { Pack, PostKey } from '../posts.ts';
import type { FoundingPerson } from './staffing.ts';

export interface UsualStaffing {
  readonly people: readonly FoundingPerson[];
  readonly firstFounder: string;
  readonly secondFounder: string;
}

const person = (login: string, ...posts: PostKey[]): FoundingPerson => ({ name: '', login, posts });

/** Logins are the posts in pinyin, as such offices give them. */
const VENDING_SUPERVISOR = person('zhuguan', 'vending-supervisor');
const SERVICE: readonly FoundingPerson[] = [
  person('jingli', 'service-manager'),
  person('guwen', 'service-advisor'),
  person('jiesuan', 'settlement-cashier'),
  person('chejian', 'workshop-supervisor'),
  person('zhijian', 'quality-inspector'),
  person('peijian', 'parts-keeper'),
];

const sellers = (singleOperator: boolean): readonly FoundingPerson[] =>
  singleOperator
    ? [person('shoudian', 'vending-clerk', 'cashier')]
    : [person('shoudian', 'vending-clerk'), person('shoufei', 'cashier')];

/** @param packs at least one. The first founder administers the system, the second leads the business. */
export function usualStaffing(packs: readonly Pack[], singleOperator: boolean): UsualStaffing {
  const vending = packs.includes('vending');
  const service = packs.includes('service');
  const people = [
    vending ? person('jishu', 'vending-technician', 'system-administrator') : person('xitong', 'system-administrator'),
    ...(vending ? [VENDING_SUPERVISOR, ...sellers(singleOperator)] : []),
    ...(service ? SERVICE : []),
    vending
      ? person('jingfei', 'funds-administrator', 'price-approver', 'finance')
      : person('caiwu', 'price-approver', 'finance'),
  ];
  return { people, firstFounder: people[0]!.login, secondFounder: people[1]!.login };
}
