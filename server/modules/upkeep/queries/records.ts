import { record as recordContract } from '../../../../shared/contracts/upkeep/record.ts';
import { records as contract } from '../../../../shared/contracts/upkeep/records.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { recordView, viewRecord } from '../record-view.ts';
import { recordRows } from '../store/records.ts';

export const records = answer(contract, async (tx, actor, _clock, input) => {
  const rows = await recordRows(tx, actor.siteId, { ...input, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  return {
    rows: shown.map((row) => recordView(actor, row)),
    next: rows.length > input.limit ? shown.at(-1)!.record_id : null,
  };
});

export const record = answer(recordContract, (tx, actor, _clock, { recordId }) => viewRecord(tx, actor, recordId));
