import { expect, test } from 'vitest';
import { cases } from '../../../../shared/contracts/cases/cases.ts';
import { verifications } from '../../../../shared/contracts/ledger/verifications.ts';
import { verifyBooks } from '../../../../shared/contracts/ledger/verify-books.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { openHouse } from '../../../../test/support/house.ts';
import { whatIsVerified } from '../../../app.ts';
import { systemActor } from '../../../platform/operations/actor.ts';
import { sellAndDeliver } from '../ledger.fixture.ts';
import { createVerifier } from '../verifier.ts';

test('the auditor verifies a whole house, then one with a row put in; both results are kept', async () => {
  const house = await openHouse();
  const actor = systemActor(house.siteId, 'test');
  await sellAndDeliver({ pool: house.database.app, actor, at: house.later(60) }, newId());
  const auditor = house.as('auditor');
  const whole = await auditor.call(verifyBooks, {});
  expect(whole).toMatchObject({ faultCount: 0, firstFault: null, faults: [], askedBy: auditor.name });
  expect(whole.records).toBeGreaterThan(1);

  await house.database.owner.query(
    `insert into ledger_account select site_id, '1001.x', '私设', 'Own', kind, party, opened_at from ledger_account limit 1`,
  );
  const anchor = 'a'.repeat(32);
  const bad = await auditor.call(verifyBooks, { anchors: [anchor] });
  expect(bad.faultCount).toBe(2);
  expect(bad.firstFault).toMatch(/^ledger_account .*1001\.x: the row is in no record/);
  expect(bad.faults[1]).toMatch(/^anchor a+: /);
  const { rows: found } = await house.as('auditor').ask(cases, {});
  expect(found.map((one) => [one.subject, one.documentId, one.ownerPost])).toEqual([
    ['chain.fault', bad.verificationId, 'general-manager'],
  ]);
  const { rows } = await auditor.ask(verifications, {});
  expect(rows.map((row) => row.verificationId)).toEqual([bad.verificationId, whole.verificationId]);

  const inThread = createVerifier(house.database.appConnection, whatIsVerified());
  const order = { siteId: house.siteId, anchors: [] };
  const first = inThread.verify(order);
  await expect(inThread.verify(order)).rejects.toMatchObject({ code: 'ledger.verification_running' });
  const again = await first;
  expect(again).toMatchObject({ faultCount: 1, faults: [bad.firstFault] });
});

test('it is not for the counter', async () => {
  const house = await openHouse();
  expect((await house.as('cashier').refused(verifyBooks, {})).code).toBe('post.not_allowed');
  expect((await house.as('system-administrator').refused(verifyBooks, {})).code).toBe('post.not_allowed');
});
