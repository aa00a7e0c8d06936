/**
 * The counters of this server: agents that dial in, the agent of the server's own machine, and which terminal a
 * request comes from.
 */
import type { Server } from 'node:http';
import type { ServerEnd } from '../../../shared/agent/channel.ts';
import type { Agents, CommandAddress } from './agent-port.ts';
import { createHub, type HubParts } from './agents/hub.ts';
import { type AgentSockets, openAgentSockets } from './agents/socket.ts';
import { terminalOfToken } from './tickets.ts';

export interface Counters {
  readonly agents: Agents;
  /** Agents may dial in at this server's port from now on. */
  listen(server: Server): void;
  /** The agent in this process. Requests from this machine without a terminal's cookie belong to its terminal. */
  connectLocal(channel: ServerEnd, terminal: CommandAddress): void;
  /** By the terminal's cookie; without one, by coming from the machine whose agent runs in this process. */
  terminalOf(siteId: string, terminalToken: string | null, address: string): Promise<string | null>;
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export function openCounters(parts: HubParts): Counters {
  const hub = createHub(parts);
  const local = new Map<string, string>();
  let sockets: AgentSockets | null = null;
  return {
    agents: hub.agents,
    listen(server) {
      sockets = openAgentSockets(server, hub.welcome);
    },
    connectLocal(channel, { siteId, terminalId }) {
      local.set(siteId, terminalId);
      channel.onClose(() => local.get(siteId) === terminalId && local.delete(siteId));
      hub.welcome(channel, '127.0.0.1');
    },
    async terminalOf(siteId, terminalToken, address) {
      if (terminalToken !== null) {
        const known = await terminalOfToken(parts.pool, siteId, terminalToken);
        if (known !== null) return known;
      }
      return LOOPBACK.has(address) ? (local.get(siteId) ?? null) : null;
    },
    async close() {
      await hub.close();
      sockets?.close();
    },
  };
}
