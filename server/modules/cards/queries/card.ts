import { card as contract } from '../../../../shared/contracts/cards/card.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { CardCareTable, CardDocumentTable } from '../../../platform/db/tables.gen.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { namedCard, viewOf } from '../card-view.ts';
import { careOf, documentOf } from '../document-view.ts';
import type { ReadingRow } from '../store/readings.ts';
import type { WriteRow } from '../store/writes.ts';

export const card = answer(contract, async (tx, actor, _clock, { cardId }) => {
  const { siteId } = actor;
  const found = (await namedCard(tx, siteId, cardId)) ?? refuse('record.not_found');
  const of = [siteId, cardId];
  const documents = await tx.prepared<CardDocumentTable>(
    'cards.documents',
    'select * from card_document where site_id = $1 and (card_id = $2 or old_card_id = $2) order by document_no desc limit 100',
    of,
  );
  const writes = await tx.prepared<WriteRow>(
    'cards.writes',
    'select * from card_write where site_id = $1 and card_id = $2 order by at desc, write_id desc limit 100',
    of,
  );
  const readings = await tx.prepared<ReadingRow>(
    'cards.readings',
    'select * from card_reading where site_id = $1 and card_id = $2 order by at desc, reading_id desc limit 50',
    of,
  );
  const care = await tx.prepared<CardCareTable>(
    'cards.care',
    'select * from card_care where site_id = $1 and card_id = $2 order by at desc, care_id desc limit 100',
    of,
  );
  const persons = [...documents, ...writes, ...readings, ...care].map((row) => row.person_id);
  const names = await personNames(tx, siteId, [...new Set(persons)]);
  const name = (personId: string): string => names.get(personId) ?? '—';
  return {
    ...viewOf(actor, found),
    documents: documents.map((row) => documentOf(row, found.serial, name(row.person_id))),
    writes: writes.map((row) => ({
      writeId: row.write_id,
      purpose: row.purpose,
      purchaseCount: row.purchase_count,
      amountFen: row.amount_fen,
      merged: row.merged,
      state: row.state,
      reason: row.reason,
      at: row.at,
      person: name(row.person_id),
    })),
    readings: readings.map((row) => ({
      readingId: row.reading_id,
      at: row.at as Instant,
      person: name(row.person_id),
      content: row.content,
      differences: [...row.differences],
    })),
    care: care.map((row) => careOf(row, name(row.person_id))),
  };
});
