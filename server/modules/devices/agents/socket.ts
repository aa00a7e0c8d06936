/**
 * The agents' WebSocket on the server's own port. Browsers have no business here: whoever sends an Origin is turned
 * away. A peer that is gone without a word is noticed by pings within 20 seconds.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ServerEnd } from '../../../../shared/agent/channel.ts';
import { AGENT_PATH, type FromServer } from '../../../../shared/agent/protocol.ts';
import { HANDSHAKE_MS } from './conversation.ts';

/** The largest thing an agent says is two card images; what the server says is not limited here. */
const LARGEST_BYTES = 512 * 1024;
const PING_MS = 5000;
/** Pings that may stay without a pong. */
const MISSED = 2;
/** Connections begun within the time of a handshake; more are turned away and try again. */
const MOST_STRANGERS = 200;

export interface AgentSockets {
  close(): void;
}

export function openAgentSockets(server: Server, welcome: (channel: ServerEnd, address: string) => void): AgentSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_BYTES, perMessageDeflate: false });
  let strangers = 0;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const refusal = whyNot(request, strangers);
    if (refusal !== null) {
      turnAway(socket, refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (peer) => {
      strangers += 1;
      // The handshake ends by then, one way or the other.
      setTimeout(() => {
        strangers -= 1;
      }, HANDSHAKE_MS).unref();
      keepAlive(peer);
      welcome(channelOf(peer), request.socket.remoteAddress ?? '');
    });
  };
  server.on('upgrade', upgrade);
  return {
    close() {
      server.off('upgrade', upgrade);
      for (const peer of sockets.clients) peer.terminate();
      sockets.close();
    },
  };
}

function whyNot(request: IncomingMessage, strangers: number): string | null {
  if (request.url?.split('?')[0] !== AGENT_PATH) return '404 Not Found';
  if (request.headers.origin !== undefined) return '403 Forbidden';
  return strangers >= MOST_STRANGERS ? '503 Service Unavailable' : null;
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function keepAlive(peer: WebSocket): void {
  let unanswered = 0;
  peer.on('pong', () => {
    unanswered = 0;
  });
  const beat = setInterval(() => {
    if (unanswered >= MISSED) return peer.terminate();
    unanswered += 1;
    peer.ping();
  }, PING_MS);
  peer.on('close', () => clearInterval(beat));
  // 'close' follows; without a listener the error would end the process.
  peer.on('error', () => peer.terminate());
}

function channelOf(peer: WebSocket): ServerEnd {
  return {
    send(message: FromServer) {
      if (peer.readyState === peer.OPEN) peer.send(JSON.stringify(message));
    },
    close() {
      peer.close();
      // One that does not answer the closing is cut off.
      setTimeout(() => peer.terminate(), 1000).unref();
    },
    onMessage(listener) {
      peer.on('message', (data) => listener(parsed(String(data))));
    },
    onClose(listener) {
      peer.on('close', listener);
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
