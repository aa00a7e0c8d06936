/**
 * A card was read at a counter: the image is kept, held against the books, and what the meter wrote back is taken into
 * them. A difference is a case, opened once for as long as the card reads the same.
 */
import type { CardImage } from '../../../shared/agent/protocol.ts';
import type { LastSold } from '../../../shared/card/counter-check.ts';
import type { ReturnBooks } from '../../../shared/card/return-file.ts';
import { decodeCard, type UserCard } from '../../../shared/card/user-card.ts';
import { CARD_DIFFERENCES, type CardDifference } from '../../../shared/cards/words.ts';
import { formatInstant, type Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import { addMoney } from '../../../shared/values/money.ts';
import { sha256 } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { openCase } from '../cases/index.ts';
import { endByReading } from './end-write.ts';
import { tellReturn } from './return-sink.ts';
import { contentOf } from './rules/content-of.ts';
import { differencesOf } from './rules/differences.ts';
import { momentOf } from './rules/meter-clock.ts';
import { type CardRow, lastSoldOf, lockCardOfSerial, timeZoneOf, updateCard } from './store/cards.ts';
import { insertReading, lastReadingOfSerial, lastReturn, type ReadingRow } from './store/readings.ts';
import { openWriteOf } from './store/writes.ts';

export interface ReadHere {
  readonly terminalId: string;
  readonly image: CardImage;
}

export async function keepReading(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { terminalId, image }: ReadHere,
): Promise<ReadingRow> {
  const { siteId } = actor;
  const now = clock.now();
  const known = await lockCardOfSerial(tx, siteId, image.serial);
  const write = known === undefined ? undefined : await openWriteOf(tx, siteId, known.card_id);
  if (write !== undefined) await endByReading(tx, actor, { write, terminalId, image, now });
  const card = write === undefined ? known : await lockCardOfSerial(tx, siteId, image.serial);
  const stillOpen = write !== undefined && (await openWriteOf(tx, siteId, write.card_id)) !== undefined;
  const comparable = card !== undefined && card.state === 'issued' && card.to_write === null && !stillOpen;
  const decoded = decodeCard(image);
  const differences = comparable ? await compare(tx, card, decoded, now) : [];
  if (comparable && card.pending && differences.length === 0 && hasTaken(decoded, card))
    await updateCard(tx, card, { pending: false });
  const row = rowOf(actor, { terminalId, image, decoded, card, comparable, differences, now });
  const reading = differences.length === 0 ? row : { ...row, ...(await openOnce(tx, actor, clock, row)) };
  await insertReading(tx, reading);
  if (differences.length === 0) await handOn(tx, actor, clock, reading);
  tx.touch('cards');
  return reading;
}

/** A return whose meter gave no moment says nothing about when it was so. */
async function handOn(tx: Tx, actor: Actor, clock: Clock, reading: ReadingRow): Promise<void> {
  const { returned } = reading.content;
  const { meter_id: meterId, returned_at: returnedAt, returned_fen: remaining } = reading;
  if (returned === null || meterId === null || returnedAt === null || remaining === null) return;
  await tellReturn(tx, actor, {
    clock,
    cardNo: reading.serial,
    meterId,
    returnedAt: momentOf(returnedAt, await timeZoneOf(tx, actor.siteId)),
    purchaseCount: returned.purchaseCount,
    remaining,
    overdraft: returned.overdraftFen,
    illegalInsertions: returned.illegalInsertions,
  });
}

/** The meter has counted the last purchase. */
const hasTaken = ({ returned }: UserCard, card: CardRow): boolean =>
  returned.kind === 'read' && returned.value.count === card.purchase_count;

async function compare(tx: Tx, card: CardRow, decoded: UserCard, now: Instant): Promise<CardDifference[]> {
  const last = lastSoldOf(card);
  return differencesOf(decoded, last, await returnBooks(tx, card, last, now));
}

async function returnBooks(tx: Tx, card: CardRow, last: LastSold, now: Instant): Promise<ReturnBooks> {
  const seen = card.meter_id === null ? undefined : await lastReturn(tx, card.site_id, card.meter_id);
  const zone = await timeZoneOf(tx, card.site_id);
  return {
    meterNo: last.meterNo,
    customerNo: last.customerNo,
    count: last.count,
    mostRemaining: seen === undefined ? null : addMoney(seen.returned_fen, seen.sold_since_fen),
    keyInfo: seen?.key_info ?? null,
    illegalInsertions: seen?.illegal_insertions ?? 0,
    seenAt: seen?.returned_at ?? null,
    now: formatInstant(now, zone).replace(' ', 'T'),
  };
}

interface Read extends ReadHere {
  readonly decoded: UserCard;
  readonly card: CardRow | undefined;
  readonly comparable: boolean;
  readonly differences: readonly CardDifference[];
  readonly now: Instant;
}

function rowOf(actor: Actor, read: Read): ReadingRow {
  const { image, decoded, card, comparable, now } = read;
  const back = comparable && decoded.returned.kind === 'read' ? decoded.returned.value : null;
  return {
    site_id: actor.siteId,
    reading_id: newId(),
    terminal_id: read.terminalId,
    card_id: card?.card_id ?? null,
    meter_id: card?.meter_id ?? null,
    serial: image.serial,
    profile: image.profile,
    image,
    digest: sha256(canonicalJson(image)),
    content: contentOf(decoded),
    differences: read.differences,
    returned_fen: back?.remaining ?? null,
    returned_count: back?.count ?? null,
    returned_at: back?.writtenAt ?? null,
    key_info: back?.keyInfo ?? null,
    illegal_insertions: back?.illegalInsertions ?? null,
    case_id: null,
    case_number: null,
    at: now,
    person_id: actor.personId,
    post: actor.post,
  };
}

/** The same card with the same differences as when it was read before has its case already. */
async function openOnce(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  reading: ReadingRow,
): Promise<Pick<ReadingRow, 'case_id' | 'case_number'>> {
  const before = await lastReadingOfSerial(tx, actor.siteId, reading.serial);
  if (before?.case_id != null && before.digest === reading.digest)
    return { case_id: before.case_id, case_number: before.case_number };
  const said = (language: 'zh' | 'en', between: string): string =>
    reading.differences.map((difference) => CARD_DIFFERENCES[difference][language]).join(between);
  const { caseId, number } = await openCase(tx, actor, clock, {
    subject: 'card.differs',
    summary: { zh: `卡 ${reading.serial}：${said('zh', '；')}`, en: `Card ${reading.serial}: ${said('en', '; ')}` },
    document: { kind: 'card-reading', id: reading.reading_id },
    parties: [{ personId: actor.personId, post: actor.post }],
  });
  return { case_id: caseId, case_number: number };
}
