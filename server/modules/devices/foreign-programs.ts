/**
 * Programs of a counter against the house's list. Those not listed become one incident a look, each counted until it
 * is seen gone; one that still runs when its incident was closed is found anew.
 */
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { type NewCase, openCase } from '../cases/index.ts';
import type { Place } from './faults.ts';
import { lastProgramRule } from './program-rows.ts';

interface KnownProgram {
  readonly fault_id: string;
  readonly program: string;
  readonly case_open: boolean;
}

const known = (tx: Tx, siteId: string, terminalId: string): Promise<KnownProgram[]> =>
  tx.many(
    sql<KnownProgram>`select f.fault_id, f.program, c.state <> 'closed' as case_open from foreign_program f
      join case_file c on c.site_id = f.site_id and c.case_id = f.case_id
      where f.site_id = ${siteId} and f.terminal_id = ${terminalId} and f.cleared_at is null for update of f`,
  );

export interface Found {
  /** Null: the house does not look; `unknown`: the agent cannot say. */
  readonly foreign: readonly string[] | 'unknown' | null;
  readonly incidents: readonly string[];
}

/** The caller holds the terminal's lock. */
export async function followPrograms(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { place, programs }: { place: Place; programs: readonly string[] | null },
): Promise<Found> {
  const { siteId } = actor;
  const rule = await lastProgramRule(tx, siteId);
  const looks = rule !== null && rule.mode !== 'off';
  if (looks && programs === null) return { foreign: 'unknown', incidents: [] };
  const foreign = looks ? (programs ?? []).filter((name) => !rule.programs.includes(name)) : [];
  const open = await known(tx, siteId, place.terminalId);
  for (const { fault_id, program, case_open } of open)
    if (!foreign.includes(program) || !case_open) await clear(tx, siteId, fault_id, clock);
  const found = foreign.filter((name) => !open.some(({ program, case_open }) => program === name && case_open));
  const result = looks ? foreign : null;
  if (found.length === 0) return { foreign: result, incidents: [] };
  const stops = rule?.mode === 'stop';
  return { foreign: result, incidents: [await report(tx, actor, clock, { place, found, stops })] };
}

const clear = (tx: Tx, siteId: string, faultId: string, clock: Clock) =>
  tx.keep(
    'foreign_program',
    q
      .updateTable('foreign_program')
      .set({ cleared_at: clock.now() })
      .where('site_id', '=', siteId)
      .where('fault_id', '=', faultId)
      .returningAll(),
  );

/** In the words of the incident; all of them are on the page of programs. */
const NAMED = 10;

interface Report {
  readonly place: Place;
  readonly found: readonly string[];
  readonly stops: boolean;
}

async function report(tx: Tx, actor: Actor, clock: Clock, { place, found, stops }: Report): Promise<string> {
  const { terminalId, name } = place;
  const named = found.slice(0, NAMED);
  const more = found.length > named.length;
  const opened: NewCase = {
    subject: 'terminal.program',
    summary: {
      zh: `终端“${name}”运行名单外的程序：${named.join('、')}${more ? ` 等 ${found.length} 个` : ''}${stops ? '；该终端停止售电' : ''}`,
      en: `Terminal "${name}" runs what is not listed: ${named.join(', ')}${more ? `, ${found.length} in all` : ''}${stops ? '; it stops selling' : ''}`,
    },
    ...(stops && { stops: { terminalId } }),
    parties: [],
  };
  const { caseId, number } = await openCase(tx, actor, clock, opened);
  for (const program of found)
    await tx.keep(
      'foreign_program',
      q
        .insertInto('foreign_program')
        .values({
          site_id: actor.siteId,
          fault_id: newId(),
          terminal_id: terminalId,
          program,
          found_at: clock.now(),
          case_id: caseId,
        })
        .returningAll(),
    );
  return number;
}
