/** Reads a backup file piece by piece and says at the end whether it was whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type BackupHead, END_OF_ROWS, headSchema, tableSchema, tailSchema } from './format.ts';
import type { TableOfBackup } from './write.ts';

export interface BackupReader {
  onHead(head: BackupHead): Promise<void>;
  /** Takes the rows of one table: whole lines, with their line ends. */
  onTable(table: TableOfBackup, rows: AsyncIterable<Buffer>): Promise<void>;
}

export interface BackupRead {
  readonly head: BackupHead;
  readonly tables: number;
  readonly rows: number;
}

export class NotABackup extends Error {}

const NEWLINE = 10;

/** Lines without their end, hashed up to but without the last one. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const gunzip = createReadStream(path)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(createGunzip());
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    const buffer: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0; end = buffer.indexOf(NEWLINE, from)) {
      yield buffer.subarray(from, end);
      from = end + 1;
    }
    rest = buffer.subarray(from);
  }
  if (rest.length > 0) throw new NotABackup('the file ends in the middle of a line: it is cut off');
}

/** Throws NotABackup, in words, when the file is none, is cut off or was changed. Tables are read in the file's order. */
export async function readBackup(path: string, reader: BackupReader): Promise<BackupRead> {
  try {
    return await readWhole(path, reader);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new NotABackup('the file cannot be unpacked: it is no backup, is cut off or was damaged');
    throw error;
  }
}

async function readWhole(path: string, reader: BackupReader): Promise<BackupRead> {
  const hash = createHash('sha256');
  const lines = linesOf(path);
  const next = async (): Promise<Buffer> => {
    const { value, done } = await lines.next();
    if (done === true) throw new NotABackup('the file has no end: it is cut off');
    return value;
  };
  const take = (line: Buffer): void => void hash.update(line).update('\n');
  let rows = 0;
  const first = await next();
  const head = parse(headSchema, first, 'the head');
  take(first);
  await reader.onHead(head);
  for (let tables = 0; ; tables += 1) {
    const line = await next();
    if (line.subarray(0, 6).toString() === '{"end"') {
      const tail = parse(tailSchema, line, 'the end');
      if (tail.sha256 !== hash.digest('hex')) throw new NotABackup('the file was changed: its hash is another');
      if (tail.tables !== tables || tail.rows !== rows)
        throw new NotABackup('the file does not hold what its end says');
      if ((await lines.next()).done !== true) throw new NotABackup('something follows the end of the file');
      return { head, tables, rows };
    }
    const table = parse(tableSchema, line, 'a table');
    take(line);
    const rowsOfTable = async function* (): AsyncGenerator<Buffer> {
      for (let row = await next(); ; row = await next()) {
        take(row);
        if (row.length === END_OF_ROWS.length && row.toString() === END_OF_ROWS) return;
        rows += 1;
        yield Buffer.concat([row, Buffer.from('\n')]);
      }
    };
    await reader.onTable(table, rowsOfTable());
  }
}

function parse<T>(schema: { parse(value: unknown): T }, line: Buffer, what: string): T {
  try {
    return schema.parse(JSON.parse(line.toString('utf8')));
  } catch {
    throw new NotABackup(`${what} cannot be read: this is no backup of this program, or of a newer version`);
  }
}
