import { printDaySheet as contract } from '../../../../shared/contracts/reconciliation/print-day-sheet.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepPrint } from '../store/prints.ts';
import { lockSheet } from '../store/sheets.ts';

export const printDaySheet = implement(contract, {
  async run(tx, actor, clock, { sheetId, reason }) {
    await lockSheet(tx, actor.siteId, sheetId);
    return keepPrint(tx, actor, {
      kind: 'day-sheet',
      documentId: sheetId,
      paper: 'A4',
      copy: null,
      reason,
      now: clock.now(),
    });
  },
});
