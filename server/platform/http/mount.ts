/** Mounts the doors (routes that begin and end sessions) and the downloads. */
import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pathOf } from '../../../shared/contracts/contract.ts';
import { newId } from '../../../shared/values/ids.ts';
import { reading } from '../db/tx.ts';
import { writeCsv } from '../files/write-csv.ts';
import { writeXlsx, XLSX_TYPE } from '../files/write-xlsx.ts';
import { requireSignedIn } from '../operations/actor.ts';
import { inputFromQueryString, parseInput } from '../operations/parse-input.ts';
import { type HttpParts, sessionCookieName } from './app.ts';
import type { DownloadFile, DownloadTable } from './route.ts';

export function mountDoors(app: FastifyInstance, parts: HttpParts, secure: boolean): void {
  const name = sessionCookieName(secure);
  const options = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure };
  for (const door of parts.doors) {
    const { contract } = door;
    app.post(pathOf(contract), { bodyLimit: contract.maxBody ?? 65_536 }, async (request, reply) => {
      if (contract.posts !== 'public') requireSignedIn(request.actor);
      const handle = async () =>
        door.handle(
          {
            pool: parts.pool,
            clock: parts.clock,
            log: parts.log,
            live: parts.live,
            actor: request.actor,
            token: request.cookies[name] ?? null,
            terminalToken: request.cookies[`${name}-terminal`] ?? null,
            address: request.ip,
            setSession: (token) => void reply.setCookie(name, token, options),
            clearSession: () => void reply.clearCookie(name, options),
            setTerminal: (token) =>
              void reply.setCookie(`${name}-terminal`, token, { ...options, maxAge: 10 * 365 * 86_400 }),
          },
          parseInput(contract.input, request.body),
        );
      return parts.runner.guarded(contract, request.actor, handle);
    });
  }
}

export function mountDownloads(app: FastifyInstance, parts: HttpParts): void {
  for (const declared of parts.downloads) {
    app.get(`/api/${declared.module}/${declared.name}`, async (request, reply) => {
      const { actor } = request;
      if (declared.posts !== 'public') requireSignedIn(actor);
      const exportNo = newId().slice(-8);
      const { file, input } = await parts.runner.guarded(declared, actor, async () => {
        const asked = parseInput(declared.input, inputFromQueryString(declared.input, request.query as never));
        const file = await reading(parts.pool, async (tx) => {
          const made = await declared.run(tx, actor, parts.clock, asked as never);
          if (!('table' in made)) return made;
          return tableFile(made, made.unmarked === true ? null : await parts.exports.mark(tx, actor, exportNo));
        });
        return { file, input: asked };
      });
      const body = Buffer.isBuffer(file.body) ? Readable.from([file.body]) : Readable.from(file.body);
      const note = (hashed: Hashed) =>
        parts.exports.note(actor, {
          file: `${declared.module}.${declared.name}`,
          filter: input as object,
          exportNo,
          ...hashed,
        });
      return reply
        .headers(fileHeaders(file))
        .send(file.noted === true ? body.compose(hashing(note)) : Buffer.isBuffer(file.body) ? file.body : body);
    });
  }
}

/** The rows are read already; the file is written while it is sent. */
function tableFile({ table, format, fileName }: DownloadTable, mark: string | null): DownloadFile {
  const marked = { ...table, mark };
  return format === 'csv'
    ? { contentType: 'text/csv; charset=utf-8', fileName, body: writeCsv(marked), noted: true }
    : { contentType: XLSX_TYPE, fileName, body: writeXlsx(marked), noted: true };
}

interface Hashed {
  readonly sha256: string;
  readonly bytes: number;
}

function hashing(note: (hashed: Hashed) => Promise<void>): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      note({ sha256: hash.digest('hex'), bytes }).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
}

function fileHeaders(file: DownloadFile): Record<string, string> {
  const disposition = file.inline === true ? 'inline' : 'attachment';
  return {
    'Content-Type': file.contentType,
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    'X-Content-Type-Options': 'nosniff',
    // A PDF is shown by the browser's own viewer, which needs styles of its own; nothing else may run.
    'Content-Security-Policy':
      file.inline === true
        ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
        : 'sandbox',
  };
}
