/** Calls the server over a WebSocket. A line that has gone dead without a word is noticed within twenty seconds. */
import { WebSocket } from 'ws';
import type { AgentEnd } from '../shared/agent/channel.ts';
import { AGENT_PATH } from '../shared/agent/protocol.ts';
import { type Server, trusted } from './server-address.ts';

const CONNECT_MS = 10_000;
const PING_MS = 5_000;
/** Pings in a row that may stay without any sign of life. */
const SILENT = 3;
/** The largest thing a server says is a slip. */
const LARGEST_BYTES = 2 * 1024 * 1024;

export function dial(server: Server): Promise<AgentEnd> {
  const address = new URL(AGENT_PATH, server.url);
  address.protocol = server.url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, {
    ...trusted(server),
    handshakeTimeout: CONNECT_MS,
    maxPayload: LARGEST_BYTES,
    perMessageDeflate: false,
  });
  // Taken at once: the server speaks first, and what it says must not be missed.
  const channel = channelOver(socket);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('open', () => resolve(channel));
  });
}

function channelOver(socket: WebSocket): AgentEnd {
  const early: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  let silent = 0;
  const alive = (): void => {
    silent = 0;
  };
  const beat = setInterval(() => {
    if (silent >= SILENT) return socket.terminate();
    silent += 1;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, PING_MS);
  socket.on('pong', alive);
  socket.on('ping', alive);
  socket.on('message', (data) => {
    alive();
    const message = parsed(String(data));
    if (listener === null) early.push(message);
    else listener(message);
  });
  socket.on('close', () => clearInterval(beat));
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      socket.close();
      setTimeout(() => socket.terminate(), 1_000).unref();
    },
    onMessage(next) {
      listener = next;
      for (const message of early.splice(0)) next(message);
    },
    onClose(next) {
      if (socket.readyState === WebSocket.CLOSED) next();
      else socket.on('close', () => next());
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
