/**
 * A repair request comes into being here only: by a report, or by upkeep that found damage. It hangs on exactly one
 * incident, opened with it or open already, which carries the time and moves up the reporting line.
 */
import type { CaseSubject } from '../../../shared/cases/subjects.ts';
import { MARKED, repairNumber, TARGETS, type Target, type Urgency } from '../../../shared/upkeep/words.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { nextNumber } from '../../platform/operations/number.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { addCaseEvent, lockCase, openCase } from '../cases/index.ts';
import { siteToday } from '../duties/index.ts';
import { placeNames } from './store/items.ts';
import { addRepairEvent, insertRepair, repairOfCase } from './store/repairs.ts';

export interface AskedRepair {
  readonly target: Target;
  readonly terminalId?: string | undefined;
  readonly mark: string;
  readonly seen: string;
  readonly urgency: Urgency;
  readonly incidentId?: string | undefined;
}

/** What incident a fault of such a thing is. */
export const subjectOf = (target: Target): CaseSubject => (target === 'software' ? 'system.fault' : 'device.fault');

async function requireFreeIncident(tx: Tx, siteId: string, incidentId: string): Promise<void> {
  const incident = (await lockCase(tx, siteId, incidentId)) ?? refuse('record.not_found');
  if (incident.kind !== 'incident' || incident.state === 'closed')
    refuse('upkeep.incident_unfit', { number: `${incident.kind === 'incident' ? 'I' : 'C'}${incident.case_no}` });
  const other = await repairOfCase(tx, siteId, incidentId);
  if (other !== undefined) refuse('upkeep.incident_taken', { number: repairNumber(other.number) });
}

/** Refuses what is not complete, and an incident that is closed or has a repair. */
export async function openRepair(tx: Tx, actor: Actor, clock: Clock, asked: AskedRepair): Promise<string> {
  const { siteId } = actor;
  if (MARKED.includes(asked.target) && asked.mark === '') refuse('upkeep.which_needed');
  if (asked.incidentId !== undefined) await requireFreeIncident(tx, siteId, asked.incidentId);
  const at = clock.now();
  const repairId = newId();
  const number = await nextNumber(tx, siteId, 'repair');
  const place = asked.terminalId === undefined ? '' : ((await placeNames(tx, siteId)).get(asked.terminalId) ?? '');
  const which = [place, asked.mark].filter((part) => part !== '').map((part) => ` ${part}`);
  const title = TARGETS[asked.target];
  const caseId =
    asked.incidentId ??
    (
      await openCase(tx, actor, clock, {
        subject: subjectOf(asked.target),
        summary: {
          zh: `${repairNumber(number)} ${title.zh}${which.join('')}：${asked.seen}`,
          en: `${repairNumber(number)} ${title.en}${which.join('')}: ${asked.seen}`,
        },
        document: { kind: 'repair-request', id: repairId },
        parties: [],
      })
    ).caseId;
  await insertRepair(tx, actor, {
    repairId,
    number,
    target: asked.target,
    terminalId: asked.terminalId ?? null,
    mark: asked.mark,
    seen: asked.seen,
    urgency: asked.urgency,
    caseId,
    at,
    onDate: await siteToday(tx, siteId, at),
  });
  await addRepairEvent(tx, actor, { repairId, at, kind: 'reported', text: asked.seen });
  if (asked.incidentId !== undefined)
    await addCaseEvent(tx, actor, { caseId, at, kind: 'note', text: `${repairNumber(number)} ${asked.seen}` });
  return repairId;
}
