/**
 * One end of a conversation between server and agent: over a WebSocket, or inside one process where the server runs the
 * agent itself. Messages come in the order they were sent; after the closing none comes.
 */
import type { FromAgent, FromServer } from './protocol.ts';

export interface Channel<Out> {
  send(message: Out): void;
  close(): void;
  /** As it came: whoever listens checks it against the protocol. One listener; what came before it is kept for it. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

export type ServerEnd = Channel<FromServer>;
export type AgentEnd = Channel<FromAgent>;

interface Line {
  readonly waiting: string[];
  listener: ((message: unknown) => void) | null;
  readonly closing: (() => void)[];
}

/** Both ends of a conversation inside one process. What is sent arrives as text does over a socket: copied, later. */
export function channelPair(): { readonly server: ServerEnd; readonly agent: AgentEnd } {
  const lines: readonly [Line, Line] = [newLine(), newLine()];
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const line of lines) for (const listener of line.closing) queueMicrotask(listener);
  };
  const end = <Out>(own: Line, other: Line): Channel<Out> => ({
    send(message) {
      if (!open) return;
      other.waiting.push(JSON.stringify(message));
      queueMicrotask(() => deliver(other));
    },
    close,
    onMessage(listener) {
      own.listener = listener;
      queueMicrotask(() => deliver(own));
    },
    onClose(listener) {
      if (open) own.closing.push(listener);
      else queueMicrotask(listener);
    },
  });
  return { server: end<FromServer>(lines[0], lines[1]), agent: end<FromAgent>(lines[1], lines[0]) };
}

const newLine = (): Line => ({ waiting: [], listener: null, closing: [] });

function deliver(line: Line): void {
  while (line.listener !== null && line.waiting.length > 0) line.listener(JSON.parse(line.waiting.shift()!));
}
