/**
 * Every kind of approval of this product, for races: how it comes to be proposed, who approves, who may refuse it beside,
 * and where the proposer stands in the database.
 */
import { blockMeter } from '../../server/modules/metering/index.ts';
import { runJob } from '../../server/platform/jobs.ts';
import type { Job } from '../../server/platform/operations/implement.ts';
import type { OperationContract } from '../../shared/contracts/contract.ts';
import { approveLoadPolicy } from '../../shared/contracts/control/approve-load-policy.ts';
import { approveTimetable } from '../../shared/contracts/control/approve-timetable.ts';
import { proposeLoadPolicy } from '../../shared/contracts/control/propose-load-policy.ts';
import { proposeTimetable } from '../../shared/contracts/control/propose-timetable.ts';
import { approveSupply } from '../../shared/contracts/network/approve-supply.ts';
import { carryOutSupply } from '../../shared/contracts/network/carry-out-supply.ts';
import { endSupply } from '../../shared/contracts/network/end-supply.ts';
import { refuseSupply } from '../../shared/contracts/network/refuse-supply.ts';
import { requestSupply } from '../../shared/contracts/network/request-supply.ts';
import { approveAssignment } from '../../shared/contracts/posts/approve-assignment.ts';
import { approvePerson } from '../../shared/contracts/posts/approve-person.ts';
import { approveSecretReset } from '../../shared/contracts/posts/approve-secret-reset.ts';
import { approveSingleOperator } from '../../shared/contracts/posts/approve-single-operator.ts';
import { assignPost } from '../../shared/contracts/posts/assign-post.ts';
import { proposePerson } from '../../shared/contracts/posts/propose-person.ts';
import { proposeSecretReset } from '../../shared/contracts/posts/propose-secret-reset.ts';
import { proposeSingleOperator } from '../../shared/contracts/posts/propose-single-operator.ts';
import { refuseAssignment } from '../../shared/contracts/posts/refuse-assignment.ts';
import { refusePerson } from '../../shared/contracts/posts/refuse-person.ts';
import { refuseSecretReset } from '../../shared/contracts/posts/refuse-secret-reset.ts';
import { refuseSingleOperator } from '../../shared/contracts/posts/refuse-single-operator.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { rejectTariff } from '../../shared/contracts/prices/reject-tariff.ts';
import { approveItems } from '../../shared/contracts/upkeep/approve-items.ts';
import { proposeItem } from '../../shared/contracts/upkeep/propose-item.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { refuseReversal } from '../../shared/contracts/vending/refuse-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { Counter } from '../support/counter.ts';
import { LADDER } from '../support/counter.ts';

/** What is decided about; the first member names the proposal. */
export type About = Readonly<Record<string, string | readonly string[]>>;

export interface Approval {
  readonly approve: OperationContract;
  /** The other way to end it, by a post that approves. */
  readonly refuse: { readonly contract: OperationContract; readonly reason: boolean } | null;
  readonly approvers: readonly (readonly [PostKey, string])[];
  readonly proposer: { readonly table: string; readonly column: string; readonly key: string };
  /** What both are asked with, besides signatures. */
  propose(): Promise<About>;
}

export interface Ground {
  readonly counter: Counter;
  readonly buildingId: string;
  /** A meter on a line, whose last recharge nobody can say anything about. */
  readonly darkMeterId: string;
  readonly strangerId: string;
}

const SUPERVISORS: Approval['approvers'] = [
  ['vending-supervisor', 'zhuguan'],
  ['vending-supervisor', 'zhuguan2'],
];
const PRICES: Approval['approvers'] = [
  ['price-approver', 'jingfei'],
  ['price-approver', 'jiashen'],
];

export async function blockAsUnknown({ counter, darkMeterId }: Omit<Ground, 'strangerId'>): Promise<void> {
  const block = { meterId: darkMeterId, reason: 'foreign-write', note: '结果不明', at: counter.clock.now() } as const;
  const blocking: Job = {
    name: 'test.block-meter',
    cron: '0 0 1 1 *',
    run: async (tx, actor) => void (await blockMeter(tx, actor, block)),
  };
  await runJob(counter.app.jobs, blocking, counter.siteId);
}

