/** Reconciliation: daily slips that two sign, and the closing of the business day. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { reconciliationChecks } from './checks.ts';
import { joinWorkCheck } from './day-point.ts';
import { issuedCsv, issuedXlsx } from './documents/credit-issued-file.ts';
import { daySheetPdf, slipPdf } from './documents/downloads.ts';
import { cashierMonthXlsx, vouchersCsv } from './documents/finance-files.ts';
import { handLogPdf } from './documents/hand-log-file.ts';
import { receiptPicture, remittancePdf, statementPdf } from './documents/remittance-downloads.ts';
import { settlementPdf } from './documents/settlement-document.ts';
import { ageCash } from './jobs/age-cash.ts';
import { joinMyDay } from './on-my-day.ts';
import { attachReceipt } from './operations/attach-receipt.ts';
import { closeDay } from './operations/close-day.ts';
import { confirmRemittance } from './operations/confirm-remittance.ts';
import { handInBundle } from './operations/hand-in-bundle.ts';
import { makeRemittance } from './operations/make-remittance.ts';
import { makeSlip } from './operations/make-slip.ts';
import { makeStatement } from './operations/make-statement.ts';
import { printDaySheet } from './operations/print-day-sheet.ts';
import { printSlipCopy } from './operations/print-slip-copy.ts';
import { receiveBundle } from './operations/receive-bundle.ts';
import { setSheetLayout } from './operations/set-sheet-layout.ts';
import { setVoucherLayout } from './operations/set-voucher-layout.ts';
import { settleJournal } from './operations/settle-journal.ts';
import { signSlip } from './operations/sign-slip.ts';
import { signStatement } from './operations/sign-statement.ts';
import { tallySlip } from './operations/tally-slip.ts';
import { writeLog } from './operations/write-log.ts';
import { bundles } from './queries/bundles.ts';
import { cashCustody } from './queries/cash-custody.ts';
import { creditIssued } from './queries/credit-issued.ts';
import { creditProof } from './queries/credit-proof.ts';
import { day } from './queries/day.ts';
import { daySheet } from './queries/day-sheet.ts';
import { daySheets } from './queries/day-sheets.ts';
import { handLog } from './queries/hand-log.ts';
import { journalSettlements } from './queries/journal-settlements.ts';
import { layouts } from './queries/layouts.ts';
import { remittances } from './queries/remittances.ts';
import { slip } from './queries/slip.ts';
import { slips } from './queries/slips.ts';
import { slipsToMake } from './queries/slips-to-make.ts';
import { statements } from './queries/statements.ts';

joinMyDay();
joinWorkCheck();

export const reconciliationModule: ServerModule = {
  name: 'reconciliation',
  operations: [
    makeSlip,
    tallySlip,
    signSlip,
    printSlipCopy,
    closeDay,
    printDaySheet,
    makeRemittance,
    confirmRemittance,
    attachReceipt,
    handInBundle,
    receiveBundle,
    makeStatement,
    signStatement,
    writeLog,
    settleJournal,
    setVoucherLayout,
    setSheetLayout,
  ],
  queries: [
    slips,
    slip,
    slipsToMake,
    day,
    daySheets,
    daySheet,
    remittances,
    cashCustody,
    bundles,
    statements,
    handLog,
    journalSettlements,
    creditIssued,
    creditProof,
    layouts,
  ],
  downloads: [
    slipPdf,
    daySheetPdf,
    remittancePdf,
    statementPdf,
    receiptPicture,
    handLogPdf,
    settlementPdf,
    issuedCsv,
    issuedXlsx,
    vouchersCsv,
    cashierMonthXlsx,
  ],
  jobs: [ageCash],
  keptTables: [
    'export_layout',
    'hand_log_entry',
    'journal_settlement',
    'remittance',
    'remittance_slip',
    'remittance_picture',
    'weekly_bundle',
    'weekly_bundle_item',
    'monthly_statement',
    'monthly_statement_signature',
    'daily_slip',
    'daily_slip_signature',
    'daily_slip_right',
    'slip_tally',
    'day_sheet',
    'reconciliation_print',
  ],
  checks: reconciliationChecks,
};
