/** Checks before work and closings after work, as shown. */

import type { z } from 'zod';
import type { DeviceReport } from '../../../shared/agent/protocol.ts';
import { confirmCheck } from '../../../shared/contracts/devices/confirm-check.ts';
import type { closingDownSchema, healthCheckSchema } from '../../../shared/devices/view.ts';
import type { CheckResult, ClosingStep } from '../../../shared/devices/words.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { inOrder, type Point } from './check-points.ts';

export type HealthCheck = z.output<typeof healthCheckSchema>;
export type ClosingDown = z.output<typeof closingDownSchema>;

interface Done {
  readonly terminal_id: string;
  readonly terminal: string;
  readonly business_date: BusinessDate;
  readonly at: Instant;
  readonly person: string;
  readonly post: string;
}

interface CheckRow extends Done {
  readonly check_id: string;
  readonly result: CheckResult;
  readonly devices: DeviceReport[];
  readonly clock_ahead_seconds: number | null;
  readonly points: readonly Point[];
  readonly confirmed: HealthCheck['confirmed'];
  /** The last of its terminal, so far. */
  readonly latest: boolean;
}

interface ClosingRow extends Done {
  readonly closing_id: string;
  readonly checklist: ClosingStep[];
  readonly note: string;
}

const done = (row: Done) => ({
  terminalId: row.terminal_id,
  terminal: row.terminal,
  businessDate: row.business_date,
  at: row.at,
  person: row.person,
  post: row.post,
});

const checkOf = (actor: Actor, row: CheckRow): HealthCheck => ({
  checkId: row.check_id,
  ...done(row),
  result: row.result,
  devices: row.devices,
  clockAheadSeconds: row.clock_ahead_seconds,
  points: inOrder(row.points),
  confirmed: row.confirmed,
  can: row.latest && row.result === 'unfit' && row.confirmed === null ? allowed(actor, [confirmCheck]) : [],
});

export interface CheckPage {
  readonly checkId?: string;
  readonly terminalId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function healthChecksOf(tx: Tx, actor: Actor, page: CheckPage): Promise<HealthCheck[]> {
  const { checkId = null, terminalId = null, after = null, limit } = page;
  const rows = await tx.many(
    sql<CheckRow>`select c.check_id, c.terminal_id, t.name as terminal, c.business_date, c.at, p.name as person, c.post,
        c.result, c.devices, c.clock_ahead_seconds,
        not exists (select 1 from health_check n where n.site_id = c.site_id and n.terminal_id = c.terminal_id
          and n.check_id > c.check_id) as latest,
        (select coalesce(jsonb_agg(jsonb_build_object('point', h.point, 'good', h.good,
            'says', jsonb_build_object('zh', h.says_zh, 'en', h.says_en))), '[]'::jsonb)
          from health_point h where h.site_id = c.site_id and h.check_id = c.check_id) as points,
        (select jsonb_build_object('at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'person', w.name, 'note', f.note)
          from check_confirmation f join person w on w.site_id = f.site_id and w.person_id = f.person_id
          where f.site_id = c.site_id and f.check_id = c.check_id) as confirmed
      from health_check c
      join terminal t on t.site_id = c.site_id and t.terminal_id = c.terminal_id
      join person p on p.site_id = c.site_id and p.person_id = c.person_id
      where c.site_id = ${actor.siteId} and (${checkId}::uuid is null or c.check_id = ${checkId}::uuid)
        and (${terminalId}::uuid is null or c.terminal_id = ${terminalId}::uuid)
        and (${after}::uuid is null or c.check_id < ${after}::uuid)
      order by c.check_id desc limit ${limit}`,
  );
  return rows.map((row) => checkOf(actor, row));
}

export async function lastClosing(tx: Tx, siteId: string, terminalId: string): Promise<ClosingDown | null> {
  const row = await tx.maybe(
    sql<ClosingRow>`select c.closing_id, c.terminal_id, t.name as terminal, c.business_date, c.at, p.name as person,
        c.post, c.checklist, c.note
      from closing_down c
      join terminal t on t.site_id = c.site_id and t.terminal_id = c.terminal_id
      join person p on p.site_id = c.site_id and p.person_id = c.person_id
      where c.site_id = ${siteId} and c.terminal_id = ${terminalId}
      order by c.closing_id desc limit 1`,
  );
  if (row === undefined) return null;
  return { closingId: row.closing_id, ...done(row), checklist: row.checklist, note: row.note };
}
