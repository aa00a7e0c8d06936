import { spoilPaperSlip as contract } from '../../../../shared/contracts/vending/spoil-paper-slip.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireUnusedPaper } from '../paper-book.ts';
import { paperViews } from '../store/paper.ts';

export const spoilPaperSlip = implement(contract, {
  async run(tx, actor, clock, { bookId, paperNo, reason }) {
    const { siteId } = actor;
    const { series } = await requireUnusedPaper(tx, actor, bookId, paperNo);
    const now = clock.now();
    await tx.keep(
      'paper_slip',
      q
        .insertInto('paper_slip')
        .values({
          site_id: siteId,
          series,
          paper_no: paperNo,
          book_id: bookId,
          fate: 'spoiled',
          written_at: now,
          reason,
          incident_id: null,
          sale_id: null,
          paper_quantity_milli: null,
          price_then_id: null,
          case_id: null,
          business_date: await currentDay(tx, siteId, now),
          at: now,
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    tx.touch('vending');
    const [view] = await paperViews(tx, siteId, { number: { series, paperNo }, limit: 1 });
    return view!;
  },
});
