/**
 * Simulated lines behind a serial port: a real one (2400 8E1), or a pseudo terminal that socat opens in front of a
 * line's TCP port. socat is not part of the product; where it is missing the pty is refused with its name.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import type { Bus } from './bus.ts';

export interface SerialLine {
  readonly path: string;
  close(): Promise<void>;
}

/** Puts the meters of `bus` on the serial port at `path`. Rejects when it cannot be opened. */
export function onSerialPort(bus: Bus, path: string, baudRate = 2400): Promise<SerialLine> {
  const listen = bus.listen();
  const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'even', stopBits: 1, autoOpen: false });
  port.on('data', (chunk: Buffer) =>
    listen(chunk, (bytes, afterMs) => void setTimeout(() => port.write(bytes), afterMs)),
  );
  return new Promise((resolve, reject) => {
    port.open((problem) => {
      if (problem !== null) reject(problem);
      else resolve({ path, close: () => new Promise((closed) => port.close(() => closed())) });
    });
  });
}

async function appears(path: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (existsSync(path)) return;
    if (child.exitCode !== null) break;
    await pause(50);
  }
  child.kill();
  throw new Error(`socat opened no pty at ${path}`);
}

async function socat(ends: readonly string[], appearing: string): Promise<SerialLine> {
  const child = spawn('socat', [...ends], { stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', () => reject(new Error('a pty needs socat, which is not installed')));
  });
  await appears(appearing, child);
  return {
    path: appearing,
    close: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

/** A pseudo terminal at `path` (a link) whose other end is the line at the TCP port. Rejects without socat. */
export const onPty = (path: string, tcpPort: number): Promise<SerialLine> =>
  socat([`pty,raw,echo=0,link=${path}`, `tcp:127.0.0.1:${tcpPort}`], path);

/** A serial cable: two pseudo terminals that are each other's far end. Rejects without socat. */
export const cable = (near: string, far: string): Promise<SerialLine> =>
  socat([`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], far);
