/**
 * Closing the business day. The day is sealed first: the sealing waits for every posting under way and lets no further
 * one in, so that what is then added up is all there is. A refusal afterwards takes the sealing back with it.
 */
import { fullName } from '../../../../shared/contracts/contract.ts';
import { closeDay as contract } from '../../../../shared/contracts/reconciliation/close-day.ts';
import type { Compared, DayContent } from '../../../../shared/reconciliation/day-content.ts';
import { sheetNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { sealDay } from '../../../platform/chain/seal.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { announce } from '../../../platform/outbox.ts';
import { openCase } from '../../cases/index.ts';
import { requireSignature } from '../../posts/index.ts';
import { dayContent } from '../day-content.ts';
import { type DayNow, dayNow } from '../day-facts.ts';
import type { SessionOfDay } from '../store/sessions.ts';
import { insertSheet } from '../store/sheets.ts';

export const closeDay = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const { businessDate } = input;
    const now = clock.now();
    requireComplete(await dayNow(tx, siteId, now, businessDate));
    const [signature] = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      personId: actor.personId,
    });
    const sealed = await sealDay(tx, siteId, businessDate, now);
    // A drawer opened and closed in between has no slip yet.
    const { sessions } = await dayNow(tx, siteId, now, businessDate);
    requireSlips(businessDate, sessions);
    const sheetId = newId();
    const number = await nextNumber(tx, siteId, 'day-sheet');
    const drafted = await dayContent(tx, { siteId, number, sealed, now });
    const opened = await caseOfDifference(tx, actor, clock, { sheetId, drafted, sessions });
    const content: DayContent = { ...drafted, caseNumber: opened?.number ?? null };
    const sheet = await insertSheet(tx, actor, {
      sheetId,
      content,
      caseId: opened?.caseId ?? null,
      signatureId: signature!.signatureId,
    });
    tx.touch('ledger');
    const sheetNo = sheetNumberOf(number);
    // The digest leaves the machine: what is rewritten afterwards no longer agrees with it.
    const news = { businessDate, sheetNo, dayDigest: sheet.day_digest, agrees: sheet.agrees };
    await announce(tx, { siteId, at: now, topic: 'day.sealed', payload: news });
    return {
      sheetId,
      sheetNo,
      businessDate,
      dayDigest: sheet.day_digest,
      agrees: sheet.agrees,
      caseNumber: content.caseNumber,
    };
  },
});

const names = (sessions: readonly SessionOfDay[]): string =>
  sessions.map((session) => `${session.slip_prefix}（${session.drawer_name}）`).join('、');

function requireComplete(day: DayNow): void {
  const date = day.businessDate;
  if (day.sealed) refuse('day.already_sealed', { date });
  const [first] = day.missing;
  if (first === undefined) return;
  if (first === 'day.earlier_open') refuse(first, { date: day.openSince });
  if (first === 'day.drawers_open')
    refuse(first, { date, sessions: names(day.sessions.filter((session) => session.closed_at === null)) });
  if (first === 'day.slips_missing') requireSlips(date, day.sessions);
  refuse(first, { date });
}

function requireSlips(date: string, sessions: readonly SessionOfDay[]): void {
  const without = sessions.filter((session) => session.slip_id === null);
  if (without.length > 0) refuse('day.slips_missing', { date, sessions: names(without) });
}

interface Drafted {
  readonly sheetId: string;
  readonly drafted: DayContent;
  readonly sessions: readonly SessionOfDay[];
}

async function caseOfDifference(tx: Tx, actor: Actor, clock: Clock, { sheetId, drafted, sessions }: Drafted) {
  const differing = drafted.compared.filter((line) => !line.agrees);
  if (differing.length === 0) return null;
  const say = (language: 'zh' | 'en') => differing.map((line: Compared) => line.title[language]).join('、');
  const parties = new Map(
    sessions.map(({ custodian_id: personId, custodian_post: post }) => [personId, { personId, post }]),
  );
  return openCase(tx, actor, clock, {
    subject: 'books.differ',
    summary: {
      zh: `${drafted.businessDate} 日结三方不符：${say('zh')}`,
      en: `Closing of ${drafted.businessDate}: slips, documents and books differ in ${say('en').replaceAll('、', ', ')}`,
    },
    document: { kind: 'day-sheet', id: sheetId },
    parties: [...parties.values()],
  });
}
