/** Cases are opened where a difference is found and closed above both parties; incidents are the technician's. */
import { describe, expect, test } from 'vitest';
import { addNote } from '../../../../shared/contracts/cases/add-note.ts';
import { attachPicture } from '../../../../shared/contracts/cases/attach-picture.ts';
import { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { cases } from '../../../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../../../shared/contracts/cases/close-case.ts';
import { reportIncident } from '../../../../shared/contracts/cases/report-incident.ts';
import { takeCase } from '../../../../shared/contracts/cases/take-case.ts';
import { session } from '../../../../shared/contracts/posts/session.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { fen } from '../../../../shared/values/money.ts';
import { type Holder, openHouse } from '../../../../test/support/house.ts';
import { appendRecord } from '../../../platform/chain/append.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { runJob } from '../../../platform/jobs.ts';
import { type NewCase, type OpenedCase, openCase } from '../index.ts';
import { escalateJob } from '../jobs/escalate.ts';

const house = await openHouse({
  people: [
    { name: '技术甲', login: 'jishu', posts: ['vending-technician', 'system-administrator'] },
    { name: '主管乙', login: 'zhuguan', posts: ['vending-supervisor'] },
    { name: '售电丙', login: 'shoudian1', posts: ['vending-clerk'] },
    { name: '收费丁', login: 'shoufei1', posts: ['cashier'] },
    { name: '经费戊', login: 'jingfei', posts: ['funds-administrator', 'price-approver', 'finance'] },
    { name: '审计己', login: 'shenji', posts: ['auditor'] },
    { name: '主任庚', login: 'zhuren', posts: ['campus-director'] },
  ],
});
const clerk = house.as('vending-clerk');
const cashier = house.as('cashier');
const supervisor = house.as('vending-supervisor');
const technician = house.as('vending-technician');
const director = house.as('campus-director');

/** As a module does that finds a difference while the clerk works. */
function found(difference: Partial<NewCase>): Promise<OpenedCase> {
  const actor = {
    siteId: house.siteId,
    personId: clerk.personId,
    post: 'vending-clerk' as const,
    sessionId: null,
    terminalId: null,
    address: null,
    requestId: newId(),
  };
  return transaction(house.database.app, async (tx) => {
    const opened = await openCase(tx, actor, house.clock, {
      subject: 'cash.short',
      summary: { zh: '一号钱箱短款 20.00 元', en: 'Drawer 1 is short by 20.00 yuan' },
      amountFen: fen(-2000),
      document: { kind: 'drawer-session', id: newId() },
      parties: [
        { personId: clerk.personId, post: 'vending-clerk' },
        { personId: cashier.personId, post: 'cashier' },
      ],
      ...difference,
    });
    if (tx.facts.length > 0)
      await appendRecord(tx, actor, {
        operation: 'test.find-difference',
        at: house.clock.now(),
        key: null,
        bodyHash: null,
        facts: tx.facts,
      });
    return opened;
  });
}

const report = (by: Holder, what = '读卡器读不到卡') => by.call(reportIncident, { subject: 'device.fault', what });
const escalate = () => runJob(house.app.jobs, escalateJob, house.siteId);
const kinds = (file: { events: readonly { kind: string }[] }) => file.events.map((event) => event.kind).join(' ');

describe('a difference becomes a case', () => {
  test('exactly one for its subject and document, numbered without gaps, owned above both parties', async () => {
    const document = { kind: 'drawer-session', id: newId() };
    const first = await found({ document });
    expect(await found({ document })).toEqual(first);
    const second = await found({ document, subject: 'cash.over', amountFen: fen(50) });
    expect(Number(second.number.slice(1))).toBe(Number(first.number.slice(1)) + 1);
    const file = await clerk.ask(caseFile, { caseId: first.caseId });
    expect(file).toMatchObject({
      kind: 'case',
      state: 'open',
      amountFen: -2000,
      ownerPost: 'vending-supervisor',
      overdue: false,
      can: ['cases.add-note', 'cases.attach-picture'],
    });
    expect(new Set(file.parties)).toEqual(new Set([clerk.name, cashier.name]));
    expect(kinds(file)).toBe('opened');
  });

  test('taken in hand, noted by a party, closed by the post above, with every step on file', async () => {
    const { caseId } = await found({});
    expect((await supervisor.ask(caseFile, { caseId })).can).toEqual([
      'cases.add-note',
      'cases.attach-picture',
      'cases.take-case',
      'cases.close-case',
    ]);
    expect(await supervisor.call(takeCase, { caseId })).toMatchObject({ state: 'in-hand', takenBy: supervisor.name });
    await cashier.call(addNote, { caseId, text: '当天换过两次零钱，可能多付一张' });
    const closed = await supervisor.signed(closeCase, { caseId, resolution: '查监控确认多付 20 元，已由客户退回' });
    expect(closed).toMatchObject({ state: 'closed', closedBy: supervisor.name, can: [] });
    expect(closed.events.map((event) => `${event.kind} ${event.person} ${event.post}`)).toEqual([
      `opened ${clerk.name} vending-clerk`,
      `taken ${supervisor.name} vending-supervisor`,
      `note ${cashier.name} cashier`,
      `closed ${supervisor.name} vending-supervisor`,
    ]);
    const ofClosed = await clerk.ask(cases, { closed: 'true' as never });
    expect(ofClosed.rows.map((row) => row.caseId)).toContain(caseId);
    const ofOpen = await clerk.ask(cases, {});
    expect(ofOpen.rows.map((row) => row.caseId)).not.toContain(caseId);
  });

  test('what is closed stays closed and takes no more words', async () => {
    const { caseId } = await found({});
    await supervisor.signed(closeCase, { caseId, resolution: '重新清点后相符' });
    expect((await supervisor.refused(takeCase, { caseId })).code).toBe('state.illegal_move');
    expect((await clerk.refused(addNote, { caseId, text: '还有话说' })).code).toBe('state.illegal_move');
    expect((await supervisor.refusedSigned(closeCase, { caseId, resolution: '再结一次案' })).code).toBe(
      'state.illegal_move',
    );
  });

  test('never by a party, not below both parties, not without the own signature', async () => {
    const own = await found({
      parties: [
        { personId: supervisor.personId, post: 'vending-clerk' },
        { personId: cashier.personId, post: 'cashier' },
      ],
    });
    expect((await supervisor.refused(takeCase, { caseId: own.caseId })).code).toBe('case.party');
    expect((await supervisor.refusedSigned(closeCase, { caseId: own.caseId, resolution: '自己结案' })).code).toBe(
      'case.party',
    );
    const higher = await found({ parties: [{ personId: supervisor.personId, post: 'vending-supervisor' }] });
    expect((await technician.refused(takeCase, { caseId: higher.caseId })).code).toBe('case.not_above');
    expect(
      (
        await director.refused(closeCase, {
          caseId: higher.caseId,
          resolution: '没有签字的结案',
          signatures: [newId()],
        })
      ).code,
    ).toMatch(/^signature\./);
    expect(await director.signed(closeCase, { caseId: higher.caseId, resolution: '已谈话，差错已补' })).toMatchObject({
      state: 'closed',
    });
  });

  test('the posts at the counter have no path to closing', async () => {
    const { caseId } = await found({});
    for (const holder of [clerk, cashier, house.as('auditor'), house.as('system-administrator')]) {
      expect((await holder.refused(takeCase, { caseId })).code).toBe('post.not_allowed');
      const closing = { caseId, resolution: '自行结案', signatures: [newId()] };
      expect((await holder.refused(closeCase, closing)).code).toBe('post.not_allowed');
    }
  });

  test('an unknown case is not found', async () => {
    const caseId = newId();
    expect((await clerk.refused(caseFile, { caseId })).code).toBe('record.not_found');
    expect((await clerk.refused(addNote, { caseId, text: '说明' })).code).toBe('record.not_found');
    expect((await supervisor.refused(takeCase, { caseId })).code).toBe('record.not_found');
  });
});

describe('an incident is reported by anybody and resolved by the technician', () => {
  test('it is counted in every head until it is resolved', async () => {
    const { openIncidents: before } = await clerk.ask(session);
    const incident = await report(clerk);
    expect(incident).toMatchObject({ kind: 'incident', state: 'open', ownerPost: 'vending-technician', parties: [] });
    expect((await cashier.ask(session)).openIncidents).toBe(before + 1);
    await technician.call(takeCase, { caseId: incident.caseId });
    expect((await cashier.ask(session)).openIncidents).toBe(before + 1);
    await technician.signed(closeCase, { caseId: incident.caseId, resolution: '更换读卡器的数据线' });
    expect((await cashier.ask(session)).openIncidents).toBe(before);
  });

  test('the supervisor may add words, not end it', async () => {
    const { caseId } = await report(cashier);
    expect((await supervisor.ask(caseFile, { caseId })).can).toEqual(['cases.add-note', 'cases.attach-picture']);
    expect((await supervisor.refused(takeCase, { caseId })).code).toBe('incident.technician_only');
    expect((await supervisor.refusedSigned(closeCase, { caseId, resolution: '主管来结' })).code).toBe(
      'incident.technician_only',
    );
    expect(kinds(await supervisor.call(addNote, { caseId, text: '已通知技术员' }))).toBe('opened note');
  });

  test('without words there is nothing to look into', async () => {
    expect((await clerk.refused(reportIncident, { subject: 'device.fault', what: ' 坏 ' })).code).toMatch(/^request\./);
    expect((await clerk.refused(reportIncident, { subject: 'cash.short', what: '自己报短款' })).code).toMatch(
      /^request\./,
    );
  });
});

describe('what is left lying moves up', () => {
  test('to the post above with a new time, and once more; at the top it stays', async () => {
    const { caseId } = await found({});
    const { dueAt } = await supervisor.ask(caseFile, { caseId });
    await escalate();
    expect(await supervisor.ask(caseFile, { caseId })).toMatchObject({ escalations: 0, dueAt });
    house.later(24 * 3600 + 1);
    await escalate();
    const moved = await supervisor.ask(caseFile, { caseId });
    expect(moved).toMatchObject({ ownerPost: 'campus-director', escalations: 1, overdue: false });
    expect(moved.dueAt > dueAt).toBe(true);
    expect(kinds(moved)).toBe('opened escalated');
    expect(moved.events.at(-1)).toMatchObject({ text: 'vending-supervisor → campus-director', person: '' });
    for (let times = 0; times < 3; times++) {
      house.later(24 * 3600 + 1);
      await escalate();
    }
    expect(await supervisor.ask(caseFile, { caseId })).toMatchObject({
      ownerPost: 'general-manager',
      escalations: 3,
      overdue: true,
    });
  });
});

test('the list goes on from the last row seen', async () => {
  for (let times = 0; times < 3; times++) await found({ subject: 'number.gap' });
  const first = await clerk.ask(cases, { kind: 'case', limit: 2 });
  expect(first.rows).toHaveLength(2);
  const second = await clerk.ask(cases, { kind: 'case', limit: 200, after: first.next! });
  const seen = [...first.rows, ...second.rows].map((row) => row.caseId);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(second.next).toBeNull();
});

describe('pictures', () => {
  /** A picture of one grey dot. */
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';
  const report = () => clerk.call(reportIncident, { subject: 'device.fault', what: '读卡器外壳开裂' });
  const picture = (caseId: string, attachmentId: string, cookie: string | undefined) =>
    house.app.http.inject({
      url: `/api/cases/picture?caseId=${caseId}&attachmentId=${attachmentId}`,
      headers: { cookie: `zhishou=${cookie}` },
    });

  test('kept as they are, with who added them, and shown to those who see the case', async () => {
    const { caseId } = await report();
    const file = await clerk.call(attachPicture, { caseId, fileName: '外壳.png', imageBase64: PNG });
    expect(file.pictures).toMatchObject([{ fileName: '外壳.png', person: clerk.name }]);
    expect((await technician.ask(caseFile, { caseId })).pictures).toEqual(file.pictures);
    const shown = await picture(caseId, file.pictures[0]!.attachmentId, technician.browser.cookie());
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(shown.rawPayload.toString('base64')).toBe(PNG);
  });

  test.each([
    ['a page that calls itself a picture', Buffer.from('<svg onload="alert(1)"/>').toString('base64')],
    ['half a picture', PNG.slice(0, 16)],
  ])('%s is refused in words', async (_name, imageBase64) => {
    const { caseId } = await report();
    const refusal = await clerk.refused(attachPicture, { caseId, fileName: 'x.png', imageBase64 });
    expect(refusal.code).toBe('attachment.refused');
    expect(refusal.text.zh).toMatch(/图片/);
  });

  test('not to a closed case, and not without signing in', async () => {
    const { caseId } = await report();
    const { pictures } = await clerk.call(attachPicture, { caseId, fileName: 'a.png', imageBase64: PNG });
    await technician.signed(closeCase, { caseId, resolution: '已更换外壳' });
    expect((await clerk.refused(attachPicture, { caseId, fileName: 'b.png', imageBase64: PNG })).code).toBe(
      'state.illegal_move',
    );
    expect((await picture(caseId, pictures[0]!.attachmentId, 'nobody')).statusCode).toBe(401);
  });
});
