/**
 * The product's own list of what must never be one person, pair by pair: refused when the second post is given, for
 * every two posts of a pair; and refused at the second act to a person who came to hold both all the same (the rows are
 * written here past the product, as an old house or a restored backup might hold them).
 */
import { beforeAll, expect, test } from 'vitest';
import type { OperationContract } from '../../shared/contracts/contract.ts';
import { assignPost } from '../../shared/contracts/posts/assign-post.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { proposePerson } from '../../shared/contracts/posts/propose-person.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { confirmRemittance } from '../../shared/contracts/reconciliation/confirm-remittance.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { receiveBundle } from '../../shared/contracts/reconciliation/receive-bundle.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { receivePrepared } from '../../shared/contracts/vending/receive-prepared.ts';
import { NEVER_ONE_PERSON, PAIR_KEYS, type PairKey } from '../../shared/never-one-person.ts';
import type { PostKey } from '../../shared/posts.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { countOf } from '../../tools/demo/amounts.ts';
import { noteResult } from '../results/note-result.ts';
import { LADDER } from '../support/counter.ts';
import { furnish } from './furnish.ts';
import { type Furnished, openFurnished, routeOf } from './furnished.ts';
import { sampleInput } from './sample-input.ts';

let house: Furnished;
beforeAll(async () => {
  house = await openFurnished();
  await furnish(house);
});

interface Refused {
  readonly refusal?: { readonly code: string; readonly facts: { readonly key?: string } };
}

const PAIRS = PAIR_KEYS.flatMap((key) => {
  const [left, right] = NEVER_ONE_PERSON[key].posts ?? [[], []];
  return (left as readonly PostKey[]).flatMap((a) => (right as readonly PostKey[]).map((b) => ({ key, a, b })));
});

test('no person is given two posts of a pair, not at once and not one after the other', async () => {
  const wrong: string[] = [];
  const refused = async (contract: OperationContract, input: object, what: string) => {
    const response = await house.send(routeOf(contract), 'system-administrator', input);
    const { refusal } = response.json() as Refused;
    if (refusal?.code !== 'person.must_differ') wrong.push(`${what}: ${response.statusCode} ${refusal?.code}`);
  };
  for (const { a, b } of PAIRS) {
    const login = `both-${PAIRS.findIndex((one) => one.a === a && one.b === b)}`;
    await refused(proposePerson, { name: '兼职', login, posts: [a, b] }, `${a} and ${b} proposed together`);
    await refused(assignPost, { personId: house.founded.idOf(a), post: b }, `${b} to the ${a}`);
    await refused(assignPost, { personId: house.founded.idOf(b), post: a }, `${a} to the ${b}`);
  }
  expect(wrong).toEqual([]);
  const keys = new Set(PAIRS.map(({ key }) => key));
  noteResult({
    list: 'security',
    id: 'SEC-04',
    found: `when posts are given: ${keys.size} pairs of posts, ${PAIRS.length} combinations, three ways each: ${PAIRS.length * 3} refused`,
  });
});

/** Holds the post from now on, without anybody having given it. */
async function slipIn(login: string, post: PostKey): Promise<void> {
  await house.server.database.owner.query(
    `insert into post_assignment (site_id, assignment_id, person_id, post, state, touching, proposed_by, proposed_at)
     values ($1, $2, $3, $4, 'active', false, $5, $6)`,
    [house.siteId, newId(), house.founded.idOf(login), post, house.founded.idOf('auditor'), house.server.clock.now()],
  );
}

const CLERK = 'vending-clerk';
const CASHIER = 'cashier';

test('who holds both all the same is refused at the second act', async () => {
  const become = (login: string, post: PostKey) => house.founded.as(login).post(choosePost, { post });
  const one = async (sql: string): Promise<string> => (await house.server.database.owner.query(sql)).rows[0]!.id;
  const got: [PairKey, string][] = [];
  const atAct = async (login: string, contract: OperationContract, input: object): Promise<string> => {
    const route = routeOf(contract);
    const filled = { ...sampleInput(route.name, route.input), ...input };
    const response = await house.attempt(route, login, filled);
    const { refusal } = response.json() as Refused;
    return `${refusal?.code ?? response.statusCode}`;
  };
  for (const post of ['vending-supervisor', 'price-approver', 'cashier'] as const) await slipIn(CLERK, post);
  for (const post of ['finance', 'funds-administrator'] as const) await slipIn(CASHIER, post);

  await become(CLERK, 'vending-supervisor');
  const reversalId = await one('select reversal_id as id from sale_reversal');
  got.push(['drawer-reversal', await atAct(CLERK, approveReversal, { reversalId })]);
  const price = { categoryCode: 'guests', spec: LADDER, reason: '试行价格' };
  const { proposalId, specHash } = await house.act(proposeTariff, CLERK, price);
  await become(CLERK, 'price-approver');
  got.push(['propose-approve', await atAct(CLERK, approveTariff, { proposalId, specHash })]);

  const drawer = { code: 'D2', name: '收费窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
  const { drawerId } = await house.act(registerDrawer, 'vending-supervisor', drawer);
  await become(CLERK, 'vending-clerk');
  const drawerSessionId = await one("select drawer_session_id as id from drawer_session where state = 'open'");
  const { rows } = await house.server.database.owner.query<{ cash: number }>(
    'select cash_after_fen as cash from drawer_movement where drawer_session_id = $1 order by seq desc limit 1',
    [drawerSessionId],
  );
  await house.act(closeDrawer, CLERK, { count: countOf(rows[0]!.cash) } as never);
  const { slipId, contentDigest } = await house.act(makeSlip, CLERK, { drawerSessionId });
  await house.act(signSlip, CLERK, { slipId, contentDigest });
  await become(CLERK, 'cashier');
  got.push(['clerk-cashier', await atAct(CLERK, signSlip, { slipId, contentDigest })]);
  await house.act(openDrawer, CLERK, { drawerId, count: {} });
  const preparedId = await one('select prepared_id as id from prepared_sale');
  got.push(['prepare-receive', await atAct(CLERK, receivePrepared, { preparedId })]);

  await become(CASHIER, 'finance');
  const remittanceId = await one('select remittance_id as id from remittance');
  const received = { remittanceId, receivedFen: 5_000, receiptNo: 'B1' };
  got.push(['hand-over-receive', await atAct(CASHIER, confirmRemittance, received)]);
  await become(CASHIER, 'funds-administrator');
  const bundleId = await one('select bundle_id as id from weekly_bundle');
  got.push(['cash-funds', await atAct(CASHIER, receiveBundle, { bundleId, received: [] })]);

  expect(got).toEqual([
    ['drawer-reversal', 'person.must_differ'],
    ['propose-approve', 'person.must_differ'],
    // Who held the drawer signs as its holder whatever the post, and has signed already.
    ['clerk-cashier', 'slip.already_signed'],
    ['prepare-receive', 'person.must_differ'],
    ['hand-over-receive', 'person.must_differ'],
    ['cash-funds', 'person.must_differ'],
  ]);
  noteResult({
    list: 'security',
    id: 'SEC-04',
    found: `when the act is done: ${got.length} pairs that meet on one paper of the selling office, all refused by person; pairs of the station wait for its acts`,
  });
});
