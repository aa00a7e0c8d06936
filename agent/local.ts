/**
 * The agent of a one-machine house, inside the server's own process. The server makes the terminal for the agent's key
 * and hands over one end of a conversation; everything else is as on a counter of its own.
 *
 *     const agent = runLocalAgent({
 *       dataFolder: join(config.dataFolder, 'agent'),
 *       virtual: true,
 *       enrol: async (publicKey) => (await enrolLocal(parts, { publicKey, virtual }))[0]?.terminalId ?? null,
 *       connect: () => { const { server, agent } = channelPair(); counters.connectLocal(server, …); return agent; },
 *       now: () => new Date(),
 *       note: (line) => log.info(line),
 *     });
 *     await agent.stop();
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { AgentEnd } from '../shared/agent/channel.ts';
import { type RunningAgent, startAgent } from './agent.ts';
import { type Counter, closeCounter } from './counter.ts';
import { openJournal } from './journal.ts';
import { makeAgentFolder, openKey } from './key.ts';
import { holdFolder } from './one-agent.ts';
import { type CounterWishes, openRealCounter, openVirtualCounter, type VirtualCounter } from './open-counter.ts';
import { agentVersion } from './version.ts';

interface LocalAgentOptions extends CounterWishes {
  /**
   * The terminal's id for this public key (DER SubjectPublicKeyInfo, base64); the same key, the same terminal. Null
   * while there is no house yet: asked again every two seconds.
   */
  enrol(publicKey: string): Promise<string | null>;
  /** Called for each conversation. The other end is the server's. */
  connect(): AgentEnd;
  note(line: string): void;
  /** The server's clock is this machine's. */
  now(): Date;
  /** Without it the server's machine has no browser to open. */
  openBrowser?(path: string): Promise<boolean>;
}

export interface LocalAgent<C extends Counter> extends RunningAgent {
  readonly counter: C;
}

const ENROL_AGAIN_MS = 2_000;

export function runLocalAgent(options: LocalAgentOptions & { virtual: true }): LocalAgent<VirtualCounter>;
export function runLocalAgent(options: LocalAgentOptions & { virtual: boolean }): LocalAgent<Counter>;
export function runLocalAgent(options: LocalAgentOptions & { virtual: boolean }): LocalAgent<Counter> {
  const { dataFolder, note } = options;
  makeAgentFolder(dataFolder);
  const key = openKey(dataFolder);
  let letGo = async (): Promise<void> => {};
  const counter = options.virtual ? openVirtualCounter(dataFolder) : openRealCounter(options);
  const ending = new AbortController();
  let agent: RunningAgent | null = null;
  let opensCounter = false;

  const start = async (): Promise<void> => {
    letGo = await holdFolder(dataFolder);
    const terminalId = await enrolled(() => options.enrol(key.publicKey), { note, signal: ending.signal });
    if (terminalId === null) return;
    agent = startAgent({
      connect: async () => ({ credentials: { terminalId, sign: key.sign }, channel: options.connect() }),
      counter,
      now: options.now,
      journal: openJournal(join(dataFolder, `journal-${terminalId}.jsonl`)),
      openBrowser: options.openBrowser ?? (async () => false),
      note,
      version: agentVersion(),
    });
    if (opensCounter) agent.openCounter();
  };
  const started = start().catch((error: unknown) => note(`the counter of this machine does not run: ${error}`));

  return {
    counter,
    terminal: () => agent?.terminal() ?? null,
    openCounter() {
      opensCounter = true;
      agent?.openCounter();
    },
    async stop() {
      ending.abort();
      await started;
      await agent?.stop();
      await closeCounter(counter);
      await letGo();
    },
  };
}

/** Null when it was ended before. */
async function enrolled(
  enrol: () => Promise<string | null>,
  { note, signal }: { note(line: string): void; signal: AbortSignal },
): Promise<string | null> {
  while (!signal.aborted) {
    const terminalId = await enrol().catch((error: unknown) => {
      note(`this machine could not be enrolled: ${error}`);
      return null;
    });
    if (terminalId !== null) return terminalId;
    await setTimeout(ENROL_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
  return null;
}
