/**
 * The points of the check before work. Devices say server, database, clock, reader, printer and programs; what lies to
 * the right of devices (is there a price, is the day before closed) is registered by the module that knows.
 */
import type { DeviceReport } from '../../../shared/agent/protocol.ts';
import { CHECK_POINTS, type CheckPoint, CLOCK_SECONDS } from '../../../shared/devices/words.ts';
import type { Text } from '../../../shared/text.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Judged } from './rules/judge-health.ts';

export interface Point {
  readonly point: CheckPoint;
  readonly good: boolean;
  readonly says: Text;
}

export type AskPoint = (tx: Tx, actor: Actor, now: Instant) => Promise<Point>;

const registered = new Map<string, AskPoint>();

/** One a module; registering again replaces it. */
export function registerCheckPoint(module: string, ask: AskPoint): void {
  registered.set(module, ask);
}

export async function askPoints(tx: Tx, actor: Actor, now: Instant): Promise<Point[]> {
  const points: Point[] = [];
  for (const ask of registered.values()) points.push(await ask(tx, actor, now));
  return points;
}

export const inOrder = (points: readonly Point[]): Point[] =>
  CHECK_POINTS.flatMap((name) => points.filter(({ point }) => point === name));

export interface Heard {
  readonly devices: readonly DeviceReport[];
  readonly clockAhead: number;
  readonly judged: readonly Judged[];
  /** Programs that are not listed; null: the house does not look, `unknown`: the agent cannot say. */
  readonly foreign: readonly string[] | 'unknown' | null;
}

const DATABASE: Point = { point: 'database', good: true, says: { zh: '可读写', en: 'Reads and writes' } };

/** What the counter's own points say; null: its agent did not answer. */
export function ownPoints(heard: Heard | null): Point[] {
  if (heard === null) {
    const says = { zh: '柜台程序没有答复', en: 'The counter agent did not answer' };
    return [{ point: 'server', good: false, says }, DATABASE];
  }
  const server: Point = { point: 'server', good: true, says: { zh: '柜台程序已连接', en: 'The agent is connected' } };
  return [server, DATABASE, clockPoint(heard.clockAhead), ...heard.judged.flatMap(devicePoint), ...programPoint(heard)];
}

export const clockIsOff = (ahead: number): boolean => Math.abs(ahead) > CLOCK_SECONDS;

const clockPoint = (ahead: number): Point => ({
  point: 'clock',
  good: !clockIsOff(ahead),
  says: {
    zh: ahead === 0 ? '与服务器一致' : `与服务器相差 ${Math.abs(ahead)} 秒`,
    en: ahead === 0 ? 'As the server’s' : `${Math.abs(ahead)} s off the server’s`,
  },
});

const DEVICE_SAYS: Record<Judged['state'], Text> = {
  ready: { zh: '就绪', en: 'Ready' },
  needs: { zh: '缺纸，请换纸', en: 'Out of paper, change it' },
  fault: { zh: '不可用', en: 'Cannot be used' },
};

const devicePoint = ({ device, state }: Judged): Point[] =>
  device === 'clock' ? [] : [{ point: device, good: state === 'ready', says: DEVICE_SAYS[state] }];

function programPoint({ foreign }: Heard): Point[] {
  if (foreign === null) return [];
  if (foreign === 'unknown') {
    const says = { zh: '柜台程序报不出运行的程序', en: 'The agent cannot say what runs' };
    return [{ point: 'programs', good: false, says }];
  }
  const names = foreign.join('、');
  const says =
    foreign.length === 0
      ? { zh: '都在名单内', en: 'All are listed' }
      : { zh: `名单外：${names}`, en: `Not listed: ${foreign.join(', ')}` };
  return [{ point: 'programs', good: foreign.length === 0, says }];
}
