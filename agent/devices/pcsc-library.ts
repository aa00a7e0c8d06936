/**
 * The functions of PC/SC that the agent needs, called through the library the system has: libpcsclite on Linux,
 * winscard.dll on Windows, the PCSC framework on macOS. Each call runs off the event loop. Tried on Linux; the branches
 * for Windows and macOS follow their headers and have not been run.
 *
 * Source of names, numbers and sizes: PC/SC Workgroup specification part 5, winscard.h, pcsclite.h.
 */
import koffi from 'koffi';

type Spec = Parameters<typeof koffi.out>[0];

/** A context or card as the library numbers it. */
export type Handle = number | bigint;

const isWindows = process.platform === 'win32';
const isMac = process.platform === 'darwin';

export const EXCLUSIVE = 1;
export const ANY_PROTOCOL = 3;
export const LEAVE = 0;
export const RESET = 1;
const SYSTEM_SCOPE = 2;

export const READER = {
  changed: 0x2,
  unknown: 0x4,
  unavailable: 0x8,
  empty: 0x10,
  present: 0x20,
  mute: 0x200,
} as const;

/** What the agent tells apart. */
const REASONS = [
  [0x80100002, 'cancelled'],
  [0x80100003, 'invalid-handle'],
  [0x80100009, 'unknown-reader'],
  [0x8010000a, 'timeout'],
  [0x8010000b, 'sharing-violation'],
  [0x8010000c, 'no-smartcard'],
  [0x8010000d, 'unknown-card'],
  [0x8010000f, 'protocol-mismatch'],
  [0x80100010, 'not-ready'],
  [0x80100013, 'service-lost'],
  [0x80100016, 'not-transacted'],
  [0x80100017, 'reader-unavailable'],
  [0x8010001d, 'no-service'],
  [0x8010001e, 'service-stopped'],
  [0x8010002e, 'no-readers'],
  [0x8010002f, 'comm-error'],
  [0x80100065, 'unsupported-card'],
  [0x80100066, 'unresponsive-card'],
  [0x80100067, 'unpowered-card'],
  [0x80100068, 'reset-card'],
  [0x80100069, 'removed-card'],
] as const;
type Reason = (typeof REASONS)[number][1];
const reasons: ReadonlyMap<number, Reason> = new Map(REASONS);

export class PcscFailure extends Error {
  override readonly name = 'PcscFailure';
  readonly reason: Reason | 'other';

  constructor(call: string, code: number) {
    const unsigned = code >>> 0;
    const reason = reasons.get(unsigned);
    super(`${call}: ${reason ?? `0x${unsigned.toString(16)}`}`);
    this.reason = reason ?? 'other';
  }
}

/** This machine has no PC/SC library. */
export class NoPcsc extends Error {
  override readonly name = 'NoPcsc';
}

const ATR_BYTES = isWindows ? 36 : 33;
/** Short APDUs only: 256 bytes and the status; rounded up. */
const ANSWER_BYTES = 264;
const NAMES_BYTES = 16_384;

type Library = ReturnType<typeof load>;
let loaded: Library | undefined;

function library(): Library {
  loaded ??= load();
  return loaded;
}

