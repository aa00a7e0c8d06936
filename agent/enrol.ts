/**
 * Which terminal of which server this agent is. The one-time code is traded for it once; the key is on the disk before,
 * so that the trade can be repeated with the same code when its answer was lost.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { enrolTerminal } from '../shared/contracts/devices/enrol-terminal.ts';
import { idSchema } from '../shared/values/ids.ts';
import type { TerminalKey } from './key.ts';
import { type Server, trusted } from './server-address.ts';

const enrolmentSchema = z.object({ server: z.url(), terminalId: idSchema, name: z.string() });
export type Enrolment = z.infer<typeof enrolmentSchema>;

const fileIn = (folder: string): string => join(folder, 'terminal.json');

export function readEnrolment(folder: string): Enrolment | null {
  const path = fileIn(folder);
  return existsSync(path) ? enrolmentSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** @throws with the server's own words when it refuses the code */
export async function enrol(folder: string, server: Server, key: TerminalKey, code: string): Promise<Enrolment> {
  const path = `/api/${enrolTerminal.module}/${enrolTerminal.name}`;
  const { status, body } = await post(server, path, { code, publicKey: key.publicKey });
  if (status !== 200) throw new Error(`the server refuses the code: ${refusalIn(body) ?? status}`);
  const { terminalId, name } = enrolTerminal.output.parse(body);
  const enrolment = { server: server.url.origin, terminalId, name };
  writeFileSync(`${fileIn(folder)}.next`, `${JSON.stringify(enrolment, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${fileIn(folder)}.next`, fileIn(folder));
  return enrolment;
}

function refusalIn(body: unknown): string | undefined {
  const said = z.object({ refusal: z.object({ text: z.object({ zh: z.string(), en: z.string() }) }) }).safeParse(body);
  return said.success ? `${said.data.refusal.text.zh} ${said.data.refusal.text.en}` : undefined;
}

const ANSWER_MS = 15_000;

function post(server: Server, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const send = server.url.protocol === 'https:' ? requestHttps : requestHttp;
    const options = {
      method: 'POST',
      timeout: ANSWER_MS,
      headers: { 'Content-Type': 'application/json', 'X-Zhishou': '1' },
      ...trusted(server),
    };
    const request = send(new URL(path, server.url), options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
        } catch {
          resolve({ status: response.statusCode ?? 0, body: null });
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error('the server did not answer in time')));
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}
