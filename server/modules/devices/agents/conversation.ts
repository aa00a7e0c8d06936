/**
 * One agent's connection from challenge to end. What the agent says is worked through in order; commands are marked as
 * sent in a transaction and said after its commit, under the lock of the terminal's link, so that only the connection
 * that holds the terminal sends and no number is given twice.
 */
import type pg from 'pg';
import type { ServerEnd } from '../../../../shared/agent/channel.ts';
import { AGENT_PROTOCOL, type FromAgent, fromAgentSchema } from '../../../../shared/agent/protocol.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Clock } from '../../../platform/clock.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { runJob } from '../../../platform/jobs.ts';
import type { Live } from '../../../platform/live.ts';
import type { Log } from '../../../platform/log.ts';
import { issueTicket } from '../tickets.ts';
import { type SentCommand, storeAnswer, takeNext, unansweredOf } from './commands.ts';
import { type Hello, newNonce, recognise } from './handshake.ts';
import { programsHeard } from './hear-programs.ts';
import {
  type HeldLink,
  leaveLink,
  lockLink,
  renewLink,
  setCard,
  setLastNumber,
  storeReports,
  takeLink,
} from './links.ts';
import type { Signals } from './signals.ts';

export interface ConversationParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Live;
  readonly signals: Signals;
  /** The conversation holds its terminal from now on. */
  readonly arrived: (conversation: Conversation) => void;
  readonly left: (conversation: Conversation) => void;
}

export interface Conversation {
  readonly link: () => HeldLink | null;
  /** Sends what is queued for the terminal. */
  pump(): void;
  /** Says again that the terminal is held; ends when it is not. */
  renew(): void;
  end(): void;
  /** Resolves when the channel is closed and the terminal left. */
  readonly closed: Promise<void>;
}

export const HANDSHAKE_MS = 5000;

export function converse(parts: ConversationParts, channel: ServerEnd, address: string): Conversation {
  const nonce = newNonce();
  const closed = Promise.withResolvers<void>();
  let link: HeldLink | null = null;
  let open = true;
  const turns = inTurns((error) => {
    parts.log.warn({ err: error, terminal: link?.terminalId }, 'agent: what was said could not be worked through');
    if (link === null) channel.close();
  });
  const refuse = (reason: string): void => {
    channel.send({ type: 'refused', reason });
    channel.close();
  };
  const sendQueued = async (): Promise<void> => {
    while (open && link !== null) {
      const sent = await takeOne(parts, link);
      if (sent === 'taken over') return channel.close();
      if (sent === null) return;
      say(channel, sent);
    }
  };
  const arrive = async (hello: Hello): Promise<void> => {
    const taken = await takeUp(parts, { hello, nonce, address });
    if ('refused' in taken) return refuse(taken.refused);
    link = taken.link;
    if (!open) return depart(parts, link);
    parts.arrived(conversation);
    parts.signals.tell({ kind: 'taken', terminalId: link.terminalId, connectionId: link.connectionId });
    channel.send({ type: 'welcome', terminal: taken.name, at: parts.clock.now() });
    for (const command of taken.unanswered) say(channel, command);
    parts.live.publish(link.siteId, ['devices']);
    await sendQueued();
  };
  const conversation: Conversation = {
    link: () => link,
    pump: () => turns.add(sendQueued),
    renew: () =>
      turns.add(async () => void (open && link !== null && !(await stillHeld(parts, link)) && channel.close())),
    end: () => channel.close(),
    closed: closed.promise,
  };

  const limit = setTimeout(() => link === null && refuse('nothing was said in time'), HANDSHAKE_MS);
  channel.onMessage((raw) => {
    const message = fromAgentSchema.safeParse(raw);
    if (!message.success) return refuse('this is not a message of the protocol');
    const said = message.data;
    turns.add(async () => {
      if (!open) return;
      if (link === null) return said.type === 'hello' ? arrive(said) : refuse('say hello first');
      await hear(parts, { link, channel }, said);
    });
  });
  channel.onClose(() => {
    open = false;
    clearTimeout(limit);
    turns.add(async () => {
      if (link === null) return;
      parts.left(conversation);
      await depart(parts, link);
    });
    turns.add(async () => closed.resolve());
  });
  channel.send({ type: 'challenge', protocol: AGENT_PROTOCOL, nonce });
  return conversation;
}

