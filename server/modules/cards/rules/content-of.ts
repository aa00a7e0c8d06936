/** What is on a card, in the words of the pages. */
import type { UserCard } from '../../../../shared/card/user-card.ts';
import type { CardContent } from '../../../../shared/cards/view.ts';

export function contentOf({ parameters, wallet, returned }: UserCard): CardContent {
  const identity = parameters.kind === 'read' ? parameters.value : null;
  const purchase = wallet.kind === 'read' ? wallet.value : null;
  const back = returned.kind === 'read' ? returned.value : null;
  return {
    cardType: identity?.cardType ?? null,
    meterNo: identity?.meterNo ?? null,
    customerNo: identity?.customerNo ?? null,
    amountFen: purchase?.amount ?? null,
    purchaseCount: purchase?.count ?? null,
    returned: back && {
      meterNo: back.meterNo,
      remainingFen: back.remaining,
      overdraftFen: back.overdraft,
      purchaseCount: back.count,
      illegalInsertions: back.illegalInsertions,
      at: back.writtenAt?.replace('T', ' ') ?? null,
    },
  };
}
