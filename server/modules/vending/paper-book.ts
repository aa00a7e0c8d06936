/** The checks before a number of a book is used: held by who uses it, still out, in the book, not used before. */
import { PAPER_FATE_TITLES, paperNumberOf } from '../../../shared/vending/paper.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { personName } from '../posts/index.ts';
import { type BookRow, bookNumberOf, lockBook, paperViews } from './store/paper.ts';

/** Locks the book. Refuses 'paper.not_holder', 'paper.returned', 'paper.not_in_book' and 'paper.used'. */
export async function requireUnusedPaper(tx: Tx, actor: Actor, bookId: string, paperNo: number): Promise<BookRow> {
  const { siteId } = actor;
  const book = await lockBook(tx, siteId, bookId);
  const cover = bookNumberOf(book);
  if (book.holder_id !== actor.personId)
    refuse('paper.not_holder', { book: cover, name: (await personName(tx, siteId, book.holder_id)) ?? '' });
  if (book.state !== 'issued') refuse('paper.returned', { book: cover });
  const number = paperNumberOf(book.series, paperNo);
  if (paperNo < book.first_no || paperNo > book.last_no) refuse('paper.not_in_book', { number, book: cover });
  const [used] = await paperViews(tx, siteId, { number: { series: book.series, paperNo }, limit: 1 });
  if (used !== undefined) {
    const fate = PAPER_FATE_TITLES[used.fate];
    refuse('paper.used', { number, fate: used.slipNo ?? `${fate.zh} / ${fate.en}` });
  }
  return book;
}
