/** One conversation with the server: proves the terminal's key, then hands on what the server says until it ends. */
import type { AgentEnd } from '../shared/agent/channel.ts';
import {
  AGENT_PROTOCOL,
  type DeviceReport,
  type FromAgent,
  type FromServer,
  fromServerSchema,
} from '../shared/agent/protocol.ts';

export interface Credentials {
  readonly terminalId: string;
  /** Ed25519 signature, base64. */
  sign(text: string): string;
}

export interface Introduction {
  readonly credentials: Credentials;
  readonly version: string;
  readonly virtual: boolean;
  readonly devices: readonly DeviceReport[];
  readonly lastNumber: number;
}

export interface Conversation {
  /** The name the server knows this terminal by; null until it has welcomed it. */
  terminal(): string | null;
  /** Nothing is said before the welcome and after the end: what must not be lost, the server asks for again. */
  say(message: FromAgent): void;
  close(): void;
  readonly ended: Promise<void>;
}

export function converse(
  channel: AgentEnd,
  introduction: Introduction,
  hear: (message: Exclude<FromServer, { type: 'challenge' }>, conversation: Conversation) => void,
): Conversation {
  let terminal: string | null = null;
  let open = true;
  const ended = new Promise<void>((resolve) => {
    channel.onClose(() => {
      open = false;
      terminal = null;
      resolve();
    });
  });
  const conversation: Conversation = {
    terminal: () => terminal,
    say(message) {
      if (terminal !== null) channel.send(message);
    },
    close: () => channel.close(),
    ended,
  };
  channel.onMessage((raw) => {
    if (!open) return;
    const message = fromServerSchema.safeParse(raw);
    // A message of a later version is left out; commands have a failure of their own for that.
    if (!message.success) return;
    if (message.data.type === 'challenge') return channel.send(hello(introduction, message.data.nonce));
    if (message.data.type === 'welcome') terminal = message.data.terminal;
    hear(message.data, conversation);
  });
  return conversation;
}

function hello({ credentials, version, virtual, devices, lastNumber }: Introduction, nonce: string): FromAgent {
  const { terminalId } = credentials;
  return {
    type: 'hello',
    protocol: AGENT_PROTOCOL,
    terminalId,
    version,
    virtual,
    devices: [...devices],
    lastNumber,
    signature: credentials.sign(`${nonce}\n${terminalId}`),
  };
}
