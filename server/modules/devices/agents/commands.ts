/**
 * Commands as rows: queued → sent → answered, or queued → withdrawn. A row is sent at most once by number; what was
 * withdrawn has certainly not been carried out. How long a command may wait is by the database's clock, the same for
 * all servers.
 */
import { COMMANDS, type CommandName, failureSchema } from '../../../../shared/agent/protocol.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { AgentOutcome, CommandAddress } from '../agent-port.ts';

export interface NewCommand {
  readonly to: CommandAddress;
  readonly requestId: string;
  readonly name: CommandName;
  readonly body: unknown;
  readonly timeoutMs: number;
  readonly now: Instant;
}

/** Writes the command down unless its request id is known. False: there is no such enrolled terminal. */
export async function queueCommand(tx: Tx, command: NewCommand): Promise<boolean> {
  const { to, requestId, name, body, timeoutMs, now } = command;
  const enrolled = await tx.maybe(
    sql`select 1 from terminal
      where site_id = ${to.siteId} and terminal_id = ${to.terminalId} and state = 'enrolled'`,
  );
  if (enrolled === undefined) return false;
  await tx.run(
    sql`insert into agent_command (site_id, request_id, terminal_id, name, body, state, asked_at, valid_until)
      values (${to.siteId}, ${requestId}, ${to.terminalId}, ${name}, ${JSON.stringify(body)}, 'queued', ${now},
        clock_timestamp() + make_interval(secs => ${timeoutMs / 1000}))
      on conflict do nothing`,
  );
  return true;
}

export interface CommandState {
  readonly terminal_id: string;
  readonly name: string;
  readonly state: 'queued' | 'sent' | 'answered' | 'withdrawn';
  readonly outcome: AgentOutcome<CommandName> | null;
}

export async function commandState(tx: Tx, siteId: string, requestId: string): Promise<CommandState | undefined> {
  const [row] = await tx.prepared<CommandState>(
    'devices.command-state',
    'select terminal_id, name, state, outcome from agent_command where site_id = $1 and request_id = $2',
    [siteId, requestId],
  );
  return row;
}

export function outcomeOf(command: CommandState): AgentOutcome<CommandName> {
  if (command.outcome !== null) return command.outcome;
  return { result: command.state === 'withdrawn' ? 'offline' : 'unanswered' };
}

/** Takes back what has not been sent; a sending under way ends first, and then nothing is taken back. */
export const withdraw = (tx: Tx, siteId: string, requestId: string): Promise<number> =>
  tx.run(
    q
      .updateTable('agent_command')
      .set({ state: 'withdrawn' })
      .where('site_id', '=', siteId)
      .where('request_id', '=', requestId)
      .where('state', '=', 'queued'),
  );

/** The same for one whose time has passed and whose asker is gone. */
export const withdrawOverdue = (tx: Tx, siteId: string, requestId: string): Promise<number> =>
  tx.run(
    sql`update agent_command set state = 'withdrawn' where site_id = ${siteId} and request_id = ${requestId}
      and state = 'queued' and valid_until <= clock_timestamp()`,
  );

export interface SentCommand {
  readonly number: number;
  readonly name: string;
  readonly body: unknown;
  readonly valid_ms: number;
}

const LEFT = sql<number>`greatest(0, floor(extract(epoch from valid_until - clock_timestamp()) * 1000))::int`;

/**
 * Marks the next queued command as sent and answers it; null when there is none. The caller sends it after the commit
 * and holds the lock of the terminal's link, so that numbers are in the order of sending.
 */
export async function takeNext(
  tx: Tx,
  link: CommandAddress & { readonly lastNumber: number },
  now: Instant,
): Promise<SentCommand | null> {
  await tx.run(
    sql`update agent_command set state = 'withdrawn' where site_id = ${link.siteId}
      and terminal_id = ${link.terminalId} and state = 'queued' and valid_until <= clock_timestamp()`,
  );
  const [sent] = await tx.many(
    sql<SentCommand>`update agent_command set state = 'sent', number = ${link.lastNumber + 1}, sent_at = ${now}
      where site_id = ${link.siteId} and state = 'queued' and request_id = (select request_id from agent_command
        where site_id = ${link.siteId} and terminal_id = ${link.terminalId} and state = 'queued'
        order by asked_at, request_id limit 1 for update)
      returning number, name, body, ${LEFT} as valid_ms`,
  );
  return sent ?? null;
}

/** What was sent and not answered, in the order of sending: said again to an agent that comes back. */
export const unansweredOf = (tx: Tx, link: CommandAddress): Promise<SentCommand[]> =>
  tx.many(
    sql<SentCommand>`select number, name, body, ${LEFT} as valid_ms from agent_command
      where site_id = ${link.siteId} and terminal_id = ${link.terminalId} and state = 'sent' order by number`,
  );

export interface HeardAnswer {
  readonly number: number;
  readonly outcome: unknown;
}

/** Stores an answer, once. Answers the request's id; null when it was answered before or was never asked. */
export async function storeAnswer(
  tx: Tx,
  link: CommandAddress,
  heard: HeardAnswer,
  now: Instant,
): Promise<string | null> {
  const asked = await tx.maybe(
    q
      .selectFrom('agent_command')
      .select(['request_id', 'name'])
      .where('site_id', '=', link.siteId)
      .where('terminal_id', '=', link.terminalId)
      .where('number', '=', heard.number)
      .where('state', '=', 'sent')
      .forUpdate(),
  );
  if (asked === undefined) return null;
  const outcome = understand(asked.name, heard.outcome);
  await tx.run(
    q
      .updateTable('agent_command')
      .set({ state: 'answered', outcome: JSON.stringify(outcome), answered_at: now })
      .where('site_id', '=', link.siteId)
      .where('request_id', '=', asked.request_id),
  );
  return asked.request_id;
}

/** Words that cannot be understood leave open what was done, exactly as an interruption does. */
function understand(name: string, outcome: unknown): AgentOutcome<CommandName> {
  const failure = failureSchema.safeParse(outcome);
  if (failure.success) return { result: 'failed', ...failure.data };
  const said = (outcome as { answer?: unknown } | null)?.answer;
  const answer = COMMANDS[name as CommandName].answer.safeParse(said);
  if (answer.success) return { result: 'answered', answer: answer.data as never };
  return { result: 'failed', failure: 'interrupted', detail: 'the answer was not understood' };
}
