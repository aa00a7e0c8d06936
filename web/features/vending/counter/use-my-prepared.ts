/** What I prepared on this business day, latest first, as it stands now. */
import { preparedSales } from '../../../../shared/contracts/vending/prepared-sales.ts';
import type { PreparedRowView } from '../../../../shared/vending/prepared.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';

const SHOWN = 10;
/** Live notices bring every change but one: that a ticket's time is over. */
const REFRESH_MS = 60_000;

export function useMyPrepared(): readonly PreparedRowView[] | undefined {
  const session = useSession();
  const preparedById = session?.person?.personId;
  const from = session?.businessDate ?? undefined;
  const input = { preparedById, from, limit: SHOWN };
  return useAsk(preparedSales, input, { enabled: preparedById !== undefined, refetchInterval: REFRESH_MS }).data?.rows;
}
