/** What collection puts on the page of the day: what is odd about meters and nobody has taken in hand. */
import { COLLECTION_WRITERS } from '../../../shared/collection/who.ts';
import type { Text } from '../../../shared/text.ts';
import { addQueue } from '../duties/index.ts';

const ODD: Text = { zh: '抄表异常未处理', en: 'Odd readings not dealt with' };

export function joinMyDay(): void {
  addQueue(COLLECTION_WRITERS, async (tx, { siteId }) => {
    const [open] = await tx.prepared<{ count: number }>(
      'collection.open-flags',
      `select count(*)::int as count from collection_flag where site_id = $1 and state = 'open'`,
      [siteId],
    );
    return [{ title: ODD, count: open!.count, href: '/collection/flags?state=open', tone: 'soon' }];
  });
}
