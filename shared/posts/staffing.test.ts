import { expect, it } from 'vitest';
import { type FoundingHouse, type StaffingProblem, staffingProblems } from './staffing.ts';

const five: FoundingHouse = {
  packs: ['vending'],
  singleOperator: false,
  people: [
    { name: '甲', login: 'a', posts: ['vending-technician', 'system-administrator'] },
    { name: '乙', login: 'b', posts: ['vending-supervisor'] },
    { name: '丙', login: 'c', posts: ['vending-clerk'] },
    { name: '丁', login: 'd', posts: ['cashier'] },
    { name: '戊', login: 'e', posts: ['funds-administrator', 'price-approver', 'finance'] },
  ],
  firstFounder: 'a',
  secondFounder: 'b',
};
const [admin, supervisor, clerk, cashier, funds] = five.people as [never, never, never, never, never];
const operator = { name: '丙', login: 'c', posts: ['vending-clerk', 'cashier'] } as const;
const four: FoundingHouse = { ...five, singleOperator: true, people: [admin, supervisor, operator, funds] };

it.each<[string, FoundingHouse, StaffingProblem[]]>([
  ['five persons', five, []],
  ['four in single-operator mode', four, []],
  [
    'one operator without the mode',
    { ...four, singleOperator: false },
    [
      { problem: 'too-few', needed: 5, given: 4 },
      { problem: 'never-one-person', login: 'c', pair: 'clerk-cashier', posts: ['vending-clerk', 'cashier'] },
    ],
  ],
  [
    'the mode without one operator',
    { ...five, singleOperator: true },
    [{ problem: 'single-operator-without', post: 'cashier' }],
  ],
  [
    'nobody at the cash window',
    { ...five, people: [admin, supervisor, clerk, { name: '丁', login: 'd', posts: [] }, funds] },
    [
      { problem: 'no-post', login: 'd' },
      { problem: 'post-unfilled', post: 'cashier' },
    ],
  ],
  [
    'a login twice, in other letters',
    { ...five, people: [admin, supervisor, clerk, { name: '丁', login: 'C', posts: ['cashier'] }, funds] },
    [
      { problem: 'login-twice', login: 'c' },
      { problem: 'login-twice', login: 'C' },
    ],
  ],
  [
    'a mechanic in a selling office',
    { ...five, people: [...five.people, { name: '己', login: 'f', posts: ['mechanic'] }] },
    [{ problem: 'post-of-no-pack', login: 'f', post: 'mechanic' }],
  ],
  ['one founder', { ...five, secondFounder: 'A' }, [{ problem: 'founders', login: 'A' }]],
  ['a founder from nowhere', { ...five, secondFounder: 'x' }, [{ problem: 'founders', login: 'x' }]],
  [
    'an administrator who also sells',
    {
      ...five,
      people: [
        { name: '甲', login: 'a', posts: ['vending-technician', 'system-administrator', 'cashier'] },
        supervisor,
        clerk,
        cashier,
        funds,
      ],
    },
    [
      {
        problem: 'never-one-person',
        login: 'a',
        pair: 'administrator-business',
        posts: ['system-administrator', 'cashier'],
      },
    ],
  ],
])('%s', (_, house, expected) => {
  expect(staffingProblems(house)).toEqual(expected);
});
