/** The digits a customer or technician types into the meter, in the groups in which they are read aloud. */
import type { ReactNode } from 'react';
import type { Text } from '../../../../shared/text.ts';
import type { MadeTokens } from '../../../../shared/tokens/view.ts';
import { groupDigits } from '../../../../shared/tokens/words.ts';
import { useSay } from '../../../lib/say.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import '../tokens.css';

const T = {
  token: { zh: '充值码', en: 'Token' },
  section: { zh: '第 {section} 段', en: 'Section {section}' },
  made: { zh: '表 {meterNo} 的码', en: 'Tokens for meter {meterNo}' },
  inOrder: {
    zh: '请按顺序逐段输入，全部输完后新密钥才生效。之后售出的充值码都用新密钥。',
    en: 'Type them in one after the other; the new key counts after the last. What is sold from now on is under it.',
  },
  typeIn: { zh: '请在表的键盘上输入。', en: "Type it in on the meter's keypad." },
  none: {
    zh: '没有生成：售电密钥此刻读不到。表内状态未变，请检查密钥文件或加密机后重做。',
    en: 'None was made: the vending keys could not be reached. The meter is unchanged; check them and do it again.',
  },
} as const satisfies Record<string, Text>;

export function Digits({ digits }: { digits: string }): ReactNode {
  const say = useSay();
  return (
    <output className="token-digits" aria-label={say(T.token)}>
      {groupDigits(digits.replaceAll(' ', ''))}
    </output>
  );
}

/** After tokens were made without a sale. */
export function MadeDialog({ made, onClose }: { made: MadeTokens; onClose: () => void }): ReactNode {
  const say = useSay();
  const inSections = made.tokens.length > 1;
  return (
    <Dialog title={say(T.made, { meterNo: made.meterNo })} onClose={onClose} wide>
      {made.tokens.length === 0 && (
        <p className="refusal tone-wrong" role="alert">
          {say(T.none)}
        </p>
      )}
      {made.tokens.length > 0 && <p>{say(inSections ? T.inOrder : T.typeIn)}</p>}
      <ol className="token-list">
        {made.tokens.map(({ tokenId, section, digits }) => (
          <li key={tokenId}>
            {section !== null && <p className="muted">{say(T.section, { section })}</p>}
            <Digits digits={digits} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
