/**
 * The agent of a one-machine house, inside the server's own process. The server makes the terminal for the agent's key
 * and hands over one end of a conversation; everything else is as on a counter of its own.
 *
 *     const agent = await runLocalAgent({
 *       dataFolder: join(config.dataFolder, 'agent'),
 *       virtual: true,
 *       enrol: async (publicKey) => terminalIdForThisKey,
 *       connect: () => { const { server, agent } = channelPair(); hub.welcome(server, 'local'); return agent; },
 *       note: (line) => log.info(line),
 *     });
 *     await agent.stop();
 */
import { join } from 'node:path';
import type { AgentEnd } from '../shared/agent/channel.ts';
import { type RunningAgent, startAgent } from './agent.ts';
import { type Counter, closeCounter } from './counter.ts';
import { openJournal } from './journal.ts';
import { makeAgentFolder, openKey } from './key.ts';
import { type CounterWishes, openRealCounter, openVirtualCounter, type VirtualCounter } from './open-counter.ts';
import { agentVersion } from './version.ts';

interface LocalAgentOptions extends CounterWishes {
  /** The terminal's id for this public key (DER SubjectPublicKeyInfo, base64); the same key, the same terminal. */
  enrol(publicKey: string): Promise<string>;
  /** Called for each conversation. The other end is the server's. */
  connect(): AgentEnd;
  note(line: string): void;
  /** Without it the server's machine has no browser to open. */
  openBrowser?(path: string): Promise<boolean>;
}

export interface LocalAgent<C extends Counter> extends RunningAgent {
  readonly counter: C;
}

export function runLocalAgent(options: LocalAgentOptions & { virtual: true }): Promise<LocalAgent<VirtualCounter>>;
export function runLocalAgent(options: LocalAgentOptions & { virtual: boolean }): Promise<LocalAgent<Counter>>;
export async function runLocalAgent(options: LocalAgentOptions & { virtual: boolean }): Promise<LocalAgent<Counter>> {
  const { dataFolder } = options;
  makeAgentFolder(dataFolder);
  const key = openKey(dataFolder);
  const terminalId = await options.enrol(key.publicKey);
  const counter = options.virtual ? openVirtualCounter(dataFolder) : openRealCounter(options);
  const agent = startAgent({
    connect: async () => ({ credentials: { terminalId, sign: key.sign }, channel: options.connect() }),
    counter,
    journal: openJournal(join(dataFolder, `journal-${terminalId}.jsonl`)),
    openBrowser: options.openBrowser ?? (async () => false),
    note: options.note,
    version: agentVersion(),
  });
  return {
    ...agent,
    counter,
    async stop() {
      await agent.stop();
      await closeCounter(counter);
    },
  };
}
