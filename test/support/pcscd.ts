/**
 * A PC/SC service of the test's own, with one virtual reader (vpcd), into which a card in this process is put.
 *
 * Where the system allows it, the service runs in a mount and network namespace of its own: it meets no other service
 * on the machine, vpcd listens to nobody else, and an ordinary user can start it. Otherwise root starts it on the
 * machine itself, if no other one runs there.
 *
 * Wire of vpcd: two bytes of length (big-endian), then that many bytes. One byte is a control: 0 power off, 1 power on,
 * 2 reset, 4 give the ATR (the only one with an answer). More is a command APDU.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { VirtualChip } from '../../agent/devices/virtual-reader.ts';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const SYSTEM_FOLDER = '/run/pcscd';

type Place = 'own' | 'own-of-user' | 'system';
const UNSHARE: Record<Exclude<Place, 'system'>, string> = { own: '-nm', 'own-of-user': '-Urnm' };

const has = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { env: withSystemPath() }).status === 0;

function withSystemPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
}

function placeFor(): Place | null {
  for (const place of ['own', 'own-of-user'] as const) {
    const probe = 'mount -t tmpfs none /run && mkdir -p /run/pcscd && ip link set lo up';
    const { status } = spawnSync('unshare', [UNSHARE[place], 'sh', '-c', probe], { env: withSystemPath() });
    if (status === 0 && has('socat')) return place;
  }
  return process.getuid?.() === 0 && !existsSync(join(SYSTEM_FOLDER, 'pcscd.comm')) ? 'system' : null;
}

/** Why no such service can run here; null when it can. */
export function whyNoPcscd(): string | null {
  if (process.platform !== 'linux') return 'pcscd with vpcd runs on Linux only';
  if (!has('pcscd')) return 'pcscd is not installed (apt-get install pcscd)';
  if (!existsSync(DRIVER)) return 'the virtual reader is not installed (apt-get install vsmartcard-vpcd)';
  return placeFor() === null ? 'neither a namespace nor root without another pcscd' : null;
}

export interface CardService {
  /** Puts the card on the reader. Resolves when the reader has powered it. */
  insert(chip: VirtualChip): Promise<{ remove(): Promise<void> }>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Must be called before the first PC/SC call of the process: the library looks once where the service is. */
export async function startPcscd(): Promise<CardService> {
  const place = placeFor();
  if (place === null) throw new Error(`no pcscd: ${whyNoPcscd()}`);
  const folder = mkdtempSync(join(tmpdir(), 'pcscd-'));
  const port = 36_000 + ((process.pid * 2) % 20_000);
  const run = place === 'system' ? SYSTEM_FOLDER : join(folder, 'run');
  for (const one of [run, join(folder, 'conf')]) mkdirSync(one, { recursive: true });
  const hexPort = `0x${port.toString(16).toUpperCase()}`;
  writeFileSync(
    join(folder, 'conf', 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${hexPort}\nLIBPATH ${DRIVER}\nCHANNELID ${hexPort}\n`,
  );
  process.env.PCSCLITE_CSOCK_NAME = join(run, 'pcscd.comm');
  const cards = place === 'system' ? { port, host: '127.0.0.1' } : { path: join(folder, 'card') };
  let service: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    service = launch(place, folder, port);
    await untilRunning(service, join(run, 'pcscd.comm'));
  };
  const stop = async (): Promise<void> => {
    const old = service;
    service = null;
    if (old?.pid === undefined || old.exitCode !== null) return;
    const gone = new Promise((resolve) => old.once('exit', resolve));
    process.kill(-old.pid, 'SIGTERM');
    await gone;
    for (const name of readdirSync(run)) rmSync(join(run, name), { force: true });
  };
  await start();
  return {
    insert: (chip) => insert(chip, cards),
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process group of its own, so that all of it can be ended. */
function launch(place: Place, folder: string, port: number): ChildProcess {
  const daemon = `pcscd -f -e -x -c '${folder}/conf'`;
  const script = [
    'mount -t tmpfs none /run',
    'mkdir /run/pcscd',
    `mount --bind '${folder}/run' /run/pcscd`,
    'ip link set lo up',
    // Without this each command waits 40 ms for a delayed acknowledgement.
    'ip route change local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true',
    `socat UNIX-LISTEN:'${folder}/card',fork,unlink-early TCP:127.0.0.1:${port},nodelay 2>/dev/null & relay=$!`,
    `${daemon} & daemon=$!`,
    'trap "kill $relay $daemon 2>/dev/null" TERM',
    'while kill -0 $daemon 2>/dev/null; do wait $daemon; done',
    'kill $relay 2>/dev/null',
    'true',
  ].join('\n');
  const options = { detached: true, stdio: ['ignore', 'ignore', 'inherit'] as const, env: withSystemPath() };
  return place === 'system'
    ? spawn('sh', ['-c', `exec ${daemon}`], { ...options, stdio: [...options.stdio] })
    : spawn('unshare', [UNSHARE[place], 'sh', '-c', script], { ...options, stdio: [...options.stdio] });
}

async function untilRunning(service: ChildProcess, socket: string): Promise<void> {
  for (let attempt = 0; !existsSync(socket); attempt += 1) {
    if (service.exitCode !== null) throw new Error(`pcscd ended with ${service.exitCode}`);
    if (attempt > 1_000) throw new Error('pcscd did not start');
    await pause(20);
  }
}

async function insert(
  chip: VirtualChip,
  where: { path: string } | { port: number; host: string },
): Promise<{ remove(): Promise<void> }> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const socket = connect(where);
    if (await isTaken(socket, chip)) {
      return {
        async remove() {
          const gone = socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));
          socket.destroy();
          await gone;
        },
      };
    }
    await pause(20);
  }
  throw new Error('the virtual reader took no card');
}

/** True once the reader speaks to the card; false when it closed before. */
function isTaken(socket: Socket, chip: VirtualChip): Promise<boolean> {
  return new Promise((resolve) => {
    let waiting = Buffer.alloc(0);
    const send = (bytes: Uint8Array): void => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    };
    const obey = (message: Uint8Array): void => {
      if (message.length === 1) {
        if (message[0] === 4) send(chip.atr);
        else chip.power(message[0] !== 0);
        resolve(true);
        return;
      }
      const answer = chip.transmit(message);
      if (answer === null) socket.destroy();
      // A card that says nothing at all hangs.
      else if (answer.length > 0) send(answer);
    };
    socket.setNoDelay(true);
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE()) {
        const end = 2 + waiting.readUInt16BE();
        const message = Uint8Array.from(waiting.subarray(2, end));
        waiting = waiting.subarray(end);
        obey(message);
      }
    });
  });
}