function ofRights({ counter, strangerId }: Ground): Approval[] {
  let people = 0;
  const admin = () => counter.as('system-administrator');
  const by = (table: string, key: string): Approval['proposer'] => ({ table, column: 'proposed_by', key });
  const newcomer = async (): Promise<string> => {
    people += 1;
    const words = { name: `新来${people}`, login: `xinlai${people}`, posts: ['vending-technician' as const] };
    return (await admin().call(proposePerson, words)).personId;
  };
  return [
    {
      approve: approvePerson,
      refuse: { contract: refusePerson, reason: false },
      approvers: SUPERVISORS,
      proposer: by('person', 'person_id'),
      propose: async () => ({ personId: await newcomer() }),
    },
    {
      approve: approveAssignment,
      refuse: { contract: refuseAssignment, reason: false },
      approvers: SUPERVISORS,
      proposer: by('post_assignment', 'assignment_id'),
      async propose() {
        const personId = await newcomer();
        await counter.as('vending-supervisor').signed(approvePerson, { personId });
        const { assignmentId } = await admin().call(assignPost, { personId, post: 'cashier' });
        return { assignmentId };
      },
    },
    {
      approve: approveSecretReset,
      refuse: { contract: refuseSecretReset, reason: false },
      approvers: SUPERVISORS,
      proposer: by('secret_reset', 'reset_id'),
      propose: async () => ({
        ...(await admin().call(proposeSecretReset, { personId: strangerId, reason: '忘了密码' })),
      }),
    },
    {
      approve: approveSingleOperator,
      refuse: { contract: refuseSingleOperator, reason: false },
      approvers: SUPERVISORS,
      proposer: by('single_operator_change', 'change_id'),
      async propose() {
        const { singleOperator } = await admin().ask(session);
        const { changeId } = await admin().call(proposeSingleOperator, { wanted: !singleOperator, reason: '人手有变' });
        return { changeId };
      },
    },
  ];
}

function ofTrade({ counter }: Ground): Approval[] {
  return [
    {
      approve: approveTariff,
      refuse: { contract: rejectTariff, reason: true },
      approvers: PRICES,
      proposer: { table: 'tariff_proposal', column: 'proposed_by', key: 'proposal_id' },
      async propose() {
        const words = { categoryCode: 'commerce', spec: LADDER, reason: '按批文执行' };
        const { proposalId, specHash } = await counter.as('vending-supervisor').signed(proposeTariff, words);
        return { proposalId, specHash };
      },
    },
    {
      approve: approveReversal,
      refuse: { contract: refuseReversal, reason: true },
      approvers: SUPERVISORS,
      proposer: { table: 'sale_reversal', column: 'requested_by', key: 'reversal_id' },
      async propose() {
        const { saleId } = await counter.sell(counter.room.electricity, { moneyFen: 200 });
        await counter.as('vending-clerk').call(requestReversal, { saleId, reason: '买错了房间' });
        const { rows } = await counter.database.owner.query<{ id: string }>(
          'select reversal_id as id from sale_reversal where sale_id = $1',
          [saleId],
        );
        return { reversalId: rows[0]!.id };
      },
    },
  ];
}

function ofMeters(ground: Ground): Approval[] {
  const { counter, buildingId, darkMeterId } = ground;
  const technician = () => counter.as('vending-technician');
  let last: string | null = null;
  return [
    {
      approve: approveSupply,
      refuse: { contract: refuseSupply, reason: true },
      approvers: SUPERVISORS,
      proposer: { table: 'emergency_supply', column: 'requested_by', key: 'supply_id' },
      async propose() {
        const { rows } = await counter.database.owner.query(
          `select 1 from emergency_supply where supply_id = $1 and state = 'approved'`,
          [last],
        );
        if (rows.length > 0) {
          await counter.as('vending-clerk').call(carryOutSupply, { supplyId: last! });
          await technician().call(endSupply, { supplyId: last!, note: '已恢复售电' });
        }
        const { supplyId } = await counter
          .as('vending-clerk')
          .call(requestSupply, { meterId: darkMeterId, reason: '宿舍断电' });
        last = supplyId;
        return { supplyId };
      },
    },
    {
      approve: approveTimetable,
      refuse: null,
      approvers: SUPERVISORS,
      proposer: { table: 'cut_timetable', column: 'proposed_by', key: 'timetable_id' },
      async propose() {
        const windows = [{ weekdays: [7, 1, 2, 3, 4], from: '23:00', to: '06:00' }];
        const plan = { buildingId, title: '宿舍熄灯', windows, reason: '学生公寓作息规定' };
        const { id } = await technician().signed(proposeTimetable, plan as never);
        return { timetableId: id };
      },
    },
    {
      approve: approveLoadPolicy,
      refuse: null,
      approvers: SUPERVISORS,
      proposer: { table: 'load_policy', column: 'proposed_by', key: 'policy_id' },
      async propose() {
        const limits = { thresholdWatts: 800, restoreAfterMinutes: 10, restoresADay: 3 };
        const words = { notice: '请勿使用大功率电器', reason: '学生公寓用电规定' };
        const { id } = await technician().signed(proposeLoadPolicy, { buildingId, ...limits, ...words });
        return { policyId: id };
      },
    },
  ];
}

const ofUpkeep = ({ counter }: Ground): Approval => ({
  approve: approveItems,
  refuse: null,
  approvers: SUPERVISORS,
  proposer: { table: 'upkeep_item', column: 'proposed_by', key: 'item_id' },
  async propose() {
    const what = { target: 'reader', titleZh: '读卡器', howZh: '擦净触点，试读一张卡' } as const;
    const when = { every: 'week', post: 'vending-clerk' } as const;
    const { id } = await counter.as('vending-technician').call(proposeItem, { ...what, ...when });
    return { itemIds: [id] };
  },
});

export const approvalsOf = (ground: Ground): Approval[] => [
  ofUpkeep(ground),
  ...ofTrade(ground),
  ...ofMeters(ground),
  ...ofRights(ground),
];
