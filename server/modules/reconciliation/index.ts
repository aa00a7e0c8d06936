/** Reconciliation: daily slips that two sign, and the closing of the business day. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { reconciliationChecks } from './checks.ts';
import { daySheetPdf, slipPdf } from './documents/downloads.ts';
import { joinMyDay } from './on-my-day.ts';
import { closeDay } from './operations/close-day.ts';
import { makeSlip } from './operations/make-slip.ts';
import { printDaySheet } from './operations/print-day-sheet.ts';
import { printSlipCopy } from './operations/print-slip-copy.ts';
import { signSlip } from './operations/sign-slip.ts';
import { day } from './queries/day.ts';
import { daySheet } from './queries/day-sheet.ts';
import { daySheets } from './queries/day-sheets.ts';
import { slip } from './queries/slip.ts';
import { slips } from './queries/slips.ts';
import { slipsToMake } from './queries/slips-to-make.ts';

joinMyDay();

export const reconciliationModule: ServerModule = {
  name: 'reconciliation',
  operations: [makeSlip, signSlip, printSlipCopy, closeDay, printDaySheet],
  queries: [slips, slip, slipsToMake, day, daySheets, daySheet],
  downloads: [slipPdf, daySheetPdf],
  keptTables: ['daily_slip', 'daily_slip_signature', 'daily_slip_right', 'day_sheet', 'reconciliation_print'],
  checks: reconciliationChecks,
};
