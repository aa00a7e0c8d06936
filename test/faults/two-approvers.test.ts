/**
 * FT-33: two persons decide the same proposal at once, and one tries to approve the own: for every approval there is, one
 * outcome, and the own approval never.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Contract, fullName, type OperationContract } from '../../shared/contracts/contract.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { PEOPLE } from '../simulation/office.ts';
import { randomOf } from '../simulation/random.ts';
import { openCounter } from '../support/counter.ts';
import type { Holder } from '../support/house.ts';
import { refusalIn, send } from '../support/request.ts';
import { type About, type Approval, approvalsOf, blockAsUnknown, type Ground } from './approvals.ts';
import { untriggered } from './owner-edits.ts';
import { booksAreWhole } from './whole-books.ts';

const ROUNDS = sized({ smoke: 1, ci: 12, long: 24 });
const MORE = [
  { name: '主管壬', login: 'zhuguan2', posts: ['vending-supervisor' as const] },
  { name: '价审癸', login: 'jiashen', posts: ['price-approver' as const] },
];

let ground: Ground;
let approvals: Approval[];

beforeAll(async () => {
  const counter = await openCounter({}, [...PEOPLE, ...MORE]);
  const simulator = await startSimulator({
    meters: 1,
    now: () => Date.parse(counter.clock.now()),
    each: { moneyFen: 0 },
  });
  afterAll(() => simulator.close());
  const technician = counter.as('vending-technician');
  const place = { transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500, retries: 1 } as const;
  const { lineId } = await technician.call(addLine, { name: '六号楼', ...place });
  const room = await counter.addRoom('6-101');
  const { address } = simulator.meters[0]!;
  const darkMeterId = await counter.addMeter(room, { meterNo: address, delivery: 'network', creditUnit: 'money' });
  await technician.call(attachMeter, { meterId: darkMeterId, lineId, protocol: 'dlt645-plain', address });
  const building = { kind: 'building', code: '9' } as const;
  const { premiseId: buildingId } = await counter.as('vending-supervisor').call(addPremise, building);
  await blockAsUnknown({ counter, buildingId, darkMeterId });
  ground = { counter, buildingId, darkMeterId, strangerId: counter.as('auditor').personId };
  approvals = approvalsOf(ground);
});

test('every approval there is stands in the list', () => {
  const there = CONTRACTS.filter(({ name }: Contract) => name.startsWith('approve-')).map(fullName);
  expect(approvals.map(({ approve }) => fullName(approve)).toSorted()).toEqual(there.toSorted());
});

const holderOf = ([post, login]: Approval['approvers'][number]): Holder => ground.counter.as(post, login);

interface Act {
  readonly holder: Holder;
  readonly contract: OperationContract;
  readonly input: object;
}

async function approving(approval: Approval, who: number, about: About): Promise<Act> {
  const holder = holderOf(approval.approvers[who]!);
  const signatures = await holder.sign(approval.approve, about as never);
  return { holder, contract: approval.approve, input: { ...about, signatures } };
}

async function refusing({ refuse, approvers }: Approval, about: About): Promise<Act> {
  const { specHash: _seen, ...which } = about;
  return {
    holder: holderOf(approvers[1]!),
    contract: refuse!.contract,
    input: refuse!.reason ? { ...which, reason: '依据不足' } : which,
  };
}

const sendIt = ({ holder, contract, input }: Act) => send(ground.counter, holder, contract, { input });

/** Both are at their screens before the race begins. */
async function race(acts: readonly Act[]): Promise<string[]> {
  for (const { holder } of acts) await holder.ask(session);
  return (await Promise.all(acts.map(sendIt))).map(refusalIn);
}

/** The proposal as if the approver had made it; put back afterwards. */
async function asOwn(approval: Approval, about: About, act: () => Promise<string>): Promise<string> {
  const { table, column, key } = approval.proposer;
  const { owner } = ground.counter.database;
  const id = [Object.values(about)[0]!].flat()[0]!;
  const { rows } = await owner.query<{ by: string }>(`select ${column} as by from ${table} where ${key} = $1`, [id]);
  const write = (by: string) =>
    untriggered(owner, table, () => owner.query(`update ${table} set ${column} = $2 where ${key} = $1`, [id, by]));
  await write(holderOf(approval.approvers[0]!).personId);
  const outcome = await act();
  await write(rows[0]!.by);
  return outcome;
}

test(`${ROUNDS} rounds: approved twice at once, approved and refused at once, and approved by the proposer`, async () => {
  const random = randomOf(SEED);
  let [races, own] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const approval of approvals) {
      const name = fullName(approval.approve);
      const about = await approval.propose();
      const mine = await asOwn(approval, about, async () =>
        refusalIn(await sendIt(await approving(approval, 0, about))),
      );
      expect(['person.must_differ', 'person.not_alone'], `${name} of one’s own: ${mine}`).toContain(mine);
      own += 1;
      const first = await approving(approval, 0, about);
      const other =
        approval.refuse !== null && random.chance(50)
          ? await refusing(approval, about)
          : await approving(approval, 1, about);
      const outcomes = await race(random.chance(50) ? [first, other] : [other, first]);
      races += 1;
      expect(outcomes.toSorted(), `${name}, round ${round}, seed ${SEED}`).toEqual(['done', 'state.illegal_move']);
    }
  }
  await booksAreWhole(ground.counter);
  const found = `${approvals.length} kinds of approval, ${races} races with one outcome each, ${own} approvals of the own proposal refused`;
  noteResult({ list: 'faults', id: 'FT-33', found, seed: SEED });
});
