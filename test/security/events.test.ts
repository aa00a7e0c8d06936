/** What the security log must keep: each kind is tried, and each try is found in the log by who did it and to what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD } from '../../server/modules/posts/posts.fixture.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { liftBlacklist } from '../../shared/contracts/cards/lift-blacklist.ts';
import { type Contract, fullName, mayCall } from '../../shared/contracts/contract.ts';
import { liftProtection } from '../../shared/contracts/control/lift-protection.ts';
import { revealCustomer } from '../../shared/contracts/customers/reveal-customer.ts';
import { unblockMeter } from '../../shared/contracts/metering/unblock-meter.ts';
import { claimAccount } from '../../shared/contracts/posts/claim-account.ts';
import { demoSignIn } from '../../shared/contracts/posts/demo-sign-in.ts';
import { securityEvents } from '../../shared/contracts/posts/security-events.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { signOut } from '../../shared/contracts/posts/sign-out.ts';
import { printDaySheet } from '../../shared/contracts/reconciliation/print-day-sheet.ts';
import { printSlipCopy } from '../../shared/contracts/reconciliation/print-slip-copy.ts';
import { showToken } from '../../shared/contracts/tokens/show-token.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import type { EventKind } from '../../shared/posts/event-kinds.ts';
import { POST_KEYS } from '../../shared/posts.ts';
import { noteResult } from '../results/note-result.ts';
import { codeOf, ROUTES, whoMay } from './every-post.ts';
import { furnish } from './furnish.ts';
import { type Furnished, openFurnished } from './furnished.ts';
import { type Objects, objectsOf } from './objects.ts';
import { sampleInput } from './sample-input.ts';

let house: Furnished;
let objects: Objects;
beforeAll(async () => {
  house = await openFurnished();
  await furnish(house);
  objects = await objectsOf(house.server.database.owner, house.siteId);
});

const PAGE = 200;

/** Details of the events of the kind that were not there before; the auditor sees them in the log. */
async function loggedBy(kind: EventKind, work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const all = async () => {
    const { rows } = await house.server.database.owner.query<{ event_id: string; detail: Record<string, unknown> }>(
      'select event_id, detail from security_event where kind = $1 order by event_id',
      [kind],
    );
    return rows;
  };
  const before = new Set((await all()).map(({ event_id: id }) => id));
  await work();
  const fresh = (await all()).filter(({ event_id: id }) => !before.has(id));
  const shown = await house.ask(securityEvents, 'auditor', { kind, limit: PAGE });
  const ids = new Set(shown.rows.map(({ eventId }) => eventId));
  expect(fresh.slice(-PAGE).filter(({ event_id: id }) => !ids.has(id))).toEqual([]);
  return fresh.map(({ detail }) => detail);
}

const found: string[] = [];

