/**
 * The real meter link: finds the meter's line and its protocol, and hands what is asked to the line's queue. Lines are
 * opened when they are first needed, and opened anew when their place has been changed. Whatever a meter answers to a
 * reading is also its present status.
 */
import type pg from 'pg';
import type { Protocol } from '../../../shared/network/words.ts';
import { addSeconds } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { reading, transaction } from '../../platform/db/tx.ts';
import type { Log } from '../../platform/log.ts';
import { SYSTEM_PERSON } from '../../platform/operations/actor.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { MeterSecurity } from './dlt645/security.ts';
import type { LineNews } from './line/hold.ts';
import { type Line, openLine, type Wire, type WorkOptions } from './line/line.ts';
import type { Place } from './line/transport.ts';
import type { LinkAnswer, MeterAddress, MeterItem, MeterLink } from './meter-link.ts';
import { localTime } from './rules/meter-time.ts';
import { cjt188 } from './speech/cjt188.ts';
import { speakDlt645 } from './speech/dlt645.ts';
import type { Said, Speech, Spoken } from './speech/speech.ts';
import { addHealth, findLine, type LineRow, meterOnLine, noteEvent, type OnLine, siteZone } from './store/lines.ts';
import { type Heard, saveStatus } from './store/status.ts';

export interface LinkParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  /** For the passwords of meters; without it the makers' own are used. */
  readonly secretBox?: SecretBox | undefined;
  /** The utility's machine for meters with a security module. */
  readonly security?: MeterSecurity | null | undefined;
}

/** A meter with its line to itself. */
export interface Speaking {
  readonly wire: Wire;
  readonly speech: Speech;
  readonly to: Spoken;
}

export interface NetworkLink extends MeterLink {
  /** Null when the meter is on no line, or its line could not be had. Nothing else is said on the line meanwhile. */
  withMeter<T>(to: MeterAddress, work: (speaking: Speaking) => Promise<T>, options?: WorkOptions): Promise<T | null>;
  /** The same with a line and whatever answers there. */
  withLine<T>(
    line: { readonly siteId: string; readonly lineId: string },
    work: (wire: Wire) => Promise<T>,
    options?: WorkOptions,
  ): Promise<T | null>;
  speechOf(protocol: Protocol): Speech;
  close(): Promise<void>;
}

declare module '../../platform/operations/implement.ts' {
  interface Outside {
    /** The lines themselves: for searching them and for asking who answers. */
    readonly lines: NetworkLink;
  }
}

const placeOf = (row: LineRow): Place =>
  row.transport === 'tcp'
    ? { transport: 'tcp', host: row.host!, port: row.port! }
    : { transport: 'serial', path: row.path!, baud: row.baud!, parity: row.parity! };

function accessOf(sealed: string | null, secretBox: SecretBox | undefined): Spoken['access'] {
  if (sealed === null || secretBox === undefined) return null;
  return JSON.parse(secretBox.open(sealed)) as NonNullable<Spoken['access']>;
}

export const spokenOf = (row: OnLine, secretBox: SecretBox | undefined): Spoken => ({
  protocol: row.protocol,
  address: row.address,
  customerNo: row.customer_no,
  commodity: row.commodity,
  creditUnit: row.credit_unit,
  timeZone: row.time_zone,
  access: accessOf(row.sealed, secretBox),
});

interface Lines {
  of(row: LineRow): Line;
  close(): Promise<void>;
}

