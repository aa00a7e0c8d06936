/**
 * The counter agent: keeps a conversation with the server going for as long as it runs, does what it is told, and tells
 * what changes on the counter. Where the conversation goes over, and what stands on the counter, is handed in.
 */
import type { AgentEnd } from '../shared/agent/channel.ts';
import type { DeviceReport, FromAgent, FromServer } from '../shared/agent/protocol.ts';
import { createCarrying } from './carrying.ts';
import { type Conversation, type Credentials, converse } from './conversation.ts';
import { type Counter, knownReports, reportsOf } from './counter.ts';
import type { ReaderState } from './devices/reader.ts';
import type { Journal } from './journal.ts';

export interface AgentParts {
  /** Asked for before each conversation. */
  connect(): Promise<{ readonly credentials: Credentials; readonly channel: AgentEnd }>;
  readonly counter: Counter;
  /** The machine's clock. */
  now(): Date;
  readonly journal: Journal;
  /** False where there is no browser to open. */
  openBrowser(path: string): Promise<boolean>;
  /** One line for whoever watches the program. */
  note(line: string): void;
  readonly version: string;
}

export interface RunningAgent {
  /** The name the server knows this counter by; null while there is no conversation. */
  terminal(): string | null;
  /** Opens the counter's browser with a ticket that tells the server which counter it is, now or when connected. */
  openCounter(): void;
  /** Waits for what is begun. The devices stay open: they are the caller's. */
  stop(): Promise<void>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const LOOK_MS = 30_000;

export function startAgent(parts: AgentParts): RunningAgent {
  const { counter, note } = parts;
  const carrying = createCarrying(parts);
  let conversation: Conversation | null = null;
  let wantsTicket = false;
  const watch = watchDevices(counter, (event) => conversation?.say({ type: 'event', event }));

  const hear = (message: Exclude<FromServer, { type: 'challenge' }>, from: Conversation): void => {
    switch (message.type) {
      case 'welcome':
        note(`connected as ${message.terminal}`);
        watch.tellAll();
        if (wantsTicket) from.say({ type: 'want-ticket' });
        return;
      case 'command':
        void carrying
          .carry(message)
          .then((outcome) => conversation?.say({ type: 'answer', number: message.number, outcome }));
        return;
      case 'ticket':
        if (wantsTicket) void parts.openBrowser(message.path);
        wantsTicket = false;
        return;
      case 'refused':
        note(`the server refuses: ${message.reason}`);
    }
  };

  /** Resolves at the end of the conversation; true when the server had welcomed this terminal. */
  const talk = async (): Promise<boolean> => {
    const { credentials, channel } = await parts.connect();
    const { version } = parts;
    const introduction = {
      credentials,
      version,
      virtual: counter.desk !== null,
      devices: watch.latest(),
      lastNumber: parts.journal.lastNumber(),
    };
    let welcomed = false;
    conversation = converse(channel, introduction, (message, from) => {
      if (message.type === 'welcome') welcomed = true;
      hear(message, from);
    });
    if (keeping.stopped()) conversation.close();
    await conversation.ended;
    if (welcomed) note('the connection ended');
    return welcomed;
  };
  const keeping = keepTalking(talk, note);

  return {
    terminal: () => conversation?.terminal() ?? null,
    openCounter() {
      wantsTicket = true;
      conversation?.say({ type: 'want-ticket' });
    },
    async stop() {
      watch.stop();
      keeping.stop();
      conversation?.close();
      await keeping.ended;
      await carrying.finished();
      parts.journal.close();
    },
  };
}

function keepTalking(talk: () => Promise<boolean>, note: (line: string) => void) {
  let stopped = false;
  let wake: () => void = () => {};
  const run = async (): Promise<void> => {
    // Handed out first: the talk asks whether it is stopped.
    await Promise.resolve();
    for (let failed = 0; !stopped; failed += 1) {
      try {
        if (await talk()) failed = 0;
      } catch (error) {
        if (!stopped) note(`no connection: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs(failed));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  return {
    ended: run(),
    stopped: () => stopped,
    stop() {
      stopped = true;
      wake();
    },
  };
}

/** Doubles from half a second to fifteen; a random part of it is left out, so that counters do not come all at once. */
function waitMs(failed: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failed, 10));
  return longest / 2 + (Math.random() * longest) / 2;
}

type AgentEvent = Extract<FromAgent, { type: 'event' }>['event'];

function watchDevices(counter: Counter, tell: (event: AgentEvent) => void) {
  let latest = knownReports(counter);
  let programs: readonly string[] | null = null;
  const look = async (): Promise<void> => {
    const reports = await reportsOf(counter);
    if (JSON.stringify(reports) === JSON.stringify(latest)) return;
    latest = reports;
    tell({ kind: 'devices', devices: reports });
  };
  const lookAtPrograms = async (): Promise<void> => {
    const running = await counter.programs();
    if (running === null || JSON.stringify(running) === JSON.stringify(programs)) return;
    programs = running;
    tell({ kind: 'programs', programs: [...running] });
  };
  const lookQuietly = (): void => {
    void look().catch(() => {});
    void lookAtPrograms().catch(() => {});
  };
  const unwatch = counter.reader.onChange((state) => {
    tell(cardEvent(state));
    lookQuietly();
  });
  const looking = setInterval(lookQuietly, LOOK_MS).unref();
  lookQuietly();
  return {
    latest: (): readonly DeviceReport[] => latest,
    /** What lies on the reader, and how the devices are by now. */
    tellAll() {
      const state = counter.reader.state();
      if (state.kind === 'card') tell(cardEvent(state));
      tell({ kind: 'devices', devices: latest });
      if (programs !== null) tell({ kind: 'programs', programs: [...programs] });
      lookQuietly();
    },
    stop() {
      clearInterval(looking);
      unwatch();
    },
  };
}

function cardEvent(state: ReaderState): AgentEvent {
  return state.kind === 'card'
    ? { kind: 'card-inserted', atr: Buffer.from(state.atr).toString('hex') }
    : { kind: 'card-removed' };
}
