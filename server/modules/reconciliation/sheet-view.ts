import type { z } from 'zod';
import { sheetNumberOf } from '../../../shared/reconciliation/slip-states.ts';
import type { sheetRowSchema } from '../../../shared/reconciliation/view.ts';
import type { SheetRow } from './store/sheets.ts';

export const sheetRow = (row: SheetRow, closedByName: string): z.output<typeof sheetRowSchema> => ({
  sheetId: row.sheet_id,
  sheetNo: sheetNumberOf(row.number),
  businessDate: row.business_date,
  receivedFen: row.received_fen,
  refundedFen: row.refunded_fen,
  overFen: row.over_fen,
  shortFen: row.short_fen,
  agrees: row.agrees,
  closedAt: row.closed_at,
  closedByName,
});
