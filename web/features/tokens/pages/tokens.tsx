/** Every token made, newest first, with its digits covered. */
import type { ReactNode } from 'react';
import { tokens } from '../../../../shared/contracts/tokens/tokens.ts';
import type { Text } from '../../../../shared/text.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { TokenDrawer } from '../components/token-drawer.tsx';
import { TOKEN_LABELS, TOKEN_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有发过充值码', en: 'No token has been made yet' },
  next: { zh: '售出充值码表的电、水、气后会出现在这里。', en: 'They appear when credit is sold to a token meter.' },
} as const satisfies Record<string, Text>;

export default function TokensPage(): ReactNode {
  return (
    <ListPage
      contract={tokens}
      labels={TOKEN_LABELS}
      states={TOKEN_STATES_SHOWN}
      empty={EMPTY}
      detail={(tokenId, close) => <TokenDrawer tokenId={tokenId} onClose={close} />}
    />
  );
}
