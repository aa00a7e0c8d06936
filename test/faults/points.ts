/**
 * The named points at which the fault server ends itself. Each lies where the process touches what is outside of it: a
 * statement, an answer, a command to the card, a slip. So the product needs no hook, and no setting of a real server
 * can arm one. The name of the point is on the disk before the process dies: what is not written there was not hit.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import pg from 'pg';
import type { VirtualCounter } from '../../agent/open-counter.ts';

export const POINTS = [
  'before begin',
  'after insert',
  'before commit',
  'after commit, before reply',
  'after reply',
  'before card write',
  'after card write',
  'before read-back',
  'after read-back',
  'before print',
  'after print',
  'during close',
] as const;
export type Point = (typeof POINTS)[number];

/** Which operation must be at the point: '/api/vending/sell-credit'. */
export interface Armed {
  readonly point: Point;
  readonly path: string;
}

let armed: Armed | null = null;
let noted = '';

/** @param file gets the name of the point that was hit */
export function arm(wanted: Armed, file: string): void {
  armed = wanted;
  noted = file;
}

function reach(point: Point): void {
  if (armed?.point !== point) return;
  writeFileSync(noted, point);
  process.kill(process.pid, 'SIGKILL');
}

const nameOfArmed = (): string | undefined => armed?.path.replace('/api/', '').replace('/', '.');

/** Requests of the armed operation that are not answered yet. */
let underWay = 0;

function watchRequests(): void {
  const isArmed = (message: unknown): boolean => (message as { request: IncomingMessage }).request.url === armed?.path;
  subscribe('http.server.request.start', (message) => {
    if (isArmed(message)) underWay += 1;
  });
  subscribe('http.server.response.finish', (message) => {
    if (!isArmed(message)) return;
    underWay -= 1;
    reach('after reply');
  });
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

function statementOf([query, values]: readonly unknown[]): Statement {
  if (typeof query === 'string') return { text: query, values: Array.isArray(values) ? values : [] };
  return { values: [], ...(query as Partial<Statement>), text: (query as Statement).text ?? '' };
}

/** Connections whose open transaction has bound a key of the armed operation. */
const inside = new WeakSet<pg.Client>();

function before(client: pg.Client, { text, values }: Statement): void {
  if (text === 'BEGIN' && underWay > 0) reach('before begin');
  if (text.includes('insert into request') && values[2] === nameOfArmed()) inside.add(client);
  if (text === 'COMMIT' && inside.has(client)) reach('before commit');
}

function after(client: pg.Client, { text }: Statement): void {
  if (!inside.has(client)) return;
  if (/insert into sale /.test(text)) reach('after insert');
  if (/insert into "drawer_count"/.test(text)) reach('during close');
  if (text !== 'COMMIT' && text !== 'ROLLBACK') return;
  inside.delete(client);
  if (text === 'COMMIT') reach('after commit, before reply');
}

function watchStatements(): void {
  const { prototype } = pg.Client as unknown as { prototype: { query(...args: unknown[]): unknown } };
  const { query } = prototype;
  prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const statement = statementOf(args);
    before(this, statement);
    const answer = query.apply(this, args);
    if (!(answer instanceof Promise)) return answer;
    return answer.then((value) => {
      after(this, statement);
      return value;
    });
  };
}

const UPDATE = 0xd6;
const READ = 0xb0;
/** The wallet is written last: with it the sale is on the card. */
const WALLET = 2;

export function watchCounter({ reader, printer }: VirtualCounter): void {
  const { withCard } = reader;
  reader.withCard = async (work) => {
    let written = false;
    const outcome = await withCard((channel) =>
      work({
        atr: channel.atr,
        async transmit(command) {
          if (command[1] === UPDATE) reach('before card write');
          if (written && command[1] === READ) reach('before read-back');
          const answer = await channel.transmit(command);
          if (command[1] === UPDATE && (command[2]! & 0x1f) === WALLET) {
            written = true;
            reach('after card write');
          }
          return answer;
        },
      }),
    );
    if (written) reach('after read-back');
    return outcome;
  };
  const { print } = printer;
  printer.print = async (bytes) => {
    reach('before print');
    await print(bytes);
    reach('after print');
  };
}

export function watchServer(): void {
  watchRequests();
  watchStatements();
}