describe('the security log keeps', () => {
  test('every sign-in, right and wrong, and every sign-out', async () => {
    const browser = house.server.browser('10.7.7.7');
    const painter = { login: 'painter', password: PASSWORD };
    expect(await loggedBy('sign-in', () => browser.post(signIn, painter))).toHaveLength(1);
    expect(await loggedBy('sign-out', () => browser.post(signOut, {}))).toHaveLength(1);
    const wrong = () => browser.refused(signIn, { ...painter, password: 'something else' });
    expect(await loggedBy('sign-in-failed', wrong)).toEqual([{ login: 'painter' }]);
    const nobody = () => browser.refused(signIn, { login: 'nobody-at-all', password: 'something else' });
    expect(await loggedBy('sign-in-failed', nobody)).toEqual([{ login: 'nobody-at-all' }]);
    found.push('4 sign-ins and sign-outs');
  });

  test('every wrong secret at another door', async () => {
    const clerk = house.founded.as('vending-clerk');
    const tries: (() => Promise<unknown>)[] = [
      () =>
        clerk.refused(signAct, {
          pin: '000001',
          act: 'duties.sign-rule',
          content: { ruleId: house.siteId, version: 1 },
        }),
      () =>
        house.server
          .browser('10.7.7.8')
          .refused(claimAccount, { code: 'ABCD-EFGH-JKMN-PQRS', password: PASSWORD, pin: '730518' }),
      () => house.server.browser('10.7.7.8').refused(demoSignIn, { token: 'guessed', post: 'auditor' }),
    ];
    for (const one of tries) expect(await loggedBy('secret-wrong', one)).toHaveLength(1);
    found.push(`${tries.length} wrong secrets`);
  });

  test('every refusal for want of the post, on every route that is not for everybody', async () => {
    const closed = ROUTES.filter(({ posts }) => typeof posts !== 'string');
    const denied = await loggedBy('denied', async () => {
      for (const route of closed) {
        const stranger = POST_KEYS.find((post) => !mayCall(route as never, post))!;
        expect(codeOf(await house.send(route, stranger, {}))).toBe('post.not_allowed');
      }
    });
    expect(denied.map(({ operation }) => operation)).toEqual(closed.map(({ name }) => name));
    found.push(`${closed.length} refusals`);
  });

  test('every look at personal data', async () => {
    const [customerId] = await objects.of('', 'customerId');
    const look = () => house.act(revealCustomer, 'vending-supervisor', { customerId: customerId!, reason: '核对' });
    expect(await loggedBy('customer.reveal', look)).toEqual([{ customerId, reason: '核对' }]);
    found.push('1 look at personal data');
  });

  test('every table taken out, with its hash', async () => {
    const files = ROUTES.filter(({ name }) => /\.(csv|xlsx|hledger)$/.test(name));
    const taken = await loggedBy('exported', async () => {
      for (const route of files) {
        const input = sampleInput(route.name, route.input);
        for (const field of ['runId', 'batchId'])
          if (field in input) input[field] = (await objects.of(route.name, field))[0];
        const response = await house.send(route, whoMay(route), input);
        expect([route.name, response.statusCode]).toEqual([route.name, 200]);
      }
    });
    expect(taken.map(({ file }) => file)).toEqual(files.map(({ name }) => name));
    expect(taken.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(String(sha256)))).toBe(true);
    found.push(`${files.length} kinds of file taken out`);
  });

  test('everything printed again', async () => {
    const [saleId] = await objects.of('', 'saleId');
    const [slipId] = await objects.of('', 'slipId');
    const [sheetId] = await objects.of('', 'sheetId');
    const [tokenId] = await objects.of('', 'tokenId');
    const reason = '卡纸重打';
    await house.act(printDaySheet, 'finance', { sheetId: sheetId! });
    const again = await loggedBy('reprinted', async () => {
      await house.act(printSlip, 'vending-clerk', { saleId: saleId!, paper: 'A4', reason } as never);
      await house.act(printSlipCopy, 'vending-clerk', { slipId: slipId!, reason });
      await house.act(printDaySheet, 'finance', { sheetId: sheetId!, reason });
      await house.act(showToken, 'vending-clerk', { tokenId: tokenId!, reason });
    });
    expect(again.map(({ document }) => document)).toEqual(['sale', 'daily-slip', 'day-sheet', 'token']);
    found.push(`${again.length} prints again`);
  });

  test('every decision against what was stopped', async () => {
    const overruling = CONTRACTS.filter((contract) => contract.kind === 'operation' && contract.overrules);
    expect(overruling.map(fullName).toSorted()).toEqual([
      'cards.allow-merge',
      'cards.clear-card',
      'cards.lift-blacklist',
      'control.lift-protection',
      'ledger.accept-older-books',
      'metering.unblock-meter',
      'network.approve-supply',
      'network.decide-recharge',
      'vending.approve-reversal',
    ]);
    const id = async (contract: Contract, field: string) => (await objects.of(fullName(contract), field))[0]!;
    const acts: readonly (readonly [Contract, string, () => Promise<object>])[] = [
      [unblockMeter, 'vending-supervisor', async () => ({ blockId: await id(unblockMeter, 'blockId') })],
      [liftProtection, 'vending-supervisor', async () => ({ protectionId: await id(liftProtection, 'protectionId') })],
      [liftBlacklist, 'vending-supervisor', async () => ({ entryId: await id(liftBlacklist, 'entryId') })],
      [approveReversal, 'vending-supervisor', async () => ({ reversalId: await id(approveReversal, 'reversalId') })],
    ];
    for (const [contract, as, input] of acts) {
      const logged = await loggedBy('overruled', async () =>
        house.act(contract as never, as, (await input()) as never),
      );
      expect(logged).toMatchObject([{ operation: fullName(contract) }]);
    }
    found.push(`${acts.length} of ${overruling.length} decisions against a stop, by the one way all of them go`);
  });

  test('all of it, as the page of results says', () => {
    expect(found).toHaveLength(7);
    noteResult({ list: 'security', id: 'SEC-14', found: `${found.join('; ')}: each found in the log` });
  });
});
