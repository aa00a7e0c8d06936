/**
 * A counter agent as a script: dials in over a real WebSocket, proves its key, and answers what the test tells it to.
 * It keeps no journal; what it was sent is in `heard`.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  AGENT_PATH,
  AGENT_PROTOCOL,
  type DeviceReport,
  type FromAgent,
  type FromServer,
  fromServerSchema,
} from '../../shared/agent/protocol.ts';

type Command = Extract<FromServer, { type: 'command' }>;
type Outcome = Extract<FromAgent, { type: 'answer' }>['outcome'];

export interface AgentKey {
  readonly publicKey: string;
  sign(text: string): string;
}

export function newAgentKey(): AgentKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

export interface Script {
  readonly port: number;
  readonly terminalId: string;
  readonly key: AgentKey;
  readonly devices?: readonly DeviceReport[];
  readonly virtual?: boolean;
  readonly lastNumber?: number;
  /** What to answer at once; null: nothing yet. */
  readonly answer?: (command: Command) => Outcome | null;
}

export interface ScriptedAgent {
  readonly heard: Command[];
  readonly messages: FromServer[];
  say(message: FromAgent): void;
  answer(number: number, outcome: Outcome): void;
  /** The next message of this type that has not been waited for; fails when the line ends before it comes. */
  next<T extends FromServer['type']>(type: T): Promise<Extract<FromServer, { type: T }>>;
  /** Ends the line without a word. */
  cut(): Promise<void>;
  readonly closed: Promise<void>;
}

/** Dials in and says hello; whether it is welcome is for the test to see. */
export async function dial(script: Script): Promise<ScriptedAgent> {
  const socket = new WebSocket(`ws://127.0.0.1:${script.port}${AGENT_PATH}`);
  const messages: FromServer[] = [];
  const unseen: FromServer[] = [];
  const heard: Command[] = [];
  const waiting = new Set<() => void>();
  let open = true;
  const closed = once(socket, 'close').then(() => {
    open = false;
    for (const wake of waiting) wake();
  });
  const say = (message: FromAgent): void => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const message = fromServerSchema.parse(JSON.parse(String(data)));
    messages.push(message);
    unseen.push(message);
    if (message.type === 'challenge')
      say({
        type: 'hello',
        protocol: AGENT_PROTOCOL,
        terminalId: script.terminalId,
        version: 'scripted',
        virtual: script.virtual ?? false,
        devices: [...(script.devices ?? [])],
        ...(script.lastNumber === undefined ? {} : { lastNumber: script.lastNumber }),
        signature: script.key.sign(`${message.nonce}\n${script.terminalId}`),
      });
    if (message.type === 'command') {
      heard.push(message);
      const outcome = script.answer?.(message) ?? null;
      if (outcome !== null) say({ type: 'answer', number: message.number, outcome });
    }
    for (const wake of waiting) wake();
  });
  await once(socket, 'open');
  return {
    heard,
    messages,
    say,
    answer: (number, outcome) => say({ type: 'answer', number, outcome }),
    async next(type) {
      for (;;) {
        const index = unseen.findIndex((message) => message.type === type);
        if (index >= 0) return unseen.splice(index, 1)[0] as never;
        if (!open) throw new Error(`the line ended before a ${type} came`);
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    async cut() {
      socket.terminate();
      await closed;
    },
    closed,
  };
}
