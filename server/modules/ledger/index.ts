/** Public face of module ledger. */
import type { ServerModule } from '../../platform/operations/implement.ts';

export { accountBalance, ensureAccount, type PostedEntry, partyBalance, post, reverse } from './post.ts';
export { credit, debit, type EntryLine, type NewEntry, renderEntry } from './rules/entry.ts';

export const ledgerModule: ServerModule = {
  name: 'ledger',
  operations: [],
  queries: [],
  keptTables: ['ledger_account', 'ledger_period', 'ledger_entry', 'ledger_line', 'ledger_verification'],
};
