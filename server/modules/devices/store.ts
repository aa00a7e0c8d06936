/** Terminals as rows and as they are shown. */
import type { z } from 'zod';
import type { DeviceReport } from '../../../shared/agent/protocol.ts';
import { changeTerminal } from '../../../shared/contracts/devices/change-terminal.ts';
import { checkDevices } from '../../../shared/contracts/devices/check-devices.ts';
import { closeDown } from '../../../shared/contracts/devices/close-down.ts';
import { closeTerminal } from '../../../shared/contracts/devices/close-terminal.ts';
import { issueTerminalCode } from '../../../shared/contracts/devices/issue-terminal-code.ts';
import { virtualState } from '../../../shared/contracts/devices/virtual-state.ts';
import type { terminalFieldsSchema, terminalSchema } from '../../../shared/devices/view.ts';
import type { Device, Purpose, SlipPaper, TerminalState } from '../../../shared/devices/words.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export type TerminalFields = z.output<typeof terminalFieldsSchema>;
export type TerminalView = z.output<typeof terminalSchema>;

export interface TerminalRow {
  readonly terminal_id: string;
  readonly name: string;
  readonly place: string;
  readonly purpose: Purpose;
  readonly expects: Device[];
  readonly slip_paper: SlipPaper | null;
  readonly state: TerminalState;
  readonly local: boolean;
  readonly connected: boolean;
  readonly virtual: boolean;
  readonly version: string;
  readonly last_seen_at: Instant | null;
  readonly card_atr: string | null;
  readonly checked_on: BusinessDate | null;
  readonly reports: (DeviceReport & { at: Instant; detail: string })[];
}

const FROM = sql`select t.terminal_id, t.name, t.place, t.purpose, t.expects, t.slip_paper, t.state, t.local,
    coalesce(l.connection_id is not null and l.leased_until > clock_timestamp(), false) as connected,
    l.virtual, l.version, l.last_seen_at, l.card_atr, l.checked_on,
    (select coalesce(jsonb_agg(jsonb_build_object('device', r.device, 'name', r.name, 'state', r.state,
        'detail', r.detail, 'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by r.device desc, r.name), '[]'::jsonb)
      from device_report r where r.site_id = t.site_id and r.terminal_id = t.terminal_id) as reports
  from terminal t join terminal_link l on l.site_id = t.site_id and l.terminal_id = t.terminal_id`;

export const terminalRow = (tx: Tx, siteId: string, terminalId: string): Promise<TerminalRow | undefined> =>
  tx.maybe(sql<TerminalRow>`${FROM} where t.site_id = ${siteId} and t.terminal_id = ${terminalId}`);

export interface TerminalPage {
  readonly closed: boolean;
  readonly after: string | undefined;
  readonly limit: number;
}

export const terminalRows = (tx: Tx, siteId: string, page: TerminalPage): Promise<TerminalRow[]> =>
  tx.many(
    sql<TerminalRow>`${FROM} where t.site_id = ${siteId} and (t.state = 'closed') = ${page.closed}
      and (${page.after ?? null}::uuid is null or t.terminal_id > ${page.after ?? null}::uuid)
      order by t.terminal_id limit ${page.limit}`,
  );

function canNow(actor: Actor, row: TerminalRow): string[] {
  if (row.state === 'closed') return [];
  const acts = [
    changeTerminal,
    closeTerminal,
    ...(row.state === 'invited' ? [issueTerminalCode] : [checkDevices, closeDown]),
    ...(row.virtual && row.connected ? [virtualState] : []),
  ];
  return allowed(actor, acts);
}

export function terminalView(actor: Actor, today: BusinessDate, row: TerminalRow): TerminalView {
  return {
    terminalId: row.terminal_id,
    name: row.name,
    place: row.place,
    purpose: row.purpose,
    expects: row.expects,
    slipPaper: row.slip_paper,
    state: row.state,
    local: row.local,
    connected: row.connected,
    virtual: row.virtual,
    version: row.version,
    lastSeenAt: row.last_seen_at,
    cardPresent: row.card_atr !== null,
    checkedToday: row.checked_on === today,
    devices: row.reports.map((report) => ({ ...report, expected: row.expects.includes(report.device) })),
    can: canNow(actor, row),
  };
}

