/** SQL of cases and incidents. */
import type { z } from 'zod';
import { type CaseSubject, subjectOf } from '../../../shared/cases/subjects.ts';
import type { caseViewSchema, caseWithEventsSchema } from '../../../shared/cases/view.ts';
import { addNote } from '../../../shared/contracts/cases/add-note.ts';
import { attachPicture } from '../../../shared/contracts/cases/attach-picture.ts';
import { closeCase } from '../../../shared/contracts/cases/close-case.ts';
import { takeCase } from '../../../shared/contracts/cases/take-case.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { mayMove, whyNotClose } from './rules/case-rules.ts';

export type CaseView = z.output<typeof caseViewSchema>;
export type CaseWithEvents = z.output<typeof caseWithEventsSchema>;

interface CaseRow {
  readonly case_id: string;
  readonly case_no: number;
  readonly kind: 'case' | 'incident';
  readonly subject: string;
  readonly grave: boolean;
  readonly summary_zh: string;
  readonly summary_en: string;
  readonly amount_fen: Money | null;
  readonly document_kind: string | null;
  readonly document_id: string | null;
  readonly party_ids: string[];
  readonly party_posts: string[];
  readonly opened_at: Instant;
  readonly owner_post: string;
  readonly due_at: Instant;
  readonly escalations: number;
  readonly state: CaseView['state'];
  readonly parties: string[];
  readonly taker: string | null;
  readonly closer: string | null;
  readonly closed_at: Instant | null;
  readonly resolution: string | null;
}

const CASES = (siteId: string) => sql<CaseRow>`
  select c.*, t.name as taker, e.name as closer,
    array(select p.name from person p where p.site_id = c.site_id and p.person_id = any (c.party_ids) order by p.name) as parties
  from case_file c
  left join person t on t.site_id = c.site_id and t.person_id = c.taken_by
  left join person e on e.site_id = c.site_id and e.person_id = c.closed_by
  where c.site_id = ${siteId}`;

function abilities(row: CaseRow, actor: Actor): string[] {
  if (row.state === 'closed') return [];
  const ending = whyNotClose({
    kind: row.kind,
    ownerPost: row.owner_post,
    partyIds: row.party_ids,
    partyPosts: row.party_posts,
    person: actor.personId,
    post: actor.post,
  });
  const may = [
    addNote,
    attachPicture,
    ...(ending === null && mayMove(row.state, 'in-hand') ? [takeCase] : []),
    ...(ending === null ? [closeCase] : []),
  ];
  return allowed(actor, may);
}

function toView(row: CaseRow, actor: Actor, now: Instant): CaseView {
  return {
    caseId: row.case_id,
    number: `${row.kind === 'case' ? 'C' : 'I'}${row.case_no}`,
    kind: row.kind,
    subject: row.subject,
    title: subjectOf(row.subject as CaseSubject).title,
    summary: { zh: row.summary_zh, en: row.summary_en },
    grave: row.grave,
    amountFen: row.amount_fen,
    documentKind: row.document_kind,
    documentId: row.document_id,
    parties: row.parties,
    openedAt: row.opened_at,
    ownerPost: row.owner_post,
    dueAt: row.due_at,
    overdue: row.state !== 'closed' && row.due_at < now,
    escalations: row.escalations,
    state: row.state,
    takenBy: row.taker,
    closedBy: row.closer,
    closedAt: row.closed_at,
    resolution: row.resolution,
    can: abilities(row, actor),
  };
}

interface Wanted {
  readonly kind?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function listCases(
  tx: Tx,
  actor: Actor,
  now: Instant,
  wanted: Wanted,
): Promise<{ rows: CaseView[]; next: string | null }> {
  const rows = await tx.many(
    sql<CaseRow>`select * from (${CASES(actor.siteId)}) c
      where (${wanted.kind ?? null}::text is null or kind = ${wanted.kind ?? null})
        and (state = 'closed') = ${wanted.closed ?? false}
        and (${wanted.after ?? null}::uuid is null or case_id < ${wanted.after ?? null})
      order by case_id desc limit ${wanted.limit + 1}`,
  );
  const shown = rows.slice(0, wanted.limit);
  return {
    rows: shown.map((row) => toView(row, actor, now)),
    next: rows.length > wanted.limit ? shown.at(-1)!.case_id : null,
  };
}

export async function viewCase(tx: Tx, actor: Actor, now: Instant, caseId: string): Promise<CaseWithEvents> {
  const row = await tx.maybe(sql<CaseRow>`select * from (${CASES(actor.siteId)}) c where case_id = ${caseId}`);
  if (row === undefined) refuse('record.not_found');
  const events = await tx.many(
    q
      .selectFrom('case_event as e')
      .leftJoin('person as p', (join) =>
        join.onRef('p.site_id', '=', 'e.site_id').onRef('p.person_id', '=', 'e.person_id'),
      )
      .select(['e.at', 'e.kind', 'e.post', 'e.text', 'p.name'])
      .where('e.site_id', '=', actor.siteId)
      .where('e.case_id', '=', caseId)
      .orderBy('e.seq'),
  );
  const pictures = await picturesOf(tx, actor.siteId, caseId);
  return {
    ...toView(row, actor, now),
    pictures,
    events: events.map((event) => ({
      at: event.at,
      kind: event.kind as CaseWithEvents['events'][number]['kind'],
      person: event.name ?? '',
      post: event.post,
      text: event.text,
    })),
  };
}

async function picturesOf(tx: Tx, siteId: string, caseId: string): Promise<CaseWithEvents['pictures']> {
  return tx.many(
    sql<
      CaseWithEvents['pictures'][number]
    >`select c.attachment_id as "attachmentId", c.file_name as "fileName", c.at, p.name as person
      from case_picture c join person p on p.site_id = c.site_id and p.person_id = c.person_id
      where c.site_id = ${siteId} and c.case_id = ${caseId} order by c.at, c.attachment_id`,
  );
}

export function lockCase(tx: Tx, siteId: string, caseId: string) {
  return tx.maybe(
    q.selectFrom('case_file').selectAll().where('site_id', '=', siteId).where('case_id', '=', caseId).forUpdate(),
  );
}

interface NewEvent {
  readonly caseId: string;
  readonly at: Instant;
  readonly kind: CaseWithEvents['events'][number]['kind'];
  readonly text: string;
}

/** The case's row is locked by the caller, so the next number is free. */
export async function addEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<void> {
  const { seq } = await tx.one(
    sql<{ seq: number }>`select coalesce(max(seq), 0) + 1 as seq from case_event
      where site_id = ${actor.siteId} and case_id = ${event.caseId}`,
  );
  await tx.keep(
    'case_event',
    q
      .insertInto('case_event')
      .values({
        site_id: actor.siteId,
        case_id: event.caseId,
        seq,
        at: event.at,
        kind: event.kind,
        person_id: actor.personId,
        post: actor.post,
        text: event.text,
      })
      .returningAll(),
  );
}
