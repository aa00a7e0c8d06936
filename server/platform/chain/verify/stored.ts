/**
 * The records of all chains of a site as PostgreSQL sends them in a binary copy: bytes, in the order of chain and
 * number. A body is thousands of characters; what is hashed is hashed where it lies, without a text made of it first.
 */
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

export interface StoredRecord {
  readonly chainId: string;
  readonly seq: number;
  /** Microseconds since 2000, as they are stored. */
  readonly at: number;
  readonly operation: string;
  readonly personId: string;
  readonly post: string;
  readonly hash: string;
  /** What lies before `bodyAt` has been read and may be written over. */
  readonly bytes: Buffer;
  readonly bodyAt: number;
  readonly bodyEnd: number;
}

const COLUMNS = 'chain_id, seq, at, operation, person_id, post, hash, body';
const FIELDS = COLUMNS.split(', ').length;
const SITE = /^[0-9a-f-]{36}$/;
/** Signature, flags, and the length of an extension that is never there. */
const HEADER = 19;
const END = -1;

/** Calls `take` for each record, within the transaction of `client`; answers how many there were. */
export async function readStored(
  client: pg.ClientBase,
  siteId: string,
  take: (record: StoredRecord) => void,
): Promise<number> {
  // COPY takes no parameters.
  if (!SITE.test(siteId)) throw new RangeError(`not the id of a site: ${siteId}`);
  const stream = client.query(
    copyTo(
      `copy (select ${COLUMNS} from chain_record where site_id = '${siteId}' order by chain_id, seq)
       to stdout with (format binary)`,
    ),
  );
  let left: Buffer = Buffer.alloc(0);
  let begun = false;
  let count = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
    let at = 0;
    if (!begun) {
      if (bytes.length < HEADER) {
        left = bytes;
        continue;
      }
      begun = true;
      at = HEADER;
    }
    for (;;) {
      const end = endOfRow(bytes, at);
      if (end === undefined) break;
      take(recordAt(bytes, at));
      count += 1;
      at = end;
    }
    left = at === bytes.length ? Buffer.alloc(0) : bytes.subarray(at);
  }
  return count;
}

/** Undefined when the row is not there as a whole, or when it is the mark of the end. */
function endOfRow(bytes: Buffer, start: number): number | undefined {
  if (start + 2 > bytes.length || bytes.readInt16BE(start) === END) return undefined;
  let at = start + 2;
  for (let field = 0; field < FIELDS; field += 1) {
    if (at + 4 > bytes.length) return undefined;
    at += 4 + bytes.readInt32BE(at);
    if (at > bytes.length) return undefined;
  }
  return at;
}

function recordAt(bytes: Buffer, start: number): StoredRecord {
  let at = start + 2;
  /** Goes over one field; answers where it begins. */
  const next = (): number => {
    const begin = at + 4;
    at = begin + bytes.readInt32BE(at);
    return begin;
  };
  const chainId = uuidAt(bytes, next());
  const seq = int8At(bytes, next());
  const time = int8At(bytes, next());
  const operation = bytes.toString('utf8', next(), at);
  const personId = uuidAt(bytes, next());
  const post = bytes.toString('utf8', next(), at);
  const hash = bytes.toString('utf8', next(), at);
  const bodyAt = next();
  return { chainId, seq, at: time, operation, personId, post, hash, bytes, bodyAt, bodyEnd: at };
}

const int8At = (bytes: Buffer, at: number): number =>
  bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);

function uuidAt(bytes: Buffer, at: number): string {
  const figures = bytes.toString('hex', at, at + 16);
  return `${figures.slice(0, 8)}-${figures.slice(8, 12)}-${figures.slice(12, 16)}-${figures.slice(16, 20)}-${figures.slice(20)}`;
}
