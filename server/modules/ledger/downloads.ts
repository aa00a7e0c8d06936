import { z } from 'zod';
import { LEDGER_READERS } from '../../../shared/ledger/view.ts';
import { businessDateSchema } from '../../../shared/values/calendar.ts';
import { download } from '../../platform/http/route.ts';
import { journalOf } from './journal.ts';

/** The journal of a range of days in hledger's format. */
export const journalDownload = download({
  module: 'ledger',
  name: 'journal.hledger',
  title: { zh: '序时账（hledger 格式）', en: 'Journal (hledger format)' },
  posts: LEDGER_READERS,
  input: z.strictObject({ from: businessDateSchema, to: businessDateSchema }),
  async run(tx, actor, _clock, { from, to }) {
    const parts: Buffer[] = [];
    // The transaction ends before the answer is sent, so the text is gathered first.
    for await (const part of journalOf(tx, actor.siteId, { from, to })) parts.push(Buffer.from(part));
    return {
      contentType: 'text/plain; charset=utf-8',
      fileName: `journal-${from}-${to}.hledger`,
      body: Buffer.concat(parts),
      noted: true,
    };
  },
});