/** The lines this process has opened. */
function openLines(parts: LinkParts): Lines {
  const open = new Map<string, { readonly as: string; readonly line: Line }>();
  const report = async (row: LineRow, news: LineNews): Promise<void> => {
    const at = parts.clock.now();
    const line = { siteId: row.site_id, lineId: row.line_id };
    await transaction(parts.pool, async (tx) => {
      await addHealth(tx, line, news.counts, { at, failure: news.failure ?? null });
      if (news.event !== undefined)
        await noteEvent(tx, { ...line, kind: news.event, note: news.failure ?? '', at, personId: SYSTEM_PERSON });
    }).catch((error: unknown) =>
      parts.log.warn({ err: error, line: row.line_id }, 'the health of a line is not noted'),
    );
  };
  return {
    of(row) {
      const place = placeOf(row);
      const timing = { answerMs: row.answer_ms, byteMs: row.byte_ms, gapMs: row.gap_ms, retries: row.retries };
      const as = JSON.stringify([place, timing]);
      const known = open.get(row.line_id);
      if (known?.as === as) return known.line;
      void known?.line.close();
      const { pool, log } = parts;
      const key = { siteId: row.site_id, lineId: row.line_id };
      // An owner of its own: the line before, when its place was changed, still has to give up its lease.
      const owner = newId();
      const line = openLine({ pool, log, key, place, timing, owner, report: (news) => report(row, news) });
      open.set(row.line_id, { as, line });
      return line;
    },
    async close() {
      await Promise.all([...open.values()].map(({ line }) => line.close()));
      open.clear();
    },
  };
}

export function createMeterLink(parts: LinkParts): NetworkLink {
  const { pool, clock } = parts;
  const lines = openLines(parts);
  const dlt645 = speakDlt645(parts.security ?? null);
  const speechOf = (protocol: Protocol): Speech => (protocol === 'cjt188' ? cjt188 : dlt645);
  const dated = <T>(said: Said<T> | null): LinkAnswer<T> => ({
    ...(said ?? { result: 'unreachable' }),
    at: clock.now(),
  });

  const withMeter: NetworkLink['withMeter'] = async ({ siteId, meterId }, work, options) => {
    const row = await reading(pool, (tx) => meterOnLine(tx, siteId, meterId));
    if (row === undefined || row.state === 'closed') return null;
    const to = spokenOf(row, parts.secretBox);
    return lines.of(row).work((wire) => work({ wire, speech: speechOf(row.protocol), to }), options);
  };
  const withLine: NetworkLink['withLine'] = async ({ siteId, lineId }, work, options) => {
    const row = await reading(pool, (tx) => findLine(tx, siteId, lineId));
    return row === undefined || row.state === 'closed' ? null : lines.of(row).work(work, options);
  };

  return {
    withMeter,
    withLine,
    speechOf,
    async read(to, items) {
      const said = await withMeter(to, ({ wire, speech, to: spoken }) => speech.read(wire, spoken, items));
      const heard = Object.fromEntries(
        items.map((item: MeterItem) => [item, dated(said?.[item] ?? null)]),
      ) as unknown as Heard;
      await keepStatus(parts, to, heard);
      return heard as never;
    },
    async switchRelay(to, command, validMinutes) {
      return dated(
        await withMeter(to, ({ wire, speech, to: spoken }) => {
          const until = localTime(addSeconds(clock.now(), validMinutes * 60), spoken.timeZone);
          return speech.switchRelay(wire, spoken, command, until);
        }),
      );
    },
    writePrices: async (to, set) =>
      dated(await withMeter(to, ({ wire, speech, to: spoken }) => speech.writePrices(wire, spoken, set))),
    async broadcastTime(line) {
      const zone = await reading(pool, (tx) => siteZone(tx, line.siteId));
      return dated(await withLine(line, (wire) => dlt645.broadcastTime(wire, localTime(clock.now(), zone))));
    },
    close: () => lines.close(),
  };
}

/** A meter that is on no line has no status. */
async function keepStatus({ pool, clock, log }: LinkParts, to: MeterAddress, heard: Heard): Promise<void> {
  await transaction(pool, async (tx) => {
    if ((await meterOnLine(tx, to.siteId, to.meterId)) !== undefined) await saveStatus(tx, to, heard, clock.now());
  }).catch((error: unknown) => log.warn({ err: error, meter: to.meterId }, 'the status of a meter is not noted'));
}
