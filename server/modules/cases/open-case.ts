/** Opening: modules call this where they detect a difference. Nobody decides whether a difference becomes a case. */
import { type CaseSubject, subjectOf } from '../../../shared/cases/subjects.ts';
import type { Text } from '../../../shared/text.ts';
import { addSeconds } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { nextNumber } from '../../platform/operations/number.ts';
import { announce } from '../../platform/outbox.ts';
import { INCIDENT_OWNER, ownerAbove } from './rules/case-rules.ts';
import { addEvent } from './store.ts';

export interface NewCase {
  readonly subject: CaseSubject;
  readonly summary: Text;
  /** Signed: over is positive, short negative. */
  readonly amountFen?: Money;
  readonly document?: { readonly kind: string; readonly id: string };
  /** Grave: nothing is sold at this terminal, or at the whole site, until it is closed. */
  readonly stops?: { readonly terminalId: string } | 'site';
  /** Whose difference it is; they cannot close it. */
  readonly parties: readonly { readonly personId: string; readonly post: string }[];
}

export interface OpenedCase {
  readonly caseId: string;
  readonly number: string;
}

const letterOf = (subject: CaseSubject): string => (subjectOf(subject).kind === 'case' ? 'C' : 'I');

/** The same subject on the same document is one case: the second time the first one is answered. */
export async function openCase(tx: Tx, actor: Actor, clock: Clock, opened: NewCase): Promise<OpenedCase> {
  const existing =
    opened.document === undefined ? undefined : await findCase(tx, actor.siteId, opened.subject, opened.document);
  if (existing !== undefined)
    return { caseId: existing.case_id, number: `${letterOf(opened.subject)}${existing.case_no}` };
  return writeCase(tx, actor, clock, opened);
}

/**
 * For what is found again and again while it lasts and is no document: one of the subject until it is closed, and
 * another when it is found after that. Null while there is one.
 */
export async function openWhileItLasts(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  opened: Omit<NewCase, 'document'>,
): Promise<OpenedCase | null> {
  const present = await tx.many(
    q
      .selectFrom('case_file')
      .select('case_id')
      .where('site_id', '=', actor.siteId)
      .where('subject', '=', opened.subject)
      .where('document_id', 'is', null)
      .where('state', '<>', 'closed'),
  );
  return present.length > 0 ? null : writeCase(tx, actor, clock, opened);
}

async function writeCase(tx: Tx, actor: Actor, clock: Clock, opened: NewCase): Promise<OpenedCase> {
  const subject = subjectOf(opened.subject);
  const letter = letterOf(opened.subject);
  const now = clock.now();
  const caseId = newId();
  const caseNo = await nextNumber(tx, actor.siteId, subject.kind);
  const posts = opened.parties.map((party) => party.post);
  await tx.keep(
    'case_file',
    q
      .insertInto('case_file')
      .values({
        site_id: actor.siteId,
        case_id: caseId,
        case_no: caseNo,
        kind: subject.kind,
        subject: opened.subject,
        grave: opened.stops !== undefined || (subject.grave ?? false),
        summary_zh: opened.summary.zh,
        summary_en: opened.summary.en,
        amount_fen: opened.amountFen ?? null,
        document_kind: opened.document?.kind ?? null,
        document_id: opened.document?.id ?? null,
        party_ids: opened.parties.map((party) => party.personId),
        party_posts: posts,
        opened_by: actor.personId,
        opened_at: now,
        owner_post: subject.kind === 'incident' ? INCIDENT_OWNER : ownerAbove(posts),
        due_at: addSeconds(now, subject.hours * 3600),
        escalations: 0,
        state: 'open',
      })
      .returningAll(),
  );
  if (opened.stops !== undefined) await stopSelling(tx, actor.siteId, caseId, opened.stops);
  await addEvent(tx, actor, { caseId, at: now, kind: 'opened', text: opened.summary.zh });
  await announce(tx, {
    siteId: actor.siteId,
    at: now,
    topic: 'case.opened',
    payload: {
      number: `${letter}${caseNo}`,
      subject: opened.subject,
      title: subject.title.zh,
      amountFen: opened.amountFen ?? null,
    },
  });
  tx.touch('cases');
  return { caseId, number: `${letter}${caseNo}` };
}

const stopSelling = (tx: Tx, siteId: string, caseId: string, stops: NonNullable<NewCase['stops']>) =>
  tx.keep(
    'selling_stop',
    q
      .insertInto('selling_stop')
      .values({ site_id: siteId, case_id: caseId, terminal_id: stops === 'site' ? null : stops.terminalId })
      .returningAll(),
  );

function findCase(tx: Tx, siteId: string, subject: string, document: { kind: string; id: string }) {
  return tx.maybe(
    q
      .selectFrom('case_file')
      .select(['case_id', 'case_no'])
      .where('site_id', '=', siteId)
      .where('subject', '=', subject)
      .where('document_kind', '=', document.kind)
      .where('document_id', '=', document.id),
  );
}