function open(): ReturnType<typeof koffi.load> {
  const file = isWindows
    ? 'winscard.dll'
    : isMac
      ? '/System/Library/Frameworks/PCSC.framework/PCSC'
      : 'libpcsclite.so.1';
  try {
    return koffi.load(file);
  } catch (error) {
    throw new NoPcsc(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function load() {
  const file = open();
  const dword = isWindows || isMac ? 'uint32' : 'unsigned long';
  const long = isWindows || isMac ? 'int32' : 'long';
  const handle = isWindows ? 'uintptr_t' : isMac ? 'int32' : 'long';
  const text = isWindows ? 'str16' : 'str';
  const readerFields = {
    szReader: text,
    pvUserData: 'void *',
    dwCurrentState: dword,
    dwEventState: dword,
    cbAtr: dword,
    rgbAtr: koffi.array('uint8', ATR_BYTES, 'Typed'),
  };
  // Apple packs this one (pcsclite.h, #pragma pack(1)).
  const readerState = isMac ? koffi.pack(readerFields) : koffi.struct(readerFields);
  const request = koffi.struct({ dwProtocol: dword, cbPciLength: dword });
  const out = (type: Spec): Spec => koffi.out(koffi.pointer(type));
  const inOut = (type: Spec): Spec => koffi.inout(koffi.pointer(type));
  const wide = isWindows ? 'W' : '';
  const of = (name: string, parameters: Spec[]) =>
    isWindows ? file.func('__stdcall', name, long, parameters) : file.func(name, long, parameters);
  return {
    requestBytes: koffi.sizeof(request),
    establish: of('SCardEstablishContext', [dword, 'void *', 'void *', out(handle)]),
    release: of('SCardReleaseContext', [handle]),
    cancel: of('SCardCancel', [handle]),
    list: of(`SCardListReaders${wide}`, [handle, text, out('uint8'), inOut(dword)]),
    change: of(`SCardGetStatusChange${wide}`, [handle, dword, inOut(readerState), dword]),
    connect: of(`SCardConnect${wide}`, [handle, text, dword, dword, out(handle), out(dword)]),
    disconnect: of('SCardDisconnect', [handle, dword]),
    begin: of('SCardBeginTransaction', [handle]),
    end: of('SCardEndTransaction', [handle, dword]),
    status: of(`SCardStatus${wide}`, [
      handle, out('uint8'), inOut(dword), out(dword), out(dword), out('uint8'), inOut(dword),
    ]), // biome-ignore format: one call
    transmit: of('SCardTransmit', [
      handle, koffi.pointer(request), koffi.pointer('uint8'), dword, 'void *', out('uint8'), inOut(dword),
    ]), // biome-ignore format: one call
  };
}

type Call = Exclude<keyof Library, 'requestBytes'>;

function run(call: Call, ...given: readonly unknown[]): Promise<void> {
  const { [call]: entry } = library();
  return new Promise((resolve, reject) => {
    entry.async(...given, (error: unknown, code: number) => {
      if (error !== null && error !== undefined) reject(error);
      else if (code !== 0) reject(new PcscFailure(call, code));
      else resolve();
    });
  });
}

/** @throws NoPcsc without a library; PcscFailure `no-service` while the service does not run */
export async function establish(): Promise<Handle> {
  const context: Handle[] = [0];
  await run('establish', SYSTEM_SCOPE, null, null, context);
  return context[0]!;
}

export const release = (context: Handle): Promise<void> => run('release', context);

/** Ends the waiting `readerChange` of that context with `cancelled`. */
export const cancel = (context: Handle): Promise<void> => run('cancel', context);

export async function readerNames(context: Handle): Promise<string[]> {
  const bytes = Buffer.alloc(NAMES_BYTES);
  const length = [isWindows ? NAMES_BYTES / 2 : NAMES_BYTES];
  try {
    await run('list', context, null, bytes, length);
  } catch (error) {
    if (error instanceof PcscFailure && error.reason === 'no-readers') return [];
    throw error;
  }
  const used = bytes.subarray(0, Number(length[0]) * (isWindows ? 2 : 1));
  return used
    .toString(isWindows ? 'utf16le' : 'utf8')
    .split('\0')
    .filter((name) => name !== '');
}

export interface ReaderView {
  /** To be handed in as `known` next time: holds the library's own count of insertions and removals. */
  readonly raw: number;
  readonly atr: Uint8Array;
}

/** Waits until the reader is not as `known` says (0: does not wait). Null when the time is up. */
export async function readerChange(
  context: Handle,
  reader: string,
  known: number,
  milliseconds: number,
): Promise<ReaderView | null> {
  const states = [
    {
      szReader: reader,
      pvUserData: null,
      dwCurrentState: known,
      dwEventState: 0,
      cbAtr: 0,
      rgbAtr: new Uint8Array(ATR_BYTES),
    },
  ];
  try {
    await run('change', context, milliseconds, states, 1);
  } catch (error) {
    if (error instanceof PcscFailure && error.reason === 'timeout') return null;
    throw error;
  }
  const [seen] = states;
  return {
    raw: Number(seen!.dwEventState) & ~READER.changed,
    atr: Uint8Array.from(seen!.rgbAtr).subarray(0, Number(seen!.cbAtr)),
  };
}

export interface ConnectedCard {
  readonly handle: Handle;
  readonly protocol: number;
}

/** No other program may connect to the card until `disconnect`. */
export async function connectExclusive(context: Handle, reader: string): Promise<ConnectedCard> {
  const handle: Handle[] = [0];
  const protocol = [0];
  await run('connect', context, reader, EXCLUSIVE, ANY_PROTOCOL, handle, protocol);
  return { handle: handle[0]!, protocol: Number(protocol[0]) };
}

export const disconnect = (card: ConnectedCard, how: number): Promise<void> => run('disconnect', card.handle, how);
export const beginTransaction = (card: ConnectedCard): Promise<void> => run('begin', card.handle);
export const endTransaction = (card: ConnectedCard): Promise<void> => run('end', card.handle, LEAVE);

export async function atrOf(card: ConnectedCard): Promise<Uint8Array> {
  const atr = Buffer.alloc(ATR_BYTES);
  const length = [ATR_BYTES];
  const name = Buffer.alloc(1024);
  await run('status', card.handle, name, [isWindows ? 512 : 1024], [0], [0], atr, length);
  return Uint8Array.from(atr.subarray(0, Number(length[0])));
}

/** The answer as the library gave it, also when it is shorter than a status. */
export async function transmit(card: ConnectedCard, apdu: Uint8Array): Promise<Uint8Array> {
  const answer = Buffer.alloc(ANSWER_BYTES);
  const length = [ANSWER_BYTES];
  const request = { dwProtocol: card.protocol, cbPciLength: library().requestBytes };
  await run('transmit', card.handle, request, apdu, apdu.length, null, answer, length);
  return Uint8Array.from(answer.subarray(0, Number(length[0])));
}
