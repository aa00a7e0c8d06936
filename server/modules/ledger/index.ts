/** Public face of module ledger: posting, reversing, balances, and the journal. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { ledgerChecks } from './checks.ts';
import { journalDownload } from './downloads.ts';
import { acceptOlderBooks } from './operations/accept-older-books.ts';
import { closePeriodOperation } from './operations/close-period.ts';
import { verifyBooksOperation } from './operations/verify-books.ts';
import { accountLinesQuery } from './queries/account-lines.ts';
import { entryQuery } from './queries/entry.ts';
import { olderBooks } from './queries/older-books.ts';
import { periodsQuery } from './queries/periods.ts';
import { trialBalanceQuery } from './queries/trial-balance.ts';
import { verificationsQuery } from './queries/verifications.ts';

export { closeMonth } from './close-month.ts';
export { type DocumentEntry, entriesOf } from './entries.ts';
export { accountBalance, ensureAccount, type PostedEntry, partyBalance, post, postTogether, reverse } from './post.ts';
export { credit, debit, type EntryLine, type NewEntry, renderEntry } from './rules/entry.ts';
export { createVerifier } from './verifier.ts';

export const ledgerModule: ServerModule = {
  name: 'ledger',
  operations: [acceptOlderBooks, closePeriodOperation, verifyBooksOperation],
  queries: [olderBooks, trialBalanceQuery, accountLinesQuery, entryQuery, periodsQuery, verificationsQuery],
  downloads: [journalDownload],
  keptTables: ['older_books', 'ledger_account', 'ledger_period', 'ledger_entry', 'ledger_line', 'ledger_verification'],
  checks: ledgerChecks,
};