export async function showTerminal(tx: Tx, actor: Actor, now: Instant, terminalId: string): Promise<TerminalView> {
  const [row, today] = [await terminalRow(tx, actor.siteId, terminalId), await currentDay(tx, actor.siteId, now)];
  if (row === undefined) refuse('record.not_found');
  return terminalView(actor, today, row);
}

/** The terminal that is meant: the one named, or the one the actor sits at. Not a closed one. */
export async function meantTerminal(tx: Tx, actor: Actor, terminalId: string | undefined): Promise<TerminalRow> {
  const meant = terminalId ?? actor.terminalId;
  if (meant === null) refuse('terminal.none');
  const row = await terminalRow(tx, actor.siteId, meant);
  if (row === undefined) refuse('record.not_found');
  if (row.state === 'closed') refuse('terminal.closed');
  if (row.state === 'invited') refuse('terminal.none');
  return row;
}

export async function lockTerminal(tx: Tx, siteId: string, terminalId: string) {
  const row = await tx.maybe(
    q
      .selectFrom('terminal')
      .select(['name', 'state', 'public_key'])
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId)
      .forUpdate(),
  );
  if (row === undefined) refuse('record.not_found');
  return row as typeof row & { state: TerminalState };
}

/** One name, one terminal, among those not closed; and a printer has a width. */
export async function requireFields(
  tx: Tx,
  siteId: string,
  fields: TerminalFields,
  terminalId: string | null,
): Promise<void> {
  if (fields.expects.includes('printer') && fields.slipPaper === null) refuse('terminal.slip_paper');
  const other = await tx.maybe(
    sql`select 1 from terminal where site_id = ${siteId} and name = ${fields.name} and state <> 'closed'
      and (${terminalId}::uuid is null or terminal_id <> ${terminalId}::uuid)`,
  );
  if (other !== undefined) refuse('terminal.name_taken', { name: fields.name });
}

export const columnsOf = (fields: TerminalFields) => ({
  name: fields.name,
  place: fields.place,
  purpose: fields.purpose,
  expects: fields.expects,
  slip_paper: fields.slipPaper,
});

export interface NewTerminal {
  readonly siteId: string;
  readonly terminalId: string;
  readonly fields: TerminalFields;
  readonly by: string;
  readonly now: Instant;
  /** The server's own machine, enrolled with its key at once. */
  readonly localKey?: string;
}

export async function insertTerminal(tx: Tx, terminal: NewTerminal): Promise<void> {
  const { siteId, terminalId, fields, by, now, localKey } = terminal;
  await tx.keep(
    'terminal',
    q
      .insertInto('terminal')
      .values({
        site_id: siteId,
        terminal_id: terminalId,
        ...columnsOf(fields),
        state: localKey === undefined ? 'invited' : 'enrolled',
        local: localKey !== undefined,
        public_key: localKey ?? null,
        invited_by: by,
        invited_at: now,
        enrolled_at: localKey === undefined ? null : now,
      })
      .returningAll(),
  );
  await tx.run(
    q.insertInto('terminal_link').values({
      site_id: siteId,
      terminal_id: terminalId,
      last_number: 0,
      version: '',
      virtual: false,
    }),
  );
}

export async function isRequired(tx: Tx, siteId: string): Promise<boolean> {
  const row = await tx.maybe(
    sql<{ required: boolean }>`select required from terminal_rule where site_id = ${siteId}
      order by version desc limit 1`,
  );
  return row?.required ?? false;
}

/** The terminal may take money from this day's check on; null: not any more, it was closed down. */
export const setChecked = (tx: Tx, siteId: string, terminalId: string, date: BusinessDate | null): Promise<number> =>
  tx.run(
    q
      .updateTable('terminal_link')
      .set({ checked_on: date })
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId),
  );
