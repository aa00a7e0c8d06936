/**
 * The agents of this server: the connections it holds, and `Agents`, by which the modules ask. Nothing that matters is
 * kept in memory: a command is a row, and whichever server holds the terminal's connection sends it.
 */
import type pg from 'pg';
import type { ServerEnd } from '../../../../shared/agent/channel.ts';
import { COMMANDS, type CommandName } from '../../../../shared/agent/protocol.ts';
import type { Clock } from '../../../platform/clock.ts';
import { reading, transaction } from '../../../platform/db/tx.ts';
import type { Live } from '../../../platform/live.ts';
import type { Log } from '../../../platform/log.ts';
import type { AgentOutcome, Agents, CommandAddress } from '../agent-port.ts';
import { type CommandState, commandState, outcomeOf, queueCommand, withdraw, withdrawOverdue } from './commands.ts';
import { type Conversation, type ConversationParts, converse } from './conversation.ts';
import { isConnected, queuedFor } from './links.ts';
import { openSignals, type Signal } from './signals.ts';

export interface HubParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Live;
  /** Opens a connection of its own for LISTEN; null where one process is all there is. */
  readonly connect: (() => Promise<pg.Client>) | null;
}

export interface AgentHub {
  readonly agents: Agents;
  /** Takes up a conversation with an agent; over a socket, or with one in this process. */
  welcome(channel: ServerEnd, address: string): void;
  close(): Promise<void>;
}

const ANSWER_MS = 15_000;
/** A command that no connection has taken by then is withdrawn: an agent that lost its line is back sooner, or not soon. */
const SEND_MS = 4000;
const RENEW_MS = 5000;
const LOOK_MS = 1000;

/** Who waits for a request's row to change. */
function createWaiting() {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake(requestId: string): void {
      for (const wake of waiting.get(requestId) ?? []) wake();
    },
    /** Resolves at the next change, or after `ms`. */
    change(requestId: string, ms: number): Promise<void> {
      return new Promise((resolve) => {
        const set = waiting.get(requestId) ?? new Set();
        waiting.set(requestId, set);
        const done = (): void => {
          clearTimeout(timer);
          set.delete(done);
          if (set.size === 0) waiting.delete(requestId);
          resolve();
        };
        const timer = setTimeout(done, ms).unref();
        set.add(done);
      });
    },
  };
}

export function createHub(parts: HubParts): AgentHub {
  const { pool, clock, log, live } = parts;
  const held = new Map<string, Conversation>();
  const all = new Set<Conversation>();
  const waiting = createWaiting();

  const hear = (signal: Signal): void => {
    if (signal.kind === 'changed') {
      waiting.wake(signal.requestId);
      return;
    }
    const here = held.get(signal.terminalId);
    if (signal.kind === 'queued') here?.pump();
    else if (here !== undefined && here.link()?.connectionId !== signal.connectionId) here.end();
  };
  const signals = openSignals(pool, parts.connect, hear);
  const conversationParts: ConversationParts = {
    pool,
    clock,
    log,
    live,
    signals,
    arrived(conversation) {
      const { terminalId } = conversation.link()!;
      held.get(terminalId)?.end();
      held.set(terminalId, conversation);
    },
    left(conversation) {
      const terminalId = conversation.link()?.terminalId;
      if (terminalId !== undefined && held.get(terminalId) === conversation) held.delete(terminalId);
    },
  };
  const renewing = setInterval(() => {
    for (const conversation of held.values()) conversation.renew();
  }, RENEW_MS).unref();
  const looking = setInterval(() => {
    if (held.size === 0) return;
    reading(pool, (tx) => queuedFor(tx, [...held.keys()]))
      .then((terminals) => {
        for (const terminalId of terminals) held.get(terminalId)?.pump();
      })
      .catch(() => undefined);
  }, LOOK_MS).unref();

  return {
    agents: createAgents(parts, waiting.change, signals.tell),
    welcome(channel, address) {
      const conversation = converse(conversationParts, channel, address);
      all.add(conversation);
      void conversation.closed.then(() => all.delete(conversation));
    },
    async close() {
      clearInterval(renewing);
      clearInterval(looking);
      const open = [...all];
      for (const conversation of open) conversation.end();
      await Promise.all(open.map((conversation) => conversation.closed));
      await signals.close();
    },
  };
}

function createAgents(
  { pool, clock }: HubParts,
  change: (requestId: string, ms: number) => Promise<void>,
  tell: (signal: Signal) => void,
): Agents {
  const look = async (siteId: string, requestId: string, name: string): Promise<CommandState | undefined> => {
    const state = await reading(pool, (tx) => commandState(tx, siteId, requestId));
    if (state !== undefined && state.name !== name)
      throw new Error(`request ${requestId} asked ${state.name} before, not ${name}`);
    return state;
  };
  const waitFor = async (asked: Asked): Promise<AgentOutcome<CommandName>> => {
    const { siteId, requestId, name, sendBy, answerBy } = asked;
    for (;;) {
      // Asked for before looking: a change that comes in between is not slept through.
      const now = performance.now();
      const until = Math.max(1, Math.min((now < sendBy ? sendBy : answerBy) - now, LOOK_MS));
      const changed = change(requestId, until);
      const state = (await look(siteId, requestId, name))!;
      if (state.state === 'answered' || state.state === 'withdrawn') return outcomeOf(state);
      if (state.state === 'queued' && performance.now() >= sendBy) {
        await transaction(pool, (tx) => withdraw(tx, siteId, requestId));
        continue;
      }
      if (performance.now() >= answerBy) return { result: 'unanswered' };
      await changed;
    }
  };
  return {
    async ask(to, name, body, { requestId, timeoutMs = ANSWER_MS }) {
      const begun = performance.now();
      const checked = COMMANDS[name].body.parse(body);
      const command = { to, requestId, name, body: checked, timeoutMs, now: clock.now() };
      if (!(await transaction(pool, (tx) => queueCommand(tx, command)))) return { result: 'offline' };
      tell({ kind: 'queued', terminalId: to.terminalId });
      const sendBy = begun + Math.min(timeoutMs, SEND_MS);
      return (await waitFor({ ...to, requestId, name, sendBy, answerBy: begun + timeoutMs })) as never;
    },
    async find(siteId, requestId, name) {
      await transaction(pool, (tx) => withdrawOverdue(tx, siteId, requestId));
      const state = await look(siteId, requestId, name);
      return state === undefined ? null : (outcomeOf(state) as never);
    },
    connected: (to: CommandAddress) => reading(pool, (tx) => isConnected(tx, to)),
  };
}

interface Asked extends CommandAddress {
  readonly requestId: string;
  readonly name: CommandName;
  /** By `performance.now()`. */
  readonly sendBy: number;
  readonly answerBy: number;
}