/** One thing after the other: answers in their order, and no command between taking a number and saying it. */
function inTurns(failed: (error: unknown) => void) {
  let last: Promise<void> = Promise.resolve();
  return {
    add(work: () => Promise<void>): void {
      last = last.then(work).catch(failed);
    },
  };
}

const say = (channel: ServerEnd, { number, name, body, valid_ms: validMs }: SentCommand): void =>
  channel.send({ type: 'command', number, name, body, validMs });

const stillHeld = ({ pool, clock }: ConversationParts, link: HeldLink): Promise<boolean> =>
  transaction(pool, (tx) => renewLink(tx, link, clock.now()));

interface Call {
  readonly hello: Hello;
  readonly nonce: string;
  readonly address: string;
}

type TakenUp =
  | { readonly refused: string }
  | { readonly link: HeldLink; readonly name: string; readonly unanswered: readonly SentCommand[] };

/** Recognises who calls and gives it its terminal; tells what was asked of it and never answered. */
async function takeUp({ pool, clock }: ConversationParts, call: Call): Promise<TakenUp> {
  const known = await transaction(pool, (tx) => recognise(tx, clock, call));
  if ('refused' in known) return known;
  const { siteId, terminalId, name } = known.terminal;
  const link: HeldLink = { siteId, terminalId, connectionId: newId() };
  const unanswered = await transaction(pool, async (tx) => {
    await takeLink(tx, link, call.hello, clock.now());
    return unansweredOf(tx, link);
  });
  return { link, name, unanswered };
}

async function depart(parts: ConversationParts, link: HeldLink): Promise<void> {
  await transaction(parts.pool, (tx) => leaveLink(tx, link, parts.clock.now()));
  parts.live.publish(link.siteId, ['devices']);
}

function takeOne({ pool, clock }: ConversationParts, link: HeldLink): Promise<SentCommand | null | 'taken over'> {
  return transaction(pool, async (tx) => {
    const lastNumber = await lockLink(tx, link);
    if (lastNumber === null) return 'taken over';
    const sent = await takeNext(tx, { ...link, lastNumber }, clock.now());
    if (sent !== null) await setLastNumber(tx, link, sent.number);
    return sent;
  });
}

interface Hearing {
  readonly link: HeldLink;
  readonly channel: ServerEnd;
}

async function hear(parts: ConversationParts, { link, channel }: Hearing, said: FromAgent): Promise<void> {
  const { pool, clock, live, signals } = parts;
  const now = clock.now();
  switch (said.type) {
    case 'hello':
      return;
    case 'answer': {
      const requestId = await transaction(pool, (tx) => storeAnswer(tx, link, said, now));
      if (requestId !== null) signals.tell({ kind: 'changed', requestId });
      return;
    }
    case 'want-ticket': {
      const path = await transaction(pool, (tx) => issueTicket(tx, link, now));
      return channel.send({ type: 'ticket', path });
    }
    case 'event':
      await hearEvent(parts, link, said.event);
      return live.publish(link.siteId, ['devices', 'cards']);
  }
}

type AgentEvent = Extract<FromAgent, { type: 'event' }>['event'];

async function hearEvent(parts: ConversationParts, link: HeldLink, event: AgentEvent): Promise<void> {
  if (event.kind === 'programs') return runJob(parts, programsHeard(link, event.programs), link.siteId);
  const { pool, clock } = parts;
  await transaction(pool, async (tx) => {
    if (event.kind === 'devices') await storeReports(tx, link, event.devices, clock.now());
    else await setCard(tx, link, event.kind === 'card-inserted' ? event.atr : null);
  });
}
