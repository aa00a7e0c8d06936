/** The house's list of programs, and what was last heard of each counter. */
import type { z } from 'zod';
import type { programRuleSchema, programsSeenSchema } from '../../../shared/devices/view.ts';
import type { ProgramMode } from '../../../shared/devices/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { CommandAddress } from './agent-port.ts';

export type ProgramRule = z.output<typeof programRuleSchema>;
export type ProgramsSeen = z.output<typeof programsSeenSchema>;

interface RuleRow {
  readonly mode: ProgramMode;
  readonly programs: string[];
  readonly reason: string;
  readonly at: Instant;
  readonly person: string;
}

/** The last version counts; null: the house has none yet. */
export async function lastProgramRule(tx: Tx, siteId: string): Promise<ProgramRule | null> {
  const row = await tx.maybe(
    sql<RuleRow>`select r.mode, r.programs, r.reason, r.at, p.name as person from program_rule r
      join person p on p.site_id = r.site_id and p.person_id = r.person_id
      where r.site_id = ${siteId} order by r.version desc limit 1`,
  );
  return row ?? null;
}

export async function storePrograms(
  tx: Tx,
  { siteId, terminalId }: CommandAddress,
  programs: readonly string[],
  now: Instant,
): Promise<void> {
  await tx.run(
    sql`insert into program_report (site_id, terminal_id, programs, at)
      values (${siteId}, ${terminalId}, ${[...programs]}, ${now})
      on conflict (site_id, terminal_id) do update set programs = excluded.programs, at = excluded.at`,
  );
}

interface SeenRow {
  readonly terminal_id: string;
  readonly name: string;
  readonly at: Instant | null;
  readonly programs: string[] | null;
}

/** Of every enrolled terminal, each program with whether it is listed. */
export async function programsSeen(tx: Tx, siteId: string, listed: readonly string[]): Promise<ProgramsSeen[]> {
  const rows = await tx.many(
    sql<SeenRow>`select t.terminal_id, t.name, r.at, r.programs from terminal t
      left join program_report r on r.site_id = t.site_id and r.terminal_id = t.terminal_id
      where t.site_id = ${siteId} and t.state = 'enrolled' order by t.name`,
  );
  return rows.map(({ terminal_id, name, at, programs }) => ({
    terminalId: terminal_id,
    terminal: name,
    at,
    programs: (programs ?? []).map((program) => ({ name: program, listed: listed.includes(program) })),
  }));
}
