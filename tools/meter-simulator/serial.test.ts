/**
 * The same meters through a pseudo terminal and a serial port: socat on both sides. Left out, loudly, where socat is
 * missing; with REQUIRE_DEVICES=1 that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeFrame, frameParser } from '../../server/modules/network/dlt645/frame.ts';
import { type Answer, answerTo, readData } from '../../server/modules/network/dlt645/requests.ts';
import { cable, onPty, onSerialPort } from './serial.ts';
import { startSimulator } from './simulator.ts';

const installed = spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0;
const required = process.env.REQUIRE_DEVICES === '1';
if (!installed && !required) console.error('SERIAL LINE NOT TESTED: socat is not installed');

const folder = mkdtempSync(join(tmpdir(), 'zhishou-serial-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = readData('000000000001', '00010000');

/** Asks through the serial port at `path`, as the product opens it. */
async function asked(path: string): Promise<Answer | null> {
  const port = new SerialPort({ path, baudRate: 2400, dataBits: 8, parity: 'even', stopBits: 1, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((problem) => (problem ? reject(problem) : resolve())));
  const parser = frameParser();
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), 5000);
      port.on('data', (chunk: Buffer) => {
        const answer = parser
          .push(chunk)
          .map((frame) => answerTo(read, frame))
          .find((one) => one !== null);
        if (answer === undefined) return;
        clearTimeout(timer);
        resolve(answer ?? null);
      });
      port.write(encodeFrame(read.frame));
    });
  } finally {
    await new Promise<void>((resolve) => port.close(() => resolve()));
  }
}

describe.runIf(installed || required)('with socat', () => {
  test('a line at a pseudo terminal', async () => {
    const simulator = await startSimulator({ meters: 2 });
    const line = await onPty(join(folder, 'meters'), simulator.port);
    expect((await asked(line.path))?.result).toBe('data');
    await line.close();
    await simulator.close();
  });

  test('a line at a serial port', async () => {
    const simulator = await startSimulator({ meters: 2 });
    const far = await cable(join(folder, 'near'), join(folder, 'far'));
    const line = await onSerialPort(simulator.buses[0]!, join(folder, 'far'));
    expect((await asked(join(folder, 'near')))?.result).toBe('data');
    await line.close();
    await far.close();
    await simulator.close();
  });

  test('a port that is not there is refused', async () => {
    const simulator = await startSimulator({ meters: 1 });
    await expect(onSerialPort(simulator.buses[0]!, join(folder, 'nothing'))).rejects.toThrow();
    await simulator.close();
  });
});
