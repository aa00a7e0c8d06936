/**
 * A slip printer on the network (raw TCP, most often port 9100). Asks it for paper and cover before a slip and whether
 * it is through after it; a printer that does not answer such questions is believed when it took every byte.
 *
 * Source: ESC/POS command reference, DLE EOT n (answered at once) and GS r 1 (answered in its turn).
 */
import { connect, type Socket } from 'node:net';
import { type Printer, PrinterFailure, type PrinterState } from './printer.ts';
import { inTurn } from './turn.ts';

const CONNECT_MS = 3_000;
const WRITE_MS = 15_000;

/** How long the printer may take, in milliseconds. */
export interface PrinterPatience {
  /** For an answer that is given at once. */
  readonly status: number;
  /** For saying that a slip is through; one that does not say so by then and has paper is believed. */
  readonly through: number;
}
const PATIENCE: PrinterPatience = { status: 600, through: 8_000 };

const ASK_OFFLINE = Uint8Array.from([0x10, 0x04, 2]);
const ASK_PAPER = Uint8Array.from([0x10, 0x04, 4]);
const NOTHING = new Uint8Array();
const ASK_THROUGH = Uint8Array.from([0x1d, 0x72, 1]);

/** Bits that every answer to DLE EOT has, and what they are. */
const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12;
const PAPER_END = 0x60;
const COVER_OPEN = 0x04;
const PAPER_STOP = 0x20;
const ERROR = 0x40;

interface Talk {
  /** One byte of answer; null when none came in time. */
  ask(question: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<void>;
  broken(): boolean;
  end(): Promise<void>;
}

export function openNetworkPrinter(host: string, port: number, patience: PrinterPatience = PATIENCE): Printer {
  const turn = inTurn();
  const call = (): Promise<Talk> => callPrinter({ host, port, patience });
  return {
    name: `tcp://${host}:${port}`,
    state: () =>
      turn(async () => {
        try {
          const talk = await call();
          const state = await stateOf(talk);
          await talk.end();
          return state ?? { state: 'ready', detail: 'does not tell about its paper' };
        } catch (error) {
          return { state: 'missing', detail: (error as Error).message };
        }
      }),
    print: (bytes) => turn(() => print(call, bytes, patience)),
    close: () => turn(async () => {}),
  };
}

async function print(call: () => Promise<Talk>, bytes: Uint8Array, { through }: PrinterPatience): Promise<void> {
  const talk = await call().catch((error: Error) => {
    throw new PrinterFailure('no-printer', error.message, false);
  });
  try {
    const before = await stateOf(talk);
    if (before !== null) throwIfUnable(before, false);
    await talk.write(bytes).catch((error: Error) => {
      throw new PrinterFailure('printer-fault', `the line broke during the slip: ${error.message}`, true);
    });
    if (before !== null) await waitUntilThrough(talk, performance.now() + through);
  } finally {
    await talk.end();
  }
}

/**
 * The answer in its turn says that all before it is printed. Without paper it does not come; so the other two are asked
 * meanwhile. What comes to either of them and is no status is that answer, late.
 */
async function waitUntilThrough(talk: Talk, until: number): Promise<void> {
  let answer = await talk.ask(ASK_THROUGH);
  for (let isPaper = true; performance.now() < until; isPaper = !isPaper) {
    if (answer !== null && !isStatus(answer)) return;
    if (talk.broken()) throw new PrinterFailure('printer-fault', 'the printer hung up during the slip', true);
    answer = await talk.ask(isPaper ? ASK_PAPER : ASK_OFFLINE);
    if (answer === null || !isStatus(answer)) continue;
    throwIfUnable(isPaper ? paperState(answer) : offlineState(answer), true);
    if (isPaper) continue;
    answer = await talk.ask(NOTHING);
  }
}

function throwIfUnable({ state, detail = '' }: PrinterState, sent: boolean): void {
  const words = sent ? `${detail}, during the slip` : detail;
  if (state === 'paper-out') throw new PrinterFailure('paper-out', words, sent);
  if (state !== 'ready') throw new PrinterFailure('printer-fault', words, sent);
}

/** Null for a printer that does not answer. */
async function stateOf(talk: Talk): Promise<PrinterState | null> {
  const paper = await talk.ask(ASK_PAPER);
  if (paper === null || !isStatus(paper)) return null;
  const state = paperState(paper);
  if (state.state !== 'ready') return state;
  const offline = await talk.ask(ASK_OFFLINE);
  return offline === null || !isStatus(offline) ? state : offlineState(offline);
}

const NO_PAPER: PrinterState = { state: 'paper-out', detail: 'no paper' };

/** DLE EOT 4. */
const paperState = (byte: number): PrinterState => ((byte & PAPER_END) === 0 ? { state: 'ready' } : NO_PAPER);

/** DLE EOT 2. */
function offlineState(byte: number): PrinterState {
  if ((byte & PAPER_STOP) !== 0) return NO_PAPER;
  if ((byte & COVER_OPEN) !== 0) return { state: 'fault', detail: 'the cover is open' };
  if ((byte & ERROR) !== 0) return { state: 'fault', detail: 'the printer reports an error' };
  return { state: 'ready' };
}

function callPrinter({
  host,
  port,
  patience,
}: {
  host: string;
  port: number;
  patience: PrinterPatience;
}): Promise<Talk> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const late = setTimeout(() => socket.destroy(new Error(`no connection to ${host}:${port} in time`)), CONNECT_MS);
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(late));
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('error', reject);
      resolve(talkOver(socket, patience.status));
    });
  });
}

function talkOver(socket: Socket, statusMs: number): Talk {
  let listener: ((byte: number | null) => void) | null = null;
  let broken: Error | null = null;
  const answer = (byte: number | null): void => {
    const waiting = listener;
    listener = null;
    waiting?.(byte);
  };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => answer(bytes[0] ?? null));
  socket.on('error', (error) => {
    broken = error;
  });
  socket.on('close', () => {
    broken ??= new Error('the printer hung up');
    answer(null);
  });
  return {
    broken: () => broken !== null,
    ask(question) {
      if (broken !== null) return Promise.resolve(null);
      return new Promise((resolve) => {
        const late = setTimeout(() => answer(null), statusMs);
        listener = (byte) => {
          clearTimeout(late);
          resolve(byte);
        };
        socket.write(question);
      });
    },
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (broken !== null) return reject(broken);
        const fail = (): void => reject(broken ?? new Error('the printer hung up'));
        const late = setTimeout(() => socket.destroy(new Error('the printer takes nothing more')), WRITE_MS);
        socket.once('close', fail);
        socket.write(bytes, (error) => {
          clearTimeout(late);
          socket.off('close', fail);
          if (error) reject(error);
          else resolve();
        });
      });
    },
    end() {
      return new Promise((resolve) => {
        if (socket.closed) return resolve();
        const late = setTimeout(() => socket.destroy(), statusMs);
        socket.once('close', () => {
          clearTimeout(late);
          resolve();
        });
        socket.end();
      });
    },
  };
}
